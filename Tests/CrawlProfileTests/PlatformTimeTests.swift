// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import TestSupport
import Testing

@testable import CrawlProfile

/// Times in ids and in words.
@Suite struct PlatformTimeTests {
    // Table 1 of field/social.md.
    private static let rules = """
        ids:
          - { base: 10, shift: 22, epoch: 1288834974657, unit: ms, above: 29700859247, below: 9223372036854775807 }
        """

    private func time(_ rules: String, _ id: String) throws -> String? {
        try LanguageSample.profile(rules).idTime(id).map { ArchiveDate(microseconds: $0).iso8601 }
    }

    @Test(
        arguments: [
            // X: (1 << 22) * (ms since the epoch), by hand: 2020-01-01T00:00:00Z is 1577836800000 ms.
            (
                "{ base: 10, shift: 22, epoch: 1288834974657, unit: ms }",
                "\((Int64(1_577_836_800_000) - 1_288_834_974_657) << 22)", "2020-01-01T00:00:00.000000Z"
            ),
            // LinkedIn: ms = id >> 22, as the last part of a URN.
            (
                "{ base: 10, shift: 22, unit: ms }", "urn:li:activity:\(Int64(1_577_836_800_000) << 22)",
                "2020-01-01T00:00:00.000000Z"
            ),
            // TikTok: s = id >> 32.
            (
                "{ base: 10, shift: 32, unit: s }", "\(Int64(1_577_836_800) << 32 | 4_294_967_295)",
                "2020-01-01T00:00:00.000000Z"
            ),
            // Instagram by number and by shortcode: ms = (pk >> 23) + 1314220021721.
            (
                "{ base: 10, shift: 23, epoch: 1314220021721, unit: ms }",
                "\(Int64(1_577_836_800_000 - 1_314_220_021_721) << 23)", "2020-01-01T00:00:00.000000Z"
            ),
            (
                "{ base: base64url, shift: 23, epoch: 1314220021721, unit: ms }", "B6wZGgTgAAA",
                "2020-01-01T00:00:00.000000Z"
            ),
            // Mastodon: ms = id >> 16.
            ("{ base: 10, shift: 16, unit: ms }", "\(Int64(1_577_836_800_000) << 16)", "2020-01-01T00:00:00.000000Z"),
            // ULID: the first ten characters are the milliseconds.
            ("{ base: crockford, digits: 10, unit: ms }", "01DXF6DT00ZZZZZZZZZZZZZZZZ", "2020-01-01T00:00:00.000000Z"),
            ("{ base: crockford, digits: 10, unit: ms }", "o1dxf6dtOO", "2020-01-01T00:00:00.000000Z"),
            // The TID of the specification of atproto.
            ("{ base: base32-sortable, shift: 10, unit: us }", "3jzfcijpj2z2a", "2023-06-30T15:03:01.887007Z"),
            ("{ base: 36, unit: s }", "q3eio0", "2020-01-01T00:00:00.000000Z"),
        ])
    func `an id carries its time`(_ rule: String, _ id: String, _ expected: String) throws {
        #expect(try time("ids: [ \(rule) ]", id) == expected)
    }

    @Test(
        arguments: [
            "29700859247", "20", "9223372036854775807", "99999999999999999999", "", "-5", "12a", "١٢٣",
            String(repeating: "9", count: 400), String(repeating: "0", count: 4_000_000), "://", ":",
        ])
    func `an id of another kind carries none`(_ id: String) throws {
        #expect(try time(Self.rules, id) == nil)
    }

    @Test func `the first kind that fits counts`() throws {
        let rules = """
            ids:
              - { base: crockford, digits: 10, unit: ms, above: 1000000000000 }
              - { base: 10, shift: 16, unit: ms }
            """
        #expect(try time(rules, "01DXF6DT00ZZZZZZZZZZZZZZZZ") == "2020-01-01T00:00:00.000000Z")
        #expect(try time(rules, "\(Int64(1_577_836_800_000) << 16)")?.hasPrefix("2020") == true)
    }

