// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// The moment that a request asks for, and how exactly it names it.
package struct RequestedMoment: Sendable, Hashable {
    /// The earliest moment that fits the digits; nil asks for the newest capture.
    package let date: ArchiveDate?
    /// True when whole seconds or better were named: then a capture of that very second is meant.
    package let isExact: Bool
    /// True when milliseconds were named.
    private let isFine: Bool

    /// The moment of 0 to 17 digits. Digits that name no moment (month 13) are dropped from the end until the rest does.
    package init(digits: String) {
        var text = digits
        var found: ArchiveDate?
        while !text.isEmpty, found == nil {
            found = ArchiveDate(
                digits: text.utf8.count < 4 ? text + String(repeating: "0", count: 4 - text.utf8.count) : text)
            if found == nil { text.removeLast() }
        }
        date = found
        isExact = found != nil && text.utf8.count >= 14
        isFine = text.utf8.count > 14
    }

    /// The moment of an `Accept-Datetime` field (RFC 7089 §2.1.1).
    package init(date: ArchiveDate) {
        (self.date, isExact, isFine) = (date, false, false)
    }

    /// How far a capture is from it: in seconds, or milliseconds when those were named; smaller is nearer.
    package func distance(to capture: ArchiveDate) -> UInt64 {
        guard let date else { return (ArchiveDate(microseconds: .max).microseconds - capture.microseconds).magnitude }
        if isFine { return (date.microseconds / 1000 - capture.microseconds / 1000).magnitude }
        return (date.seconds - capture.seconds).magnitude
    }
}
