// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Scope
import Testing
import WebURL

@Suite struct CrawlScopeTests {
    private func verdict(
        _ url: String, _ hops: String = "L", seed: String = "https://www.minbzk.example/nieuws",
        mode: ScopeMode = .host,
        maxHops: Int? = nil, include: [String] = [], exclude: [String] = []
    ) throws -> CrawlScope.Verdict {
        let scope = try CrawlScope(
            seeds: [try #require(WebAddress(seed))], mode: mode, maxHops: maxHops, include: include, exclude: exclude)
        return scope.verdict(for: try #require(WebAddress(url)), hops: HopPath(hops))
    }

    @Test(arguments: [
        (ScopeMode.page, "https://www.minbzk.example/nieuws#top", true),
        (.page, "https://www.minbzk.example/nieuws?p=2", false),
        (.page, "https://www.minbzk.example/nieuws/a", false),
        (.prefix, "https://www.minbzk.example/nieuws", true),
        (.prefix, "http://minbzk.example/nieuws?p=2", true),
        (.prefix, "https://www.minbzk.example/nieuws/a/b", true),
        (.prefix, "https://www.minbzk.example/nieuwsbrief", false),
        (.prefix, "https://www.minbzk.example/", false),
        (.prefix, "https://cdn.minbzk.example/nieuws/a", false),
        (.host, "http://minbzk.example/", true),
        (.host, "https://minbzk.example:8443/", false),
        (.host, "https://cdn.minbzk.example/", false),
        (.host, "https://notminbzk.example/", false),
        (.domain, "https://cdn.minbzk.example/", true),
        (.domain, "https://a.b.minbzk.example/", true),
        (.domain, "https://minbzk.example/", true),
        (.domain, "https://notminbzk.example/", false),
        (.domain, "https://example/", false),
    ])
    func `a mode takes what it says`(mode: ScopeMode, url: String, isInScope: Bool) throws {
        #expect((try verdict(url, mode: mode) == .inScope) == isInScope)
    }

    @Test(arguments: [
        ("https://a.example/map/index.html", "https://a.example/map/b", true),
        ("https://a.example/map/index.html", "https://a.example/mapx", false),
        ("https://a.example/map/", "https://a.example/map/b", true),
        ("https://a.example/map/", "https://a.example/map", false),
        ("https://a.example/@jan.jansen", "https://a.example/@jan.jansen/1", true),
        ("https://a.example/@jan.jansen", "https://a.example/@piet", false),
        ("https://a.example/", "https://a.example/b", true),
    ])
    func `what lies under a seed is told by its path`(seed: String, url: String, isInScope: Bool) throws {
        #expect((try verdict(url, seed: seed, mode: .prefix) == .inScope) == isInScope)
    }

    @Test func `a bare www host does not open its parent`() throws {
        #expect(try verdict("https://other.nl/", seed: "https://www.nl/", mode: .domain) != .inScope)
        #expect(try verdict("https://1.127.0.0.1.nl/", seed: "http://127.0.0.1/", mode: .domain) != .inScope)
    }

    @Test func `a seed and what it redirects to are in scope whatever the rules`() throws {
        for hops in ["", "R", "RR"] {
            #expect(
                try verdict("https://elsewhere.example/", hops, mode: .page, maxHops: 0, exclude: ["*"]) == .inScope)
        }
        #expect(try verdict("https://www.minbzk.example/nieuws", "LLL", maxHops: 1, exclude: ["*"]) == .inScope)
    }

    @Test(arguments: ["E", "EE", "LE", "LEE", "ER", "ERE", "PE", "LERER"])
    func `a requisite within two embeds belongs to its page wherever it is`(hops: String) throws {
        #expect(try verdict("https://cdn.example/a.css", hops, mode: .page, maxHops: 1) == .requisite)
    }

    @Test func `a deeper embed is judged by where it is`() throws {
        #expect(
            try verdict("https://cdn.example/a.woff", "LEEE")
                == .refused(rule: "requisite: 3 embeds from its page, 2 allowed"))
        #expect(try verdict("https://minbzk.example/a.woff", "LEEE") == .inScope)
        #expect(try verdict("https://cdn.example/page", "LEL") == .refused(rule: "host: outside minbzk.example"))
    }

    @Test func `a redirect inherits and a link on its target does not`() throws {
        #expect(try verdict("https://short.example/x", "LR") == .inScope)
        #expect(try verdict("https://short.example/x", "LRL") == .refused(rule: "host: outside minbzk.example"))
    }

    @Test func `links are counted and pages of a list are not`() throws {
        #expect(try verdict("https://minbzk.example/a", "LL", maxHops: 2) == .inScope)
        #expect(try verdict("https://minbzk.example/a", "PPPPSALRL", maxHops: 2) == .inScope)
        #expect(
            try verdict("https://minbzk.example/a", "LLL", maxHops: 2)
                == .refused(rule: "max-hops: 3 links from the seed, 2 allowed"))
        #expect(try verdict("https://minbzk.example/a", "L?L", maxHops: 2) != .inScope)
    }

    @Test func `patterns add to the mode and take away from it`() throws {
        #expect(try verdict("https://pers.example/2026/a", include: ["pers.example/2026/*"]) == .inScope)
        #expect(try verdict("https://pers.example/2025/a", include: ["pers.example/2026/*"]) != .inScope)
        #expect(
            try verdict("https://minbzk.example/logout?x", exclude: ["*/login*", "*/logout*"])
                == .refused(rule: "exclude: */logout*"))
        #expect(
            try verdict("https://cdn.example/ad.js", "E", exclude: ["*/ad.js"]) == .refused(rule: "exclude: */ad.js"))
        #expect(try verdict("https://pers.example/a", "LL", maxHops: 1, include: ["*"]) != .inScope)
    }

    @Test func `an address that is not of the web is refused`() throws {
        #expect(try verdict("mailto:a@b.example", "") == .refused(rule: "scheme: mailto is not crawled"))
        #expect(try verdict("ftp://minbzk.example/", "E") == .refused(rule: "scheme: ftp is not crawled"))
    }

    @Test(arguments: ["", "a b", "é", "\n", String(repeating: "a", count: 2049)])
    func `a wrong pattern is named`(pattern: String) {
        #expect(throws: Diagnostic.self) { try CrawlScope(seeds: [], mode: .host, exclude: [pattern]) }
    }

    @Test(arguments: [
        ("https://a.example/*", "https://a.example/b?c=d", true), ("http://a.example/*", "https://a.example/b", false),
        ("a.example/b", "https://a.example/b", true), ("a.example/b", "https://a.example/bc", false),
        ("*b*d", "https://a.example/bxbcd", true), ("*b*d", "https://a.example/bxbcde", false),
        ("**", "https://a.example/", true), ("a.example/?x", "https://a.example/?x", true),
        ("a.example/?x", "https://a.example/bx", false),
    ])
    func `a star stands for any run of characters`(pattern: String, url: String, fits: Bool) throws {
        #expect(try ScopePattern(pattern).matches(url) == fits)
    }

    @Test func `a pattern of stars costs no more than pattern times address`() throws {
        let pattern = try ScopePattern(String(repeating: "*a", count: 500) + "*b")
        #expect(!pattern.matches("https://" + String(repeating: "a", count: 20_000)))
    }
}
