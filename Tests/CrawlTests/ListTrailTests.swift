// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CrawlProfile
import Testing

@testable import Crawl

/// When a list has gone back far enough.
@Suite struct ListTrailTests {
    private static let day: Int64 = 86_400_000_000
    private static let since = ArchiveDate(iso8601: "2017-10-26T00:00:00Z")?.microseconds ?? 0

    private func period(_ since: String? = "2017-10-26", _ until: String? = nil) throws -> CapturePeriod {
        try CapturePeriod(since: since, until: until)
    }

    /// A post so many days behind the first day of the period; nil for one without a date.
    private static func post(
        _ days: Int?, pinned: Bool = false, repost: Bool = false, context: Bool = false
    ) -> FoundPost {
        FoundPost(
            id: "\(days ?? 0)", date: days.map { since + Int64($0) * day }, isPinned: pinned, isRepost: repost,
            isContext: context)
    }

    /// What the pages show, one after the other, and on which of them the list ends.
    @Test(
        arguments: [
            ([[post(3)], [post(1)], [post(-1)], [post(-2)]], 4),
            // One older page is not enough, …
            ([[post(-1)], [post(1)], [post(-1)], [post(1)]], nil),
            // … and a post in the period on it keeps it from being one.
            ([[post(-1), post(-2), post(0)], [post(-9), post(2)]], nil),
            // Pinned, passed on, or of others: these say nothing, and do not break the row either.
            (
                [
                    [post(5), post(-900, pinned: true)], [post(-1), post(9, pinned: true)],
                    [post(-2), post(9, repost: true)],
                ], 3
            ),
            ([[post(-900, pinned: true)], [post(-900, repost: true)], [post(-900, context: true)]], nil),
            ([[post(-1)], [post(-900, repost: true)], [], [post(-2)]], 4),
            // Without a date it may be of any time.
            ([[post(nil)], [post(nil)], [post(nil)]], nil), ([[post(-1), post(nil)], [post(-2), post(nil)]], nil),
            ([[post(-1)], [post(nil)], [post(-2)]], nil), ([[], [], []], nil),
            // Out of order: the newest post of a page counts.
            ([[post(-5), post(4)], [post(-6), post(1)], [post(-7), post(-3)], [post(-1)]], 4),
        ] as [([[FoundPost]], Int?)])
    func `a list ends behind two pages in a row that are wholly older`(pages: [[FoundPost]], end: Int?) throws {
        var trail = 0
        var ended: Int?
        for (index, posts) in pages.enumerated() {
            let step = ListTrail(after: posts, period: try period(), pages: trail)
            if step.isCold, ended == nil { ended = index + 1 }
            trail = step.pages
        }
        #expect(ended == end)
    }

    @Test func `without a first day a list goes on to its end`() throws {
        let old = [Self.post(-9999)]
        #expect(!ListTrail(after: old, period: try period(nil, "2017-10-26"), pages: 1).isCold)
        #expect(!ListTrail(after: old, period: .always, pages: 1).isCold)
    }

    @Test(arguments: [
        ("2017-10-25T23:59:59.999999Z", "posted 2017-10-25, before --since 2017-10-26"), ("2017-10-26T00:00:00Z", nil),
        ("2021-03-17T23:59:59.999999Z", nil), ("2021-03-18T00:00:00Z", "posted 2021-03-18, after --until 2021-03-17"),
    ])
    func `the first and the last day belong to the period`(date: String, refusal: String?) throws {
        let period = try period("2017-10-26", "2021-03-17")
        let date = try #require(ArchiveDate(iso8601: date))
        #expect(period.refusal(of: date) == refusal)
        #expect(period.contains(date) == (refusal == nil))
    }

    @Test(arguments: [("2017-13-01", nil), (nil, "yesterday"), ("2020-01-02", "2020-01-01")] as [(String?, String?)])
    func `a period that is none is refused`(since: String?, until: String?) {
        #expect(throws: (any Error).self) { try CapturePeriod(since: since, until: until) }
    }
}
