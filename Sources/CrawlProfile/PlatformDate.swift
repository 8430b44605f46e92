// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage

/// How a platform writes moments; `as:` in `date:`.
package enum PlatformDate: String, Sendable, CaseIterable {
    /// `2025-02-12T21:30:13.5Z`, with any offset or none (UTC), or the day alone.
    case iso
    /// Seconds since 1970, with or without a fraction.
    case epoch
    /// Milliseconds since 1970.
    case epochMilliseconds = "epoch-ms"
    /// `Wed Feb 12 21:30:13 +0000 2025`.
    case twitter
    /// `Wed, 12 Feb 2025 21:30:13 +0100`, as in RSS (RFC 822 with years of four digits).
    case rfc822
    /// `Wed, 12 Feb 2025 21:30:13 GMT` and its two older forms.
    case http

    /// From 1990 to the end of 2099, in microseconds: what lies outside is no date of a post.
    static let saneTimes: Range<Int64> = 631_152_000_000_000..<4_102_444_800_000_000

    private static let longest = 64
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    /// RFC 822 §5.1, in hours.
    private static let zones = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8,
        "pdt": -7,
    ]

    /// Microseconds since 1970 UTC; nil for what is not of this form or lies in no sane year.
    package func microseconds(_ text: String) -> Int64? {
        let text = text.trimmingASCIISpace()
        guard !text.isEmpty, text.utf8.count <= Self.longest else { return nil }
        let time: Int64? =
            switch self {
            case .iso: Self.iso(text)
            case .epoch: Self.epoch(text, unit: 1_000_000)
            case .epochMilliseconds: Self.epoch(text, unit: 1000)
            case .twitter, .rfc822: Self.words(text)
            case .http: HTTPDate.parse(text).map { $0 * 1_000_000 }
            }
        guard let time, Self.saneTimes.contains(time) else { return nil }
        return time
    }

    private static func epoch(_ text: String, unit: Int64) -> Int64? {
        if text.utf8.allSatisfy(\.isASCIIDigit) {
            guard let count = Int64(text) else { return nil }
            let (product, overflows) = count.multipliedReportingOverflow(by: unit)
            return overflows ? nil : product
        }
        guard text.utf8.allSatisfy({ $0.isASCIIDigit || ".eE+-".utf8.contains($0) }), let count = Double(text) else {
            return nil
        }
        let product = count * Double(unit)
        return product >= 0 && product < 9e15 ? Int64(product) : nil
    }

    private static func iso(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        let number = { (range: Range<Int>) -> Int? in
            guard range.upperBound <= bytes.count, bytes[range].allSatisfy(\.isASCIIDigit) else { return nil }
            return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0..<4),
            let month = number(5..<7), let day = number(8..<10)
        else { return nil }
        if bytes.count == 10 {
            return CivilTime(year: year, month: month, day: day)?.date.microseconds
        }
        guard bytes[10].asciiLowercased == UInt8(ascii: "t") || bytes[10] == 0x20, bytes.count >= 16, bytes[13] == 0x3A,
            let hour = number(11..<13), let minute = number(14..<16)
        else { return nil }
        var place = 16
        var second = 0
        var fraction: Int64 = 0
        if place < bytes.count, bytes[place] == 0x3A {
            guard let value = number(17..<19) else { return nil }
            second = value
            place = 19
            if place < bytes.count, bytes[place] == 0x2E || bytes[place] == 0x2C {
                place += 1
                var unit: Int64 = 100_000
                let start = place
                while place < bytes.count, bytes[place].isASCIIDigit {
                    fraction += Int64(bytes[place] - 0x30) * unit
                    unit /= 10
                    place += 1
                }
                guard place > start else { return nil }
            }
        }
        let rest = String(decoding: bytes[place...], as: UTF8.self).trimmingASCIISpace()
        guard let offset = rest.isEmpty ? 0 : offset(rest) else { return nil }
        return time(year, month, day, hour, minute, second, offset: offset).map { $0 + fraction }
    }

    /// The forms of RFC 822 and of Twitter, which have the same words in another order.
    private static func words(_ text: String) -> Int64? {
        var month: Int?
        var clock: [Int]?
        var offset: Int64 = 0
        var numbers: [Int] = []
        for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }).prefix(8) {
            if word.contains(":") {
                let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
                guard clock == nil, (2...3).contains(parts.count) else { return nil }
                let values = parts.compactMap { $0 }
                guard values.count == parts.count else { return nil }
                clock = values
            } else if word.utf8.allSatisfy(\.isASCIIDigit) {
                guard word.utf8.count <= 4, let number = Int(word) else { return nil }
                numbers.append(number)
            } else if word.first == "+" || word.first == "-" {
                guard let value = Self.offset(String(word)) else { return nil }
                offset = value
            } else if let hours = zones[String(word)] {
                offset = Int64(hours) * 3600
            } else if month == nil, let index = months.firstIndex(of: String(word.prefix(3))) {
                month = index + 1
            }
        }
        guard let month, let clock, numbers.count == 2 else { return nil }
        let year = numbers[1] < 100 ? numbers[1] + (numbers[1] < 70 ? 2000 : 1900) : numbers[1]
        return time(
            year, month, numbers[0], clock[0], clock[1], clock.count > 2 ? clock[2] : 0, offset: offset)
    }

    /// Seconds of `Z`, `+0200`, `+02:00` or `+02`.
    private static func offset(_ text: String) -> Int64? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard let sign = text.first, sign == "+" || sign == "-", digits.utf8.allSatisfy(\.isASCIIDigit),
            digits.utf8.count == 4 || digits.utf8.count == 2, let number = Int64(digits)
        else { return nil }
        let (hours, minutes) = digits.utf8.count == 4 ? (number / 100, number % 100) : (number, 0)
        guard hours <= 23, minutes <= 59 else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func time(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int, offset: Int64
    ) -> Int64? {
        // A leap second counts as the one before it.
        CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59)).flatMap {
            second <= 60 ? $0.date.microseconds - offset * 1_000_000 : nil
        }
    }
}
