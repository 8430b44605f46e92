// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

@Suite struct MediaPickTests {
    private func profile(_ media: String) -> ProfileReading {
        Profile.parse(
            """
            # SPDX-License-Identifier: EUPL-1.2
            profile: x
            version: 1
            title: X
            about: For tests.
            match:
              - { kind: page, url: "/**" }
            seed:
              - { url: "{url}", as: page }
            api:
              - name: list
                on: /list
                posts:
                  - { each: "/posts/*", id: /id, media: \(media) }
            """, file: "x.yaml")
    }

    private func media(_ rule: String, _ json: String) throws -> [String] {
        let profile = try #require(profile(rule).profile)
        let found = profile.reading(
            url: "http://a.example/list", mediaType: "application/json", statusCode: 200, fields: [],
            body: Array(json.utf8))
        let post = try #require(found.posts.first)
        // What is counted as the post's is what is fetched for it.
        #expect(found.found.filter { $0.kind == .media && $0.post == post.id }.map(\.url) == post.media)
        return post.media
    }

    @Test func `the rendition with the greatest number is taken, of those that have an address`() throws {
        let json = """
            {"posts":[{"id":"1","v":[{"rate":3,"u":"/a"},{"rate":12,"u":"/b"},{"rate":90},{"u":"/c"}]}]}
            """
        #expect(try media("[{ best: \"/v/*\", by: /rate, prefer: /u }]", json) == ["http://a.example/b"])
    }

    @Test func `keys are looked up elsewhere in the answer, in the order of the post`() throws {
        let json = """
            {"posts":[{"id":"1","keys":["k2","k1","k9"]}],"media":[{"k":"k1","u":"/a"},{"k":"k2","u":"/b"},{"k":"k3","u":"/c"}]}
            """
        #expect(
            try media("[{ of: \"/keys/*\", in: \"/media/*\", key: /k, prefer: /u }]", json) == [
                "http://a.example/b", "http://a.example/a",
            ])
    }

    @Test func `the first place with a value counts, and what is left out is left out`() throws {
        let json = #"{"posts":[{"id":"1","parts":[{"hd":"/hd","sd":"/sd"},{"sd":"/only"},{"no":true,"sd":"/no"}]}]}"#
        #expect(
            try media("[{ each: \"/parts/*\", unless: /no, prefer: [/hd, /sd] }]", json) == [
                "http://a.example/hd", "http://a.example/only",
            ])
        #expect(try media("\"/parts/*/sd\"", json).count == 3)
    }

    @Test(
        arguments: [
            ("[{ best: \"/v/*\", prefer: /u }]", "the keys \"best\" and \"by\" go together"),
            ("[{ of: /a, prefer: /u }]", "what is looked up needs all of the keys"),
            ("[{ each: /a }]", "media needs the key \"prefer\""),
        ])
    func `a mistake is found`(_ rule: String, _ expected: String) {
        #expect(profile(rule).findings.contains { $0.description.contains(expected) })
    }
}