    @Test(
        arguments: [
            ("iso", "2025-02-12T21:30:13Z", "2025-02-12T21:30:13.000000Z"),
            ("iso", "2025-02-12T21:30:13.123456789+01:30", "2025-02-12T20:00:13.123456Z"),
            ("iso", "2025-02-12 21:30", "2025-02-12T21:30:00.000000Z"),
            ("iso", "2025-02-12T21:30:13-0800", "2025-02-13T05:30:13.000000Z"),
            ("iso", "2025-02-12", "2025-02-12T00:00:00.000000Z"),
            ("iso", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000000Z"),
            ("epoch", "1739395813", "2025-02-12T21:30:13.000000Z"),
            ("epoch", "1739395813.5", "2025-02-12T21:30:13.500000Z"),
            ("epoch-ms", "1739395813250", "2025-02-12T21:30:13.250000Z"),
            ("twitter", "Wed Feb 12 21:30:13 +0000 2025", "2025-02-12T21:30:13.000000Z"),
            ("rfc822", "Wed, 12 Feb 2025 21:30:13 +0100", "2025-02-12T20:30:13.000000Z"),
            ("rfc822", "12 Feb 25 21:30 EST", "2025-02-13T02:30:00.000000Z"),
            ("rfc822", "Wed, 12 February 2025 21:30:13 GMT", "2025-02-12T21:30:13.000000Z"),
            ("http", "Wed, 12 Feb 2025 21:30:13 GMT", "2025-02-12T21:30:13.000000Z"),
        ])
    func `moments in the words of platforms`(_ form: String, _ text: String, _ expected: String) {
        let time = PlatformDate(rawValue: form)?.microseconds(text)
        #expect(time.map { ArchiveDate(microseconds: $0).iso8601 } == expected)
    }

    @Test(
        arguments: [
            "", " ", "now", "9 years ago", "2025-13-01", "2025-02-30", "2025-02-12T25:00:00Z", "2025-02-12T21:30:13.Z",
            "2025-02-12T21:30:13+99:00",
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1899-12-31", "-1", "0", "1e400", "nan", "inf",
            "99999999999999999999", "-9223372036854775808",
            "12 Feb 2025", ":::", "+ + +", String(repeating: "1", count: 400),
            String(repeating: " ", count: 400),
        ])
    func `what is no moment of a post is none in any form`(_ text: String) {
        for form in PlatformDate.allCases { #expect(form.microseconds(text) == nil, "\(form)") }
    }

    @Test(
        arguments: [
            (JSONValue.number("1234"), 1234), (.number("1.0e3"), 1000), (.string("1,234"), 1234),
            (.string("1.234.567"), 1_234_567),
            (.string("1 234 berichten"), 1234), (.string("12 videos"), 12), (.string("12"), 12), (.string("0"), 0),
            (.string("12K"), nil), (.string("1.2K"), nil), (.string("1,2 mln. volgers"), nil), (.string("3 mln"), nil),
            (.string("1,23"), nil),
            (.string("-5"), nil), (.number("-5"), nil), (.number("1.5"), nil), (.number("1e400"), nil),
            (.string(""), nil), (.string("no"), nil),
            (.string(String(repeating: "9", count: 60)), nil), (.string(String(repeating: "9", count: 4000)), nil),
            (.bool(true), nil), (.null, nil),
        ] as [(JSONValue, Int64?)])
    func `a number that is shown counts only when it is exact`(_ value: JSONValue, _ expected: Int64?) {
        #expect(CounterText.number(value) == expected)
    }

    @Suite(.needsCorpus) struct Corpus {
        @Test(arguments: [
            "XUserTweetsAndReplies1.json", "XUserTweetsAndReplies2.json", "XUserTweetsAndRepliesMedia.json",
        ])
        func `the ids of X carry the time that X gives`(_ file: String) throws {
            let folder = try #require(Tier.corpus)
            let text = try #require(TestFile.text(folder + "/social/x/graphql/" + file))
            let rules =
                PlatformTimeTests.rules + """
                    \napi:
                      - name: timeline
                        on: "/**"
                        posts: { each: "/**/legacy", id: /id_str, date: { at: /created_at, as: twitter } }
                    """
            let profile = try LanguageSample.profile(rules)
            let posts = profile.reading(
                url: "https://x.com/graphql", mediaType: "application/json", statusCode: 200, fields: [],
                body: Array(text.utf8)
            ).posts
            #expect(!posts.isEmpty)
            for post in posts where post.dateSource == .platform {
                let date = try #require(post.date)
                let carried = try #require(profile.idTime(post.id))
                let difference = carried - date
                #expect((0..<1_000_000).contains(difference), "\(post.id)")
            }
        }
    }
}
