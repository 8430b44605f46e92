// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

/// The rules that the profiles of the project do not use yet, on a platform made up for it.
@Suite struct ProfileRulesTests {
    private static let text = """
        profile: cooing
        version: 3
        title: Cooing
        match:
          - { kind: profile, url: "https://coo.example/{user}", hosts: [ coo.example, "*.coo.example" ] }
        seed:
          - { url: "{origin}/xrpc/feed?actor={user}", as: api }
        page:
          - kind: listing
            url: "{origin}/{user}/list"
            max-pages: 5
            next:
              - html: { element: button, attribute: class, contains: load-more, take: data-next }
          - { kind: post, url: "{origin}/{user}/post/{id:digits}", next: [ { html-rel: next } ], max-pages: 1 }
        api:
          - name: feed
            on: "{origin}/xrpc/feed?**"
            max-pages: 100
            next:
              - { json: /cursor, url: "{origin}/xrpc/feed?actor={user}&cursor={value}" }
              - { json: /next }
            yields:
              - each: /feed/*/post
                with: { by: /author/did }
                from: /uri
                url: "{origin}/xrpc/thread?by={by}&uri={value}"
                as: api
              - { each: "/feed/*/post/images/*", prefer: [ /full, /large, /thumb ], as: media }
              - { from: /feed/*/post/rss, as: feed, optional: true }
        media:
          attributes:
            - { element: img, attribute: data-full }
            - { element: div, attribute: data-film, on: "{origin}/{user}/list" }
          exclude: [ "//*/pixel**" ]
          renditions:
            - { from: "//img.coo.example/{name}?size=*", best: "https://img.coo.example/{name}?size=orig" }
        """

    private func reading(
        _ url: String, _ body: String, mediaType: String = "application/json", status: Int = 200
    ) throws -> Profile.Discoveries {
        let parsed = Profile.parse(Self.text, file: "cooing.yaml")
        let profile = try #require(parsed.profile, "\(parsed.findings)")
        let match = try #require(profile.match(seed: "coo.example/anna"))
        return profile.reading(
            url: url, mediaType: mediaType, statusCode: status, fields: [], body: Array(body.utf8), seed: match)
    }

    @Test func `a cursor goes into the template of the next page`() throws {
        let found = try reading("https://coo.example/xrpc/feed?actor=anna", #"{"cursor": "a=b&c/d", "next": "/x"}"#)
            .found
        #expect(found.map(\.url) == ["https://coo.example/xrpc/feed?actor=anna&cursor=a%3Db%26c%2Fd"])
        #expect(found.first?.relation == .nextPage)
        #expect(found.first?.maxPages == 100)
    }

    @Test(arguments: [
        #"{"cursor": null, "next": "?page=2"}"#, #"{"cursor": "", "next": "?page=2"}"#, #"{"next": "?page=2"}"#,
    ])
    func `the first way on that there is counts`(_ body: String) throws {
        #expect(
            try reading("https://coo.example/xrpc/feed?actor=anna", body).found.map(\.url) == [
                "https://coo.example/xrpc/feed?page=2"
            ])
    }

    @Test(arguments: [
        #"{"next": "?actor=anna"}"#, "{}", "[]", "null", #"{"cursor": {"a": 1}}"#, #"{"next": "data:,x"}"#,
    ])
    func `an answer that names itself or nothing ends the list`(_ body: String) throws {
        #expect(try reading("https://coo.example/xrpc/feed?actor=anna", body).found.isEmpty)
    }

    @Test func `values beside the one that is picked fill the template`() throws {
        let found = try reading(
            "https://coo.example/xrpc/feed?actor=anna",
            #"""
            {"feed": [{"post": {"uri": "at://1", "author": {"did": "did:plc:x"}, "rss": "/a.rss"}},
                      {"post": {"uri": "at://2", "author": {}}}, {"repost": {}}]}
            """#
        ).found
        #expect(
            found.map(\.url) == [
                "https://coo.example/xrpc/thread?by=did:plc:x&uri=at:%2F%2F1", "https://coo.example/a.rss",
            ])
        #expect(found.last?.kind == .feed)
        #expect(found.last?.isOptional == true)
        #expect(found.last?.rule == "api[feed].yields[3]")
    }

    @Test func `the best rendition there is, and a better one by its address`() throws {
        let found = try reading(
            "https://coo.example/xrpc/feed?actor=anna",
            #"""
            {"feed": [{"post": {"images": [{"full": null, "large": "https://img.coo.example/a?size=big", "thumb": "/t"},
                                           {"thumb": "https://cdn.example/pixel.gif"}]}}]}
            """#
        ).found
        #expect(
            found.map(\.url) == ["https://img.coo.example/a?size=orig", "https://img.coo.example/a?size=big"])
        #expect(found.map(\.isOptional) == [true, false])
    }

    @Test func `elements and attributes of a page`() throws {
        let html =
            "<img src=a data-full=/b.png><div data-film='f.mp4'></div><button class='x load-more' data-next='?p=2'>"
        #expect(
            try reading("https://coo.example/anna/list", html, mediaType: "text/html").found.map(\.url) == [
                "https://coo.example/anna/list?p=2", "https://coo.example/b.png", "https://coo.example/anna/f.mp4",
            ])
        #expect(
            try reading("https://coo.example/anna/post/1", html + "<a rel=next href=2>", mediaType: "text/html").found
                .map(\.url)
                == [
                    "https://coo.example/b.png"
                ])
    }

    @Test(arguments: [301, 403, 404, 429, 500])
    func `only answers that succeeded lead on`(_ status: Int) throws {
        #expect(
            try reading("https://coo.example/xrpc/feed?actor=anna", #"{"cursor": "1"}"#, status: status).found.isEmpty)
    }

    @Test func `one answer leads to a bounded number of URLs`() throws {
        let items = (0..<25_000).map { #"{"post": {"images": [{"full": "https://img.example/\#($0)"}]}}"# }
        let found = try reading(
            "https://coo.example/xrpc/feed?actor=anna", "{\"feed\": [" + items.joined(separator: ",") + "]}"
        ).found
        #expect(found.count == Profile.mostDiscoveries)
    }
}
