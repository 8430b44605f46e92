// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

@Suite struct GenericProfileTests {
    private func profile() throws -> Profile {
        try #require(ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("generic").profile)
    }

    @Test func `a seed is a page and keeps its scheme and port`() throws {
        let profile = try profile()
        let match = try #require(profile.match(seed: "http://127.0.0.1:8123/a?b#c"))
        #expect(
            profile.expansion(of: match) == [PlannedURL(url: "http://127.0.0.1:8123/a?b", kind: .page, lane: "page")])
    }

    @Test func `lists go on by header or by rel`() throws {
        let profile = try profile()
        let html = Array("<link rel=stylesheet href=s.css><a href='?page=2&amp;x' rel='nofollow NEXT'>more</a>".utf8)
        let byRelation = profile.reading(
            url: "https://a.org/list?page=1", mediaType: "text/html; charset=utf-8", statusCode: 200, fields: [],
            body: html
        ).found
        #expect(byRelation.map(\.url) == ["https://a.org/list?page=2&x"])
        #expect(byRelation.first?.relation == .nextPage)
        #expect(byRelation.first?.maxPages == 1000)
        let byHeader = profile.reading(
            url: "https://a.org/list", mediaType: "text/html", statusCode: 200,
            fields: [("link", "</a,b>; title=\"x, y\"; rel=\"prev\", </list/2>; rel=next")], body: html
        ).found
        #expect(byHeader.map(\.url) == ["https://a.org/list/2"])
        let wall = profile.reading(
            url: "https://a.org/list", mediaType: "text/html", statusCode: 403, fields: [], body: html
        ).found
        #expect(wall.isEmpty)
    }

    @Test(
        arguments: [
            (403, nil, "<html><title>Just a moment...</title>", "challenge: Cloudflare challenge"),
            (200, nil, "<html><title>Just a moment...</title>", nil),
            (302, "https://a.org/login?next=/x", "", "login: redirect to sign-in"),
            (302, "https://a.org/de/sign_in", "", "login: redirect to sign-in"),
            (302, "https://a.org/blogin", "", nil),
            (302, "https://consent.youtube.com/m?continue=x", "", "consent: consent page"),
            (401, nil, "<input TYPE=\"password\">", "login: sign-in page in place of the content"),
            (200, nil, "<script src=https://h/.within.website/x/cmd/anubis/a.js>", "challenge: Anubis proof of work"),
        ] as [(Int, String?, String, String?)])
    func `walls have names`(_ status: Int, _ location: String?, _ body: String, _ expected: String?) throws {
        let wall = try profile().wall(
            status: status, url: "https://a.org/x", bodyPrefix: Array(body.utf8), location: location)
        #expect(wall?.description == expected)
    }
}
