// SPDX-License-Identifier: EUPL-1.2

import Collection
import Extract
import Scope
import Testing
import WebURL

@testable import Crawl
@testable import CrawlProfile

@Suite struct LinkPlannerTests {
    private func planner(
        hops: String = "", kind: CaptureKind = .page, maxHops: Int? = nil, maxPages: Int = 3,
        seed: String = "https://a.example/x", exclude: [String] = []
    ) throws -> LinkPlanner {
        var settings = CrawlSettings(
            seeds: [CrawlSettings.Seed(text: seed, account: "acc", profile: TestProfile.name)],
            profiles: [TestProfile.name: TestProfile.text(maxPages: maxPages)])
        settings.maxHops = maxHops
        settings.exclude = exclude
        return LinkPlanner(
            plan: try AccountPlan(settings.seeds[0], settings: settings),
            source: QueuedURL(
                id: 1, url: seed, host: "a.example", account: "acc", kind: kind, hops: hops, via: nil, attempts: 0))
    }

    private func link(_ url: String, _ kind: Link.Kind) throws -> Link {
        Link(url: try #require(WebAddress(url)), kind: kind, context: "test")
    }

    /// Kind of the link, the hop it makes, what it is queued as.
    @Test(arguments: [
        (Link.Kind.navigation, "L", CaptureKind.page), (.nextPage, "P", .page), (.embed, "E", .requisite),
        (.frame, "E", .requisite), (.feed, "S", .feed), (.sitemap, "S", .feed), (.sitemapEntry, "L", .page),
        (.redirect, "R", .page), (.refresh, "R", .page),
    ])
    func `each kind of link has its hop and its part`(kind: Link.Kind, hop: String, part: CaptureKind) throws {
        let entry = try #require(try planner().entry(for: link("https://a.example/x/y", kind)))
        #expect(entry.hops == hop)
        #expect(entry.kind == part)
        #expect(entry.refusal == nil)
        #expect(entry.via == "https://a.example/x")
        #expect(entry.account == "acc")
        #expect(entry.host == "a.example")
    }

    @Test func `requisites go before pages, near pages before far ones`() throws {
        let requisite = try #require(try planner(hops: "LL").entry(for: link("https://a.example/x/i", .embed)))
        let near = try #require(try planner().entry(for: link("https://a.example/x/n", .navigation)))
        let far = try #require(try planner(hops: "LL").entry(for: link("https://a.example/x/f", .navigation)))
        #expect(requisite.priority < near.priority)
        #expect(near.priority < far.priority)
    }

    @Test func `a link out of scope is refused by a rule with a name, a requisite elsewhere is not`() throws {
        let out = try #require(try planner().entry(for: link("https://b.example/", .navigation)))
        #expect(out.refusal?.outcome == .refused(.scope))
        #expect(out.refusal?.detail.hasPrefix("prefix: outside") == true)
        let requisite = try #require(try planner().entry(for: link("https://cdn.example/i.png", .embed)))
        #expect(requisite.refusal == nil)
        let deep = try #require(try planner(hops: "EE").entry(for: link("https://cdn.example/i.png", .embed)))
        #expect(deep.refusal?.detail.hasPrefix("requisite:") == true)
    }

    @Test func `hops beyond the limit are refused`() throws {
        let entry = try #require(
            try planner(hops: "L", maxHops: 1).entry(for: link("https://a.example/x/y", .navigation)))
        #expect(entry.refusal?.detail == "max-hops: 2 links from the seed, 1 allowed")
    }

    @Test func `what the profile ignores is refused, but a redirect to it is followed`() throws {
        let link1 = try link("https://a.example/x/logout", .navigation)
        #expect(try planner().entry(for: link1)?.refusal?.detail == "profile test ignores it")
        let link2 = try link("https://a.example/x/logout", .redirect)
        #expect(try planner().entry(for: link2)?.refusal == nil)
    }

    @Test func `a chain of redirects ends`() throws {
        let chain = String(repeating: "R", count: LinkPlanner.longestRedirectChain)
        let next = try link("https://a.example/x/next", .redirect)
        #expect(try planner(hops: chain).entry(for: next)?.refusal?.outcome == .refused(.limit))
        #expect(try planner(hops: String(chain.dropLast())).entry(for: next)?.refusal == nil)
        #expect(try planner(hops: chain + "L").entry(for: next)?.refusal == nil)
    }

