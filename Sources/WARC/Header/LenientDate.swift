// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Dates that are not in the form of the standard and still say clearly which moment is meant.
enum LenientDate {
    /// The moment; nil if the text is none.
    ///
    /// Takes digits alone (4 to 17 of them, as in indexes and ARC), and `yyyy-MM-dd` with or without a time behind `T`, `t` or a space,
    /// with or without seconds and a fraction, in UTC unless an offset like `+02:00` follows.
    static func parse(_ text: String) -> ArchiveDate? {
        guard text.utf8.count <= 64 else { return nil }
        let bytes = Array(text.utf8)
        if bytes.allSatisfy(isDigit) { return ArchiveDate(digits: text) }
        var reader = Reader(bytes: bytes)
        guard let year = reader.digits(4), reader.skip(0x2D), let month = reader.digits(2), reader.skip(0x2D),
            let day = reader.digits(2)
        else { return nil }
        var (time, fraction, offset) = ("00:00:00", "", 0)
        if reader.skip(0x54) || reader.skip(0x74) || reader.skip(0x20) {
            guard let hour = reader.digits(2), reader.skip(0x3A), let minute = reader.digits(2) else { return nil }
            var second = "00"
            if reader.skip(0x3A) {
                guard let digits = reader.digits(2) else { return nil }
                second = digits
                if reader.skip(0x2E) || reader.skip(0x2C) { fraction = "." + reader.run() }
            }
            time = "\(hour):\(minute):\(second)"
            guard let found = reader.zone() else { return nil }
            offset = found
        }
        guard reader.isAtEnd, fraction != "." else { return nil }
        // Digits behind the microsecond are dropped in any case.
        return ArchiveDate(iso8601: "\(year)-\(month)-\(day)T\(time)\(fraction.prefix(7))Z")?.adding(
            seconds: -Double(offset))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        var isAtEnd: Bool { index == bytes.count }

        mutating func skip(_ byte: UInt8) -> Bool {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        mutating func digits(_ count: Int) -> String? {
            guard bytes.count - index >= count, bytes[index..<index + count].allSatisfy(isDigit) else { return nil }
            defer { index += count }
            return String(decoding: bytes[index..<index + count], as: UTF8.self)
        }

        mutating func run() -> String {
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }

        /// The offset from UTC in seconds: 0 for `Z`, `z` and nothing.
        mutating func zone() -> Int? {
            if isAtEnd || skip(0x5A) || skip(0x7A) { return 0 }
            let isWest = skip(0x2D)
            guard isWest || skip(0x2B), let hours = digits(2).flatMap({ Int($0) }) else { return nil }
            _ = skip(0x3A)
            guard let minutes = isAtEnd ? 0 : digits(2).flatMap({ Int($0) }), hours < 24, minutes < 60 else {
                return nil
            }
            return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
        }
    }
}
