// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage
import Testing

@Suite struct RateLimitNoticeTests {
    typealias Quota = RateLimitNotice.Quota

    private static let now = ArchiveDate(seconds: 1_795_348_800)  // 2026-11-22T12:00:00Z

    struct Row: Sendable, CustomTestStringConvertible {
        let fields: [(String, String)]
        var quotas: [Quota] = []
        var retryAfter: Double?
        var usage: Double?
        var regain: Double?
        var testDescription: String { fields.map { "\($0.0): \($0.1)" }.joined(separator: " | ") }
    }

    private static func triple(
        _ prefix: String, _ limit: String, _ remaining: String, _ reset: String
    ) -> [(
        String, String
    )] {
        [(prefix + "Limit", limit), (prefix + "Remaining", remaining), (prefix + "Reset", reset)]
    }

    static let rows: [Row] = [
        Row(fields: [("Content-Type", "text/html")]),
        // X: seconds since 1970.
        Row(
            fields: triple("x-rate-limit-", "900", "899", "1795349700"),
            quotas: [Quota(name: "x-rate-limit", limit: 900, remaining: 899, reset: 900)]),
        // Mastodon: ISO 8601.
        Row(
            fields: triple("X-RateLimit-", "300", "0", "2026-11-22T12:05:00.250000Z"),
            quotas: [Quota(name: "x-ratelimit", limit: 300, remaining: 0, reset: 300.25)]),
        Row(
            fields: [("X-RateLimit-Remaining", "7"), ("X-RateLimit-Reset", "2026-11-22T14:01:00+02:00")],
            quotas: [Quota(name: "x-ratelimit", remaining: 7, reset: 60)]),
        Row(
            fields: [("X-RateLimit-Remaining", "7"), ("X-RateLimit-Reset", "Sun, 22 Nov 2026 12:01:30 GMT")],
            quotas: [Quota(name: "x-ratelimit", remaining: 7, reset: 90)]),
        // Seconds from now; floats as Reddit sends them.
        Row(
            fields: triple("RateLimit-", "3000, 3000;w=300", "2999", "300"),
            quotas: [Quota(name: "ratelimit", limit: 3000, remaining: 2999, reset: 300)]),
        Row(
            fields: [("x-ratelimit-remaining", "99.6"), ("x-ratelimit-used", "1"), ("x-ratelimit-reset", "12")],
            quotas: [Quota(name: "x-ratelimit", remaining: 99, reset: 12)]),
        Row(
            fields: [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.470")],
            quotas: [Quota(name: "x-ratelimit", remaining: 0, reset: 1.47)]),
        Row(
            fields: [("X-RateLimit-Reset", "1795348860000")], quotas: [Quota(name: "x-ratelimit", reset: 60)]),
        // Two allowances in one answer.
        Row(
            fields: triple("x-rate-limit-", "15", "3", "1795348900")
                + triple("x-app-limit-24hour-", "100", "40", "1795400000"),
            quotas: [
                Quota(name: "x-rate-limit", limit: 15, remaining: 3, reset: 100),
                Quota(name: "x-app-limit-24hour", limit: 100, remaining: 40, reset: 51_200),
            ]),
        // The structured fields.
        Row(
            fields: [("RateLimit", "\"default\";r=50;t=30"), ("RateLimit-Policy", "\"default\";q=100;w=60")],
            quotas: [Quota(name: "ratelimit \"default\"", limit: 100, remaining: 50, reset: 30)]),
        Row(
            fields: [
                ("RateLimit", "\"a, b\";r=5;t=1, daily;r=999;t=80000"),
                ("RateLimit-Policy", "\"a, b\";q=10;w=1;pk=:cHNk:"), ("RateLimit-Policy", "daily;q=1000;w=86400"),
            ],
            quotas: [
                Quota(name: "ratelimit \"a, b\"", limit: 10, remaining: 5, reset: 1),
                Quota(name: "ratelimit \"daily\"", limit: 1000, remaining: 999, reset: 80_000),
            ]),
        Row(
            fields: [("RateLimit", "limit=100, remaining=50, reset=30"), ("RateLimit-Policy", "100;w=60")],
            quotas: [Quota(name: "ratelimit", limit: 100, remaining: 50, reset: 30)]),
        Row(fields: [("RateLimit", "\"x\";r=1")], quotas: [Quota(name: "ratelimit \"x\"", remaining: 1)]),
        // The server's clock counts for a date, unless it is none.
        Row(
            fields: [
                ("Date", "Sun, 22 Nov 2026 11:00:00 GMT"), ("X-RateLimit-Remaining", "0"),
                ("X-RateLimit-Reset", "1795345260"),
            ], quotas: [Quota(name: "x-ratelimit", remaining: 0, reset: 60)]),
        Row(
            fields: [
                ("Date", "Thu, 01 Jan 1970 00:00:00 GMT"), ("X-RateLimit-Remaining", "0"),
                ("X-RateLimit-Reset", "1795348860"),
            ], quotas: [Quota(name: "x-ratelimit", remaining: 0, reset: 60)]),
        // Out of a shared cache: somebody else's quota.
        Row(fields: [("Age", "3"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "60")]),
        // Hostile and strange values.
        Row(
            fields: triple("X-RateLimit-", "-5", "-1", "9999-12-31T23:59:59Z"),
            quotas: [Quota(name: "x-ratelimit", remaining: 0, reset: RateLimitNotice.longestReset)]),
        Row(
            fields: triple("X-RateLimit-", "99999999999999999999999", "99999999999999999999999", "-60"),
            quotas: [
                Quota(
                    name: "x-ratelimit", limit: RateLimitNotice.largestCount,
                    remaining: RateLimitNotice.largestCount, reset: 0)
            ]),
        Row(fields: triple("X-RateLimit-", "many", "1e9", "NaN")),
        Row(fields: triple("X-RateLimit-", "0x10", "inf", "")),
        Row(fields: triple("X-RateLimit-", "", "1.2.3", "2026-13-40T99:99:99Z")),
        Row(
            fields: [
                ("X-RateLimit-Remaining", "5, 3"), ("X-RateLimit-Remaining", "9"), ("X-RateLimit-Reset", "5, 60"),
            ],
            quotas: [Quota(name: "x-ratelimit", remaining: 3, reset: 60)]),
        Row(fields: [("RateLimit", "\"unclosed;r=5"), ("RateLimit-Policy", ";;;,,,=")]),
        Row(
            fields: [("RateLimit", String(repeating: "a;r=1,", count: 20))],
            quotas: Array(
                repeating: Quota(name: "ratelimit \"a\"", remaining: 1), count: RateLimitNotice.mostQuotas)),
        // Retry-After.
        Row(fields: [("Retry-After", "120")], retryAfter: 120),
        Row(fields: [("Retry-After", "Sun, 22 Nov 2026 12:02:00 GMT"), ("Retry-After", "60")], retryAfter: 120),
        Row(fields: [("Retry-After", "99999999999999999999")], retryAfter: RateLimitNotice.longestReset),
        Row(fields: [("Retry-After", "soon")]),
        // Meta's percentages.
        Row(fields: [("X-App-Usage", "{\"call_count\":28,\"total_time\":25,\"total_cputime\":91.5}")], usage: 91.5),
        Row(
            fields: [
                (
                    "X-Business-Use-Case-Usage",
                    "{ \"178\" : [ {\"type\":\"pages\", \"call_count\": 100, \"total_cputime\": 3, \"total_time\":1, "
                        + "\"estimated_time_to_regain_access\" : 19} ] }"
                )
            ], usage: 100, regain: 1140),
        Row(fields: [("X-App-Usage", "{\"call_count\":-3,\"total_time\":99999999}")], usage: 1000),
        Row(fields: [("X-App-Usage", "{\"call_count\":\"28\",\"call_count\"")]),
        Row(fields: [("X-App-Usage", "\"call_count\\\":")]),
        Row(fields: [("X-App-Usage", String(repeating: "[", count: 100_000))]),
    ]

    @Test(arguments: rows)
    func `an answer's fields are one notice`(row: Row) {
        var fields = HTTPFields()
        for (name, value) in row.fields { fields.append(name, value) }
        let notice = RateLimitNotice(fields, now: Self.now)
        #expect(notice.quotas == row.quotas)
        #expect(notice.retryAfter == row.retryAfter)
        #expect(notice.usage == row.usage)
        #expect(notice.regain == row.regain)
        let isSilent = row.quotas.isEmpty && row.retryAfter == nil && row.usage == nil && row.regain == nil
        #expect(notice.isEmpty == isSilent)
    }

    @Test func `no bytes of a server trap`() {
        let alphabet = Array("0123456789-+.,;=\"\\{}[]: rtqwTZinfe".unicodeScalars)
        let names = [
            "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit", "RateLimit-Policy",
            "RateLimit-Reset", "X-App-Usage", "X-Business-Use-Case-Usage", "Retry-After", "Date", "Age",
        ]
        var state: UInt64 = 4
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<5000 {
            var fields = HTTPFields()
            for name in names {
                var value = String.UnicodeScalarView()
                for _ in 0..<random(24) { value.append(alphabet[random(alphabet.count)]) }
                fields.append(name, String(value))
            }
            let notice = RateLimitNotice(fields, now: Self.now)
            for quota in notice.quotas {
                #expect((0...RateLimitNotice.longestReset).contains(quota.reset ?? 0))
                #expect((0...RateLimitNotice.largestCount).contains(quota.remaining ?? 0))
                #expect((1...RateLimitNotice.largestCount).contains(quota.limit ?? 1))
            }
            #expect((0...RateLimitNotice.longestReset).contains(notice.retryAfter ?? 0))
            #expect((0...1000).contains(notice.usage ?? 0))
        }
    }
}
