// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import WARC

/// Timestamps of indexes.
enum CDXTimestamp {
    /// The 14 digits of a record's WARC-Date; nil if it has none, or none that can be read.
    static func digits(of header: WARCHeader) -> [UInt8]? {
        header.withValue(of: "WARC-Date") { bytes in
            guard let bytes else { return nil }
            if let digits = plain(bytes) { return digits }
            // The digits of a time in another zone are those of another moment.
            if namesZone(bytes), let date = header.date { return Array(date.digits14.utf8) }
            return digits(ofWARCDate: bytes)
        }
    }

    /// Whether an offset from UTC follows `yyyy-MM-ddTHH:mm`.
    private static func namesZone(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.dropFirst(16).contains { $0 == 0x2B || $0 == 0x2D }
    }

    /// The 14 digits of a WARC-Date, the fraction dropped; lenient about what stands between the numbers and about missing times.
    static func digits(ofWARCDate bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        if let digits = plain(bytes) { return digits }
        let text = String(decoding: bytes, as: UTF8.self)
        if let date = ArchiveDate(iso8601: text) { return Array(date.digits14.utf8) }
        let groups = text.utf8.split { !(0x30...0x39).contains($0) }
        if groups.count == 1, let only = groups.first {
            return ArchiveDate(digits: String(decoding: only.prefix(14), as: UTF8.self)).map { Array($0.digits14.utf8) }
        }
        let numbers = groups.prefix(6).compactMap { $0.count <= 4 ? Int(String(decoding: $0, as: UTF8.self)) : nil }
        guard groups.count >= 3, numbers.count == min(groups.count, 6) else { return nil }
        let time = numbers.dropFirst(3) + [Int](repeating: 0, count: 6 - numbers.count)
        let parts = Array(time)
        return CivilTime(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: parts[0], minute: parts[1], second: parts[2]
        ).map { Array($0.date.digits14.utf8) }
    }

    /// Of `yyyy-MM-ddTHH:mm:ss`, then a fraction or not, then `Z`, when it cannot but be a date; nil for all that needs a closer look.
    private static func plain(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard bytes.count >= 20, bytes.count <= 30, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54,
            bytes[13] == 0x3A, bytes[16] == 0x3A, bytes[bytes.count - 1] == 0x5A,
            bytes.count == 20 || (bytes[19] == 0x2E && bytes[20..<bytes.count - 1].allSatisfy(isDigit)),
            bytes.count != 21
        else { return nil }
        var digits: [UInt8] = []
        digits.reserveCapacity(14)
        for index in 0..<19 where ![4, 7, 10, 13, 16].contains(index) {
            guard isDigit(bytes[index]) else { return nil }
            digits.append(bytes[index])
        }
        func number(_ index: Int) -> UInt8 { (digits[index] - 0x30) * 10 + digits[index + 1] - 0x30 }
        guard (1...12).contains(number(4)), (1...28).contains(number(6)), number(8) < 24, number(10) < 60,
            number(12) < 60
        else { return nil }
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
