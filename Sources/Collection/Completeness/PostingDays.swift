// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// Own posts of one month.
package struct MonthCount: Sendable, Hashable {
    package let year, month: Int
    /// Posts found, and those of them that are held.
    package let found, held: Int

    package init(year: Int, month: Int, found: Int, held: Int) {
        (self.year, self.month, self.found, self.held) = (year, month, found, held)
    }

    /// `2021-03`.
    package var name: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + (month < 10 ? "-0" : "-") + "\(month)"
    }
}

/// A time between two posts in which none was found.
package struct Silence: Sendable, Hashable {
    /// Days of the post before it and of the post after it.
    package let from, to: ArchiveDate
    /// Days between the two.
    package let days: Int

    package init(from: ArchiveDate, to: ArchiveDate, days: Int) { (self.from, self.to, self.days) = (from, to, days) }
}

/// Posts counted by day (UTC): as small for a million posts as for a thousand.
package struct PostingDays: Sendable, Hashable {
    private struct Count: Sendable, Hashable {
        var found = 0
        var held = 0
    }

    /// By days since 1970.
    private var days: [Int: Count] = [:]

    /// Months that a strip shows at most.
    static let mostMonths = 1200
    /// Silences that are named at most: the longest.
    static let mostSilences = 20
    /// A silence shorter than this is never unusual.
    static let shortestSilence = 14
    /// A silence is unusual from so many times the usual distance between days with posts.
    static let silenceFactor = 8

    package init() {}

    /// Counts a post.
    package mutating func add(_ date: ArchiveDate, isHeld: Bool) {
        let day = Self.day(date)
        days[day, default: Count()].found += 1
        if isHeld { days[day, default: Count()].held += 1 }
    }

    private static func day(_ date: ArchiveDate) -> Int {
        Int((Double(date.seconds) / 86_400).rounded(.down))
    }

    private static func date(_ day: Int) -> ArchiveDate { ArchiveDate(seconds: Int64(day) * 86_400) }

    /// The months from the first to the last day with a post, or of the period where it has bounds, without one left out.
    package func months(since: ArchiveDate?, until: ArchiveDate?, now: ArchiveDate) -> [MonthCount] {
        guard let first = days.keys.min(), let last = days.keys.max() else { return [] }
        let start = CivilTime(since ?? Self.date(first))
        let end = CivilTime(until.map { min($0, now) } ?? Self.date(last))
        var counts: [Int: Count] = [:]
        for (day, count) in days {
            let time = CivilTime(Self.date(day))
            counts[time.year * 12 + time.month - 1, default: Count()].found += count.found
            counts[time.year * 12 + time.month - 1, default: Count()].held += count.held
        }
        let lower = start.year * 12 + start.month - 1
        // A post beyond that is still shown.
        let upper = max(end.year * 12 + end.month - 1, counts.keys.max() ?? lower)
        guard lower <= upper else { return [] }
        return (max(lower, upper - Self.mostMonths + 1)...upper).map { number in
            let count = counts[number] ?? Count()
            return MonthCount(year: number / 12, month: number % 12 + 1, found: count.found, held: count.held)
        }
    }

    /// Days from which a silence is unusual: eight times the average distance between days with posts, and at least two weeks.
    /// Nil with fewer than three such days.
    package var silenceThreshold: Int? {
        guard days.count > 2, let first = days.keys.min(), let last = days.keys.max() else { return nil }
        let average = Double(last - first) / Double(days.count - 1)
        return max(Self.shortestSilence, Int((average * Double(Self.silenceFactor)).rounded(.up)))
    }

    /// The longest of the unusual silences, in the order of time.
    package var silences: [Silence] {
        guard let threshold = silenceThreshold else { return [] }
        let sorted = days.keys.sorted()
        return zip(sorted, sorted.dropFirst()).filter { $1 - $0 >= threshold }
            .map { Silence(from: Self.date($0), to: Self.date($1), days: $1 - $0) }
            .sorted { $0.days > $1.days }.prefix(Self.mostSilences).sorted { $0.from < $1.from }
    }
}