    @Test(arguments: [
        ("https://user:pw@a.example/x/y?q=1#f", "https://a.example/x/y?q=1"),
        ("https://user@a.example:8443/x/", "https://a.example:8443/x/"),
        ("https://:pw@a.example/x?", "https://a.example/x?"),
        ("https://a.example/x/y#f", "https://a.example/x/y"),
    ])
    func `credentials and fragments never get into the queue`(url: String, queued: String) throws {
        let entry = try #require(try planner().entry(for: link(url, .navigation)))
        #expect(entry.url == queued)
    }

    @Test(arguments: [
        "mailto:a@b.example", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "file:///etc",
    ])
    func `what can't be fetched is not queued`(url: String) throws {
        #expect(try planner().entry(for: link(url, .navigation)) == nil)
    }

    @Test func `the next page of a list is refused beyond the profile's limit`() throws {
        func next(_ hops: String) throws -> FoundURL? {
            try planner(hops: hops).entry(
                for: Discovery(
                    url: "https://a.example/x?page=9", kind: .page, relation: .nextPage, rule: "page.next",
                    isOptional: false, maxPages: 3))
        }
        #expect(try next("L")?.refusal == nil)
        #expect(try next("LP")?.refusal == nil)
        #expect(try next("LPP")?.refusal?.outcome == .refused(.limit))
        #expect(try next("LPPL")?.refusal == nil)
        // Each page of the list answers with a redirect first.
        #expect(try next("LRPR")?.refusal == nil)
        #expect(try next("LPRPR")?.refusal?.outcome == .refused(.limit))
    }

    @Test func `what a rule of the profile makes is not judged by scope`() throws {
        let entry = try planner().entry(
            for: Discovery(
                url: "https://media.example/v.mp4", kind: .media, relation: .media, rule: "media", isOptional: false,
                maxPages: nil))
        #expect(entry?.refusal == nil)
        #expect(entry?.kind == .media)
        #expect(entry?.hops == "E")
    }

    private func discovery(
        _ url: String, _ kind: PlannedURL.Kind, _ relation: Discovery.Relation = .yield, isOptional: Bool = false
    ) -> Discovery {
        Discovery(url: url, kind: kind, relation: relation, rule: "r", isOptional: isOptional, maxPages: nil)
    }

    @Test(arguments: [PlannedURL.Kind.page, .api, .media, .feed])
    func `what the user excluded stays out, also when a rule of the profile names it`(kind: PlannedURL.Kind) throws {
        let planner = try planner(exclude: ["*secret*"])
        let entry = planner.entry(for: discovery("https://b.example/secret/1", kind))
        #expect(entry?.refusal?.detail == "exclude: *secret*")
        #expect(planner.entry(for: discovery("https://b.example/1", kind))?.refusal == nil)
    }

    @Test func `the number of links binds the pages that a rule of the profile names`() throws {
        let planner = try planner(hops: "L", maxHops: 1)
        #expect(planner.entry(for: discovery("https://a.example/x/1", .page))?.refusal?.outcome == .refused(.scope))
        #expect(planner.entry(for: discovery("https://a.example/x/1", .media))?.refusal == nil)
        #expect(planner.entry(for: discovery("https://a.example/x/1", .page, .nextPage))?.refusal == nil)
    }

    @Test(arguments: [
        ("https://a.example/other?page=2", true), ("https://a.example/x/2", true),
        ("https://b.example/x?page=2", false),
        ("https://a.example:8443/x?page=2", false),
    ])
    func `a list goes on at its own host or in the scope`(url: String, isAccepted: Bool) throws {
        let entry = try #require(try planner().entry(for: discovery(url, .page, .nextPage)))
        #expect((entry.refusal == nil) == isAccepted)
    }

    @Test(arguments: [true, false])
    func `what a rule calls optional stays optional`(isOptional: Bool) throws {
        let entry = try planner().entry(for: discovery("https://a.example/x/1", .media, isOptional: isOptional))
        #expect(entry?.isOptional == isOptional)
    }
}
