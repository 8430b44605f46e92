// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A WARC-Date as the two JWATs read it.
struct JWATDate {
    /// Whether it has seconds and no fraction, the only form of WARC 1.0.
    let hasWholeSeconds: Bool

    /// Nil if JWAT takes the text for no date.
    /// - Throws: JWAT 1.2.1 falls over dates of the right form that no calendar has.
    init?(_ text: [UInt32], _ version: JWATVersion) throws(ToolFailure) {
        let bytes = Array(text.text.utf8)
        switch version {
        case .v103:
            guard Self.isStrict(bytes) else { return nil }
            hasWholeSeconds = true
        case .v121:
            guard let parts = try Self.parts(bytes) else { return nil }
            hasWholeSeconds = parts == 6
        }
    }

    /// JWAT 1.0.3: `yyyy-MM-dd'T'HH:mm:ss'Z'` in either case, later than 1970 began.
    private static func isStrict(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == 20, matches(bytes, "dddd-dd-ddTdd:dd:ddZ") else { return false }
        let upper = String(decoding: bytes, as: UTF8.self).uppercased()
        guard let date = ArchiveDate(iso8601: upper) else { return false }
        return date.microseconds > 0
    }

    /// JWAT 1.2.1: every precision; the number of parts, 7 with a fraction.
    private static func parts(_ bytes: [UInt8]) throws(ToolFailure) -> Int? {
        let shape: (pattern: String, parts: Int)
        switch bytes.count {
        case 4: shape = ("dddd", 1)
        case 7: shape = ("dddd-dd", 2)
        case 10: shape = ("dddd-dd-dd", 3)
        case 17: shape = ("dddd-dd-ddTdd:ddZ", 5)
        case 20: shape = ("dddd-dd-ddTdd:dd:ddZ", 6)
        case 22...:
            // The character between seconds and fraction is not looked at.
            shape = ("dddd-dd-ddTdd:dd:dd?" + String(repeating: "d", count: bytes.count - 21) + "Z", 7)
        default: return nil
        }
        guard matches(bytes, shape.pattern) else { return nil }
        let numbers = [(0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2)].prefix(min(shape.parts, 6)).map {
            start, count in bytes[start..<start + count].reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        try checkCalendar(numbers)
        return shape.parts
    }

    private static func checkCalendar(_ numbers: [Int]) throws(ToolFailure) {
        let month = numbers.count > 1 ? numbers[1] : 1
        let day = numbers.count > 2 ? numbers[2] : 1
        try check(month, 1...12, "MonthOfYear", "1 - 12")
        try check(day, 1...31, "DayOfMonth", "1 - 28/31")
        let year = numbers[0]
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if day > lengths[month - 1] {
            let names = ["", "FEBRUARY", "", "APRIL", "", "JUNE", "", "", "SEPTEMBER", "", "NOVEMBER", ""]
            throw .stopped(
                day == 29
                    ? "java.time.DateTimeException: Invalid date 'February 29' as '\(year)' is not a leap year"
                    : "java.time.DateTimeException: Invalid date '\(names[month - 1]) \(day)'")
        }
        guard numbers.count > 3 else { return }
        try check(numbers[3], 0...23, "HourOfDay", "0 - 23")
        try check(numbers[4], 0...59, "MinuteOfHour", "0 - 59")
        if numbers.count > 5 { try check(numbers[5], 0...59, "SecondOfMinute", "0 - 59") }
    }

    private static func check(
        _ number: Int, _ range: ClosedRange<Int>, _ field: String, _ limits: String
    ) throws(ToolFailure) {
        guard !range.contains(number) else { return }
        throw .stopped("java.time.DateTimeException: Invalid value for \(field) (valid values \(limits)): \(number)")
    }

    /// `d` stands for a digit, `?` for anything, letters for themselves in either case.
    private static func matches(_ bytes: [UInt8], _ pattern: String) -> Bool {
        bytes.count == pattern.utf8.count
            && zip(bytes, pattern.utf8).allSatisfy { byte, wanted in
                switch wanted {
                case UInt8(ascii: "d"): (0x30...0x39).contains(byte)
                case UInt8(ascii: "?"): true
                case UInt8(ascii: "T"), UInt8(ascii: "Z"): byte | 0x20 == wanted | 0x20
                default: byte == wanted
                }
            }
    }
}
