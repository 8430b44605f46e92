// SPDX-License-Identifier: EUPL-1.2

/// IPv4 hosts in all the spellings browsers take: `127.1`, `0x7f000001`, `0177.0.0.1`, `2130706433`.
///
/// Source: WHATWG URL §3.5 (ends-in-a-number checker, IPv4 parser, IPv4 serialiser).
enum IPv4Parser {
    /// True if the last label is a number, so that the host is an IPv4 address or nothing.
    static func endsInNumber(_ host: [UInt8]) -> Bool {
        var labels = host.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        if let last = labels.last, last.isEmpty {
            guard labels.count > 1 else { return false }
            labels.removeLast()
        }
        guard let last = labels.last, !last.isEmpty else { return false }
        return last.allSatisfy(ASCII.isDigit) || number(last) != nil
    }

    /// The 32-bit address, nil if a part is no number, too big, or there are more than four.
    static func parse(_ host: [UInt8]) -> UInt32? {
        var labels = host.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        if labels.count > 1, let last = labels.last, last.isEmpty { labels.removeLast() }
        guard labels.count <= 4 else { return nil }
        var address: UInt64 = 0
        for (index, label) in labels.enumerated() {
            guard let value = number(label) else { return nil }
            if index == labels.count - 1 {
                guard value < 1 << UInt64(8 * (5 - labels.count)) else { return nil }
                address += value
            } else {
                guard value <= 255 else { return nil }
                address += value << UInt64(8 * (3 - index))
            }
        }
        return UInt32(exactly: address)
    }

    /// Four decimal numbers with dots.
    static func serialize(_ address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }

    /// A decimal, octal (`0…`) or hexadecimal (`0x…`) number; values beyond 32 bits come back as 2^32.
    private static func number(_ label: ArraySlice<UInt8>) -> UInt64? {
        guard let first = label.first else { return nil }
        var digits = label
        var radix: UInt64 = 10
        if first == 0x30, label.count > 1 {
            digits = label.dropFirst()
            radix = 8
            if let letter = digits.first, letter | 0x20 == UInt8(ascii: "x") {
                digits = digits.dropFirst()
                radix = 16
            }
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = ASCII.hexValue(byte), UInt64(digit) < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 32)
        }
        return value
    }
}
