// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The date of an ARC record line: 14 digits in UTC, in old files 12, in some up to 18.
///
/// Missing fields count as the latest they can be, and fields beyond the calendar as its last: so that index lines are those of warcio
/// and the tools built on it (`200011101120` is 11:20:59 there). Digits behind the second are dropped.
struct ARCDate {
    /// `2000-11-10T11:20:59Z`.
    let iso8601: String
    /// Whether a field was beyond what the calendar has.
    let isClamped: Bool

    /// Nil for anything but 4 to 20 digits.
    init?(_ text: ArraySlice<UInt8>) {
        guard (4...20).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        var digits = Array(text)
        // warcio completes the month of five digits with the 2 of December; any other half field counts as missing.
        if digits.count == 5 { digits.append(0x32) }
        var clamped = false
        func field(_ range: Range<Int>, _ allowed: ClosedRange<Int>) -> Int {
            guard digits.count >= range.upperBound else { return allowed.upperBound }
            let value = digits[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
            let held = min(max(value, allowed.lowerBound), allowed.upperBound)
            if held != value { clamped = true }
            return held
        }
        let year = field(0..<4, 1900...2999)
        let month = field(4..<6, 1...12)
        let day = field(6..<8, 1...CivilTime.days(inMonth: month, of: year))
        let time = (field(8..<10, 0...23), field(10..<12, 0...59), field(12..<14, 0...59))
        guard
            let civil = CivilTime(
                year: year, month: month, day: day, hour: time.0, minute: time.1, second: time.2)
        else { return nil }
        iso8601 = civil.date.iso8601Seconds
        isClamped = clamped
    }
}
