// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

@Suite struct PostRuleTests {
    private static let rules = """
        ids:
          - { base: 10, shift: 22, epoch: 1288834974657, unit: ms, above: 29700859247 }
        media:
          exclude: [ "//*/pixel**" ]
        api:
          - name: timeline
            on: "{origin}/api/{user}"
            posts:
              each: "/data/*"
              id: [ /id, /pk ]
              date: { at: [ /created_at, /taken ], as: [ iso, twitter ] }
              url: "{scheme}://coo.example/{by}/status/{id}"
              with: { by: /author/name }
              pinned: [ /pinned, /isPinned ]
              repost: /retweeted_status
              own: { at: /author/name, is: "{user}" }
              unless: /promoted
              when: { /type: [ "tweet*", note ] }
              media: [ "/media/*/url" ]
            counters: { posts: [ /none, /counts/posts ], media: /counts/media, followers: /counts/followers }
            yields:
              - { each: "/data/*", post: /id, from: /id, url: "{origin}/thread/{value}", as: api, context: true, lane: api }
        """

    private func read(_ body: String) throws -> Profile.Discoveries { try LanguageSample.reading(Self.rules, body) }

    private func posts(_ elements: String) throws -> [FoundPost] { try read("{\"data\": [\(elements)]}").posts }

    @Test func `all that is said of a post is found`() throws {
        let found = try read(
            #"""
            {"data": [{"id": "1625163461837271043", "type": "tweet", "created_at": "2023-02-13T16:00:00.5Z", "author": {"name": "Anna"},
                       "media": [{"url": "/a.png"}, {"url": "https://x.example/pixel.gif"}, {"url": "/a.png"}, {"url": "b.mp4#t"}],
                       "isPinned": true},
                      {"pk": 20, "type": "note", "taken": "Tue Mar 21 20:50:14 +0000 2006", "author": {"name": "bob"}, "retweeted_status": {}},
                      {"id": "3", "type": "tweet-promoted", "promoted": 1}, {"id": "4", "type": "user"}, {"id": "5"}],
             "counts": {"posts": "1,234", "media": 56, "followers": "12K"}}
            """#)
        #expect(
            found.posts == [
                FoundPost(
                    id: "1625163461837271043", url: "https://coo.example/Anna/status/1625163461837271043",
                    date: 1_676_304_000_500_000, dateSource: .platform, isPinned: true,
                    media: ["https://coo.example/a.png", "https://coo.example/api/b.mp4"], rule: "api[timeline].posts"),
                FoundPost(
                    id: "20", url: "https://coo.example/bob/status/20", date: 1_142_974_214_000_000,
                    dateSource: .platform,
                    isContext: true, rule: "api[timeline].posts"),
            ])
        #expect(found.counters == ["posts": 1234, "media": 56])
        #expect(!found.isEmptyList)
        #expect(found.findings.isEmpty)
        let thread = try #require(found.found.first { $0.url.hasSuffix("/thread/1625163461837271043") })
        #expect(thread.post == "1625163461837271043")
        #expect(thread.isContext)
        #expect(thread.lane == "api")
    }

    @Test(
        arguments: [
            // 1625163461837271043 >> 22 + 1288834974657
            (#""id": "1625163461837271043""#, Int64(1_676_304_138_036_000), FoundPost.DateSource.id),
            (#""id": "1625163461837271043", "created_at": null"#, 1_676_304_138_036_000, .id),
            (#""id": "1625163461837271043", "created_at": "1850-01-01T00:00:00Z""#, 1_676_304_138_036_000, .id),
            (
                #""id": "1625163461837271043", "created_at": "vorige week", "taken": "2023-01-01""#,
                1_672_531_200_000_000, .platform
            ),
            (#""id": "20""#, nil, .none), (#""id": "99999999999999999999999""#, nil, .none),
            (#""id": "abc""#, nil, .none),
        ] as [(String, Int64?, FoundPost.DateSource)])
    func `a date that is missing or cannot be read is that of the id`(
        _ members: String, _ date: Int64?, _ source: FoundPost.DateSource
    ) throws {
        let post = try #require(try posts("{\"type\": \"note\", \(members)}").first)
        #expect(post.date == date)
        #expect(post.dateSource == source)
        #expect(post.url == nil)
        #expect(!post.isContext)
    }

    @Test func `of two finds of a post the flags are joined`() throws {
        let found = try posts(
            #"""
            {"id": "7", "type": "note", "pinned": 1, "author": {"name": "bob"}, "media": []},
            {"id": "7", "type": "note", "created_at": "2023-01-01", "author": {"name": "ANNA"}, "media": [{"url": "/m"}]}
            """#)
        #expect(found.count == 1)
        #expect(found.first?.isPinned == true)
        #expect(found.first?.isContext == false)
        #expect(found.first?.date == 1_672_531_200_000_000)
        #expect(found.first?.media == ["https://coo.example/m"])
    }

    @Test func `a list that shows no post is empty, one that could not be read is not`() throws {
        #expect(try read(#"{"data": []}"#).isEmptyList)
        #expect(try read("{}").isEmptyList)
        #expect(try !read("<html>").isEmptyList)
        #expect(try !read(#"{"data": [{"id": "1", "type": "note"}]}"#).isEmptyList)
    }

    @Test func `posts without ids and dates in another form are findings`() throws {
        let without = try read(#"{"data": [{"type": "note"}, {"type": "note", "id": {}}]}"#).findings.map(\.description)
        #expect(without.count == 1)
        #expect(without.first?.contains("finds 2 posts without an id: nothing is at /id, /pk") == true, "\(without)")
        let dates = try read(
            #"{"data": [{"type": "note", "id": 1, "created_at": "gisteren"}, {"type": "note", "id": 2, "created_at": 5}]}"#
        ).findings.map(\.description)
        #expect(
            dates.first?.contains("expects dates as iso or twitter, found \"gisteren\" and 1 more") == true, "\(dates)")
    }

    @Test func `an id may be a part of a text, and so is that of what belongs to it`() throws {
        let found = try LanguageSample.reading(
            """
            ids: [ { base: base32-sortable, shift: 10, unit: us } ]
            api:
              - name: feed
                on: "/**"
                posts:
                  each: /feed/*/post
                  id: /uri
                  take: "at://{did}/app.bsky.feed.post/{id}"
                  url: "{scheme}://bsky.example/profile/{did}/post/{id}"
                yields:
                  - { each: "/feed/*/post", from: /uri, post: /uri, url: "{origin}/thread?uri={value}", as: api }
            """,
            #"{"feed": [{"post": {"uri": "at://did:plc:a/app.bsky.feed.post/3jzfcijpj2z2a"}}, {"post": {"uri": "x"}}]}"#
        )
        #expect(found.posts.map(\.id) == ["3jzfcijpj2z2a"])
        #expect(found.posts.first?.url == "https://bsky.example/profile/did:plc:a/post/3jzfcijpj2z2a")
        #expect(found.posts.first?.dateSource == .id)
        #expect(found.found.first?.post == "3jzfcijpj2z2a")
    }

    @Test func `one answer shows a bounded number of posts, and soon`() throws {
        let many = (0..<60_000).map { "{\"type\": \"note\", \"id\": \($0), \"media\": []}" }.joined(separator: ",")
        #expect(try posts(many).count == Profile.mostPosts)
        let long = String(repeating: "7", count: 2_000_000)
        #expect(try posts("{\"type\": \"note\", \"id\": \(long)}").isEmpty)
        let media = (0..<5000).map { "{\"url\": \"/\($0)\"}" }.joined(separator: ",")
        #expect(try posts("{\"type\": \"note\", \"id\": 1, \"media\": [\(media)]}").first?.media.count == 1000)
    }

    @Test func `a pointer that looks everywhere in a hostile answer is stopped`() throws {
        let rules = """
            api:
              - name: a
                on: "/**"
                posts: { each: "/**", id: "/**/id/**/x" }
            """
        let deep = String(repeating: "{\"id\":", count: 100) + "1" + String(repeating: "}", count: 100)
        let body = "[" + (0..<2000).map { _ in deep }.joined(separator: ",") + "]"
        let found = try LanguageSample.reading(rules, body)
        #expect(found.posts.isEmpty)
        #expect(
            found.findings.contains { $0.description.contains("more values than are looked at") }, "\(found.findings)")
    }
}
