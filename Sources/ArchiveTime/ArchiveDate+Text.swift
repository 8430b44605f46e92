// SPDX-License-Identifier: EUPL-1.2

extension ArchiveDate {
    /// Reads a WARC-Date: `yyyy-MM-ddTHH:mm:ssZ` with none to nine digits of a fraction (digits beyond the sixth are dropped).
    ///
    /// The time zone must be `Z` (ISO 28500:2017 §5.4). Nil for anything else.
    public init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T"), let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2), reader.skip(":"), let second = reader.number(2)
        else { return nil }
        var microsecond = 0
        if reader.skip(".") {
            guard let fraction = reader.fraction(upTo: 9) else { return nil }
            microsecond = fraction
        }
        guard reader.skip("Z"), reader.isAtEnd,
            let fields = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond
            )
        else { return nil }
        self = fields.date
    }

    /// Reads the digits of a Wayback or CDX timestamp, 4 (a year) to 17 (with milliseconds); missing ones mean the earliest moment.
    public init?(digits text: String) {
        let count = text.utf8.count
        guard (4...17).contains(count), count == 4 || count >= 6, text.utf8.allSatisfy({ (48...57).contains($0) })
        else {
            return nil
        }
        let earliest = "00000101000000000"
        var reader = DigitReader(text + earliest.dropFirst(count))
        // An odd count leaves half a field ("2026112"); the missing half is the zero of `earliest`, so "1" reads as 10.
        guard let year = reader.number(4), let month = reader.number(2), let day = reader.number(2),
            let hour = reader.number(2), let minute = reader.number(2), let second = reader.number(2),
            let millisecond = reader.number(3),
            let fields = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                microsecond: millisecond * 1000)
        else { return nil }
        self = fields.date
    }

    /// `2026-11-22T12:00:00.123456Z`: always six digits of a fraction, so that texts sort as moments do.
    public var iso8601: String {
        let t = CivilTime(self)
        return "\(Self.pad(t.year, 4))-\(Self.pad(t.month, 2))-\(Self.pad(t.day, 2))T\(Self.pad(t.hour, 2)):"
            + "\(Self.pad(t.minute, 2)):\(Self.pad(t.second, 2)).\(Self.pad(t.microsecond, 6))Z"
    }

    /// `2026-11-22T12:00:00Z`: whole seconds, the fraction dropped.
    public var iso8601Seconds: String { iso8601.prefix(19) + "Z" }

    /// `20261122120000`: UTC, 14 digits, the fraction dropped and not rounded.
    public var digits14: String { String(digits17.prefix(14)) }

    /// `20261122120000123`: UTC, 17 digits, down to milliseconds.
    public var digits17: String {
        let t = CivilTime(self)
        return Self.pad(t.year, 4) + Self.pad(t.month, 2) + Self.pad(t.day, 2) + Self.pad(t.hour, 2)
            + Self.pad(t.minute, 2) + Self.pad(t.second, 2) + Self.pad(t.microsecond / 1000, 3)
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads fixed-width decimal fields from ASCII text.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let digit = nextDigit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// One to `limit` digits read as a decimal fraction, in millionths.
    mutating func fraction(upTo limit: Int) -> Int? {
        var value = 0
        var count = 0
        while count < limit, let digit = nextDigit() {
            if count < 6 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 6)..<6 { value *= 10 }
        return value
    }

    private mutating func nextDigit() -> Int? {
        guard let byte = rest.first, (48...57).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte) - 48
    }
}
