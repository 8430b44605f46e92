// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

@Suite struct MastodonProfileTests {
    private func profile() throws -> Profile {
        try #require(ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("mastodon").profile)
    }

    private func discover(
        _ url: String, _ json: String, fields: [(String, String)] = [], seed: String = "http://127.0.0.1:3077/@anna"
    ) throws -> [Discovery] {
        let profile = try profile()
        let match = try #require(profile.match(seed: seed))
        return profile.reading(
            url: url, mediaType: "application/json", statusCode: 200, fields: fields, body: Array(json.utf8),
            seed: match
        ).found
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:3077/@anna", "http://127.0.0.1:3077"),
            ("https://social.example.org/@anna", "https://social.example.org"),
            ("@anna@social.example.org", "https://social.example.org"),
        ])
    func `an account expands to its interface, page and feed on its own server`(_ seed: String, _ origin: String) throws
    {
        let profile = try profile()
        let match = try #require(profile.match(seed: seed))
        #expect(
            profile.expansion(of: match) == [
                PlannedURL(url: "\(origin)/api/v1/accounts/lookup?acct=anna", kind: .api, lane: "api"),
                PlannedURL(url: "\(origin)/api/v2/instance", kind: .api, isOptional: true, lane: "api"),
                PlannedURL(url: "\(origin)/.well-known/nodeinfo", kind: .api, isOptional: true),
                PlannedURL(url: "\(origin)/@anna", kind: .page, isOptional: true, lane: "page"),
                PlannedURL(url: "\(origin)/@anna.rss", kind: .feed, isOptional: true, lane: "feed"),
            ])
    }

    @Test func `a single post does not bring the whole account`() throws {
        let profile = try profile()
        let match = try #require(profile.match(seed: "https://social.example.org/@anna/123"))
        #expect(match.kind == .post)
        #expect(
            profile.expansion(of: match).map(\.url) == [
                "https://social.example.org/@anna/123", "https://social.example.org/api/v1/statuses/123",
                "https://social.example.org/api/v1/statuses/123/context",
            ])
    }

    @Test func `the account leads to its posts and its pictures`() throws {
        let found = try discover(
            "http://127.0.0.1:3077/api/v1/accounts/lookup?acct=anna",
            #"{"id": 115987654321098765432, "avatar": "https://files.example/a.png", "header": "/h.png", "emojis": [{"url": "/e.png"}]}"#
        )
        #expect(
            found.map { "\($0.kind.rawValue) \($0.url)" } == [
                "api http://127.0.0.1:3077/api/v1/accounts/115987654321098765432/statuses?limit=40",
                "api http://127.0.0.1:3077/api/v1/accounts/115987654321098765432/statuses?pinned=true",
                "media https://files.example/a.png", "media http://127.0.0.1:3077/h.png",
                "media http://127.0.0.1:3077/e.png",
            ])
    }

    @Test func `posts lead to media, pages, threads, versions and the next page`() throws {
        let json = #"""
            [{"id": "9", "replies_count": 2, "in_reply_to_id": null, "edited_at": "2026-01-01T00:00:00Z", "reblog": null,
              "account": {"avatar": "https://files.example/a.png"},
              "media_attachments": [{"url": "https://files.example/1.jpg", "preview_url": "https://files.example/1s.jpg"},
                                    {"url": null, "remote_url": "https://remote.example/2.mp4", "preview_url": null}]},
             {"id": "8", "replies_count": 0, "in_reply_to_id": "7", "edited_at": null, "media_attachments": []},
             {"id": "6", "replies_count": 5, "media_attachments": [],
              "reblog": {"id": "5", "account": {"avatar": "https://files.example/b.png"},
                         "media_attachments": [{"url": "https://files.example/3.png"}]}},
             {"id": "4", "replies_count": 0, "in_reply_to_id": null, "media_attachments": []}]
            """#
        let base = "http://127.0.0.1:3077/api/v1/accounts/1/statuses"
        let found = try discover(
            base + "?limit=40", json,
            fields: [("Link", "<\(base)?max_id=4&limit=40>; rel=\"next\", <\(base)?min_id=9>; rel=\"prev\"")])
        let urls = { (kind: PlannedURL.Kind) in found.filter { $0.kind == kind }.map(\.url).sorted() }
        #expect(
            urls(.media) == [
                "https://files.example/1.jpg", "https://files.example/1s.jpg", "https://files.example/3.png",
                "https://files.example/a.png", "https://files.example/b.png", "https://remote.example/2.mp4",
            ])
        #expect(urls(.page) == ["4", "8", "9"].map { "http://127.0.0.1:3077/@anna/\($0)" })
        #expect(
            urls(.api) == [
                base + "?max_id=4&limit=40", "http://127.0.0.1:3077/api/v1/statuses/8/context",
                "http://127.0.0.1:3077/api/v1/statuses/9/context", "http://127.0.0.1:3077/api/v1/statuses/9/history",
            ])
        #expect(found.filter { $0.relation == .nextPage }.map(\.rule) == ["api[statuses].next"])
        #expect(!found.contains { $0.kind == .page && !$0.isOptional })
    }

    @Test func `the last page leads to no other`() throws {
        #expect(try discover("http://127.0.0.1:3077/api/v1/accounts/1/statuses?max_id=4&limit=40", "[]").isEmpty)
    }

    @Test func `threads lead to the media of answers and no further`() throws {
        let found = try discover(
            "http://127.0.0.1:3077/api/v1/statuses/9/context",
            #"""
            {"ancestors": [{"id": "1", "account": {"avatar": "https://f.example/a.png"}, "media_attachments": []}],
             "descendants": [{"id": "2", "account": {"avatar": "https://f.example/b.png"},
                              "media_attachments": [{"url": "https://f.example/m.png"}]}]}
            """#)
        #expect(
            found.map(\.url).sorted() == [
                "https://f.example/a.png", "https://f.example/b.png", "https://f.example/m.png",
            ])
    }

    @Test func `another server's answers lead nowhere`() throws {
        #expect(try discover("http://evil.example/api/v1/accounts/lookup?acct=anna", #"{"id": "1"}"#).isEmpty)
    }

    @Test func `links of strangers are not followed as URLs of any scheme`() throws {
        let found = try discover(
            "http://127.0.0.1:3077/api/v1/accounts/lookup?acct=anna",
            #"{"id": "../../oauth/token?x=", "avatar": "file:///etc/passwd", "header": "javascript:alert(1)"}"#)
        #expect(
            found.map(\.url) == [
                "http://127.0.0.1:3077/api/v1/accounts/..%2F..%2Foauth%2Ftoken%3Fx%3D/statuses?limit=40",
                "http://127.0.0.1:3077/api/v1/accounts/..%2F..%2Foauth%2Ftoken%3Fx%3D/statuses?pinned=true",
            ])
    }

    @Test func `an answer that is no JSON is said and not silent`() throws {
        let profile = try profile()
        let match = try #require(profile.match(seed: "http://127.0.0.1:3077/@anna"))
        let reading = profile.reading(
            url: "http://127.0.0.1:3077/api/v1/accounts/lookup?acct=anna", mediaType: "text/html", statusCode: 200,
            fields: [], body: Array("<html>".utf8), seed: match)
        #expect(reading.found.isEmpty)
        #expect(
            reading.findings.map(\.description) == [
                "http://127.0.0.1:3077/api/v1/accounts/lookup?acct=anna: warning: rule api[account] of profile mastodon expects JSON, "
                    + "found text/html: byte 0: expected a value (the platform may have changed, or this is a wall)"
            ])
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:3077/@anna", PageKind.profile), ("http://127.0.0.1:3077/@anna/12", .post),
            ("http://127.0.0.1:3077/@anna.rss", .feed), ("http://127.0.0.1:3077/@bram", nil),
            ("http://elsewhere.example/@anna", nil), ("http://127.0.0.1:3077/auth/sign_in", .ignored),
            ("http://127.0.0.1:3077/api/v1/statuses/9/context", .api),
            ("https://files.example/media_attachments/files/1/original/a.png", .media),
            ("https://files.example/cache/media_attachments/files/1/original/a.png", .media),
        ] as [(String, PageKind?)])
    func `a URL is classed for the account of the seed`(_ url: String, _ expected: PageKind?) throws {
        let profile = try profile()
        #expect(profile.classify(url, seed: profile.match(seed: "http://127.0.0.1:3077/@anna")) == expected)
    }

    @Test func `a server that closed its interface is a wall`() throws {
        let body = Array(#"{"error":"This method requires an authenticated user"}"#.utf8)
        let wall = try profile().wall(status: 422, url: "https://h.example/api/v1/timelines/public", bodyPrefix: body)
        #expect(wall?.description == "login: interface closed to visitors")
        #expect(try profile().wall(status: 404, url: "https://h.example/api/v1/x", bodyPrefix: body) == nil)
    }

    @Test func `the interface is asked for JSON and pages are not`() throws {
        let profile = try profile()
        #expect(profile.headers(for: .api).map(\.value) == ["application/json"])
        #expect(profile.headers(for: .page).isEmpty)
    }
}
