// SPDX-License-Identifier: EUPL-1.2

/// A moment as far as somebody named it: the digits of `yyyyMMddHHmmss`, 4 to 14 of them.
///
/// A record is compared by as many digits as were named, so that an end of `2026` takes in the last second of that year.
package struct DateBound: Sendable, Hashable {
    private let digits: [UInt8]

    /// Reads 4 to 14 digits, or the same in the form of ISO 8601 in UTC: `2026-11`, `2026-11-22T12:00`, `2026-11-22T12:00:00.5Z`.
    ///
    /// Nil for anything else, also for months, days and times that do not exist.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let plain = bytes.filter { ASCIIByte.isDigit($0) }
        guard plain.count == bytes.count ? (4...14).contains(plain.count) : Self.isISO(bytes) else { return nil }
        digits = Array(plain.prefix(14))
        guard Self.exists(digits) else { return nil }
    }

    /// The order of a record's date to this one; nil if the date has no readable digits.
    func comparison(_ date: UnsafeRawBufferPointer) -> Comparison? {
        var index = 0
        var found = 0
        while index < date.count, found < digits.count {
            let byte = date[index]
            index += 1
            guard ASCIIByte.isDigit(byte) else { continue }
            if byte != digits[found] { return byte < digits[found] ? .before : .after }
            found += 1
        }
        // A record's date may be shorter than the bound: then it is the earliest moment it can mean.
        guard found >= 4 else { return nil }
        while found < digits.count {
            let least: UInt8 = found == 5 || found == 7 ? 0x31 : 0x30
            if digits[found] > least { return .before }
            found += 1
        }
        return .within
    }

    /// Where a record's date lies.
    enum Comparison {
        case before, within, after
    }

    /// `yyyy-MM-ddTHH:mm:ss.fffZ`, ended after any field.
    private static func isISO(_ bytes: [UInt8]) -> Bool {
        let form = Array("dddd-dd-ddTdd:dd:dd".utf8)
        var bytes = bytes[...]
        if let last = bytes.last, last | 0x20 == 0x7A, bytes.count > 10 { bytes.removeLast() }
        if bytes.count > form.count {
            let fraction = bytes.dropFirst(form.count)
            guard fraction.first == 0x2E, (1...9).contains(fraction.count - 1),
                fraction.dropFirst().allSatisfy({ ASCIIByte.isDigit($0) })
            else { return false }
            bytes = bytes.prefix(form.count)
        }
        guard [7, 10, 13, 16, 19].contains(bytes.count) else { return false }
        return zip(bytes, form).allSatisfy { byte, wanted in
            switch wanted {
            case 0x64: ASCIIByte.isDigit(byte)
            case 0x54: byte == 0x54 || byte == 0x74 || byte == 0x20
            default: byte == wanted
            }
        }
    }

    /// Whether the whole fields that are there are those of a calendar; half a field is not looked at.
    private static func exists(_ digits: [UInt8]) -> Bool {
        func field(_ start: Int) -> Int? {
            guard digits.count >= start + 2 else { return nil }
            return Int(digits[start] - 0x30) * 10 + Int(digits[start + 1] - 0x30)
        }
        let limits = [(4, 1...12), (6, 1...31), (8, 0...23), (10, 0...59), (12, 0...60)]
        return limits.allSatisfy { start, range in field(start).map { range.contains($0) } ?? true }
    }
}
