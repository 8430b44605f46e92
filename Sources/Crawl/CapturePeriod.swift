// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CrawlProfile
import Diagnostics

/// The days whose posts are captured, in UTC, both included; nil where it is open.
struct CapturePeriod: Sendable, Hashable {
    let since: CalendarDay?
    let until: CalendarDay?
    private let start: ArchiveDate?
    /// The first moment that is too late.
    private let end: ArchiveDate?

    static let always = CapturePeriod(from: nil, to: nil)

    init(from since: CalendarDay?, to until: CalendarDay?) {
        (self.since, self.until) = (since, until)
        start = since.flatMap { Self.midnight($0) }
        end = until.flatMap { Self.midnight($0)?.adding(seconds: 86_400) }
    }

    /// The period of the days that settings name.
    ///
    /// - Throws: a diagnostic for what is no day, and for a period that ends before it begins.
    init(since: String?, until: String?) throws(Diagnostic) {
        let days = (try Self.day(since, "--since"), try Self.day(until, "--until"))
        if let first = days.0, let last = days.1, last < first {
            throw Diagnostic(.error, "the period ends on \(last), before it begins on \(first)")
        }
        self.init(from: days.0, to: days.1)
    }

    private static func day(_ text: String?, _ option: String) throws(Diagnostic) -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(text) else {
            throw Diagnostic(.error, "\(option) \(text): not a day", hint: "write it as 2017-10-26")
        }
        return day
    }

    private static func midnight(_ day: CalendarDay) -> ArchiveDate? {
        ArchiveDate(iso8601: "\(day)T00:00:00Z")
    }

    var isOpen: Bool { since == nil && until == nil }

    func contains(_ date: ArchiveDate) -> Bool { !isBefore(date) && !isAfter(date) }

    /// True for what is older than the first day.
    func isBefore(_ date: ArchiveDate) -> Bool { start.map { date < $0 } ?? false }

    private func isAfter(_ date: ArchiveDate) -> Bool { end.map { date >= $0 } ?? false }

    /// Why something of that date is not captured; nil when it is.
    func refusal(of date: ArchiveDate) -> String? {
        let day = date.iso8601Seconds.prefix(10)
        if let since, isBefore(date) { return "posted \(day), before --since \(since)" }
        if let until, isAfter(date) { return "posted \(day), after --until \(until)" }
        return nil
    }
}
