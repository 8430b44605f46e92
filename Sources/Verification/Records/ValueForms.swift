// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Whether bytes have the form of a value.
enum ValueForms {
    /// What is wrong with a URI.
    enum URIForm {
        case fine
        /// Absolute, but with characters of ASCII that RFC 3986 does not allow as they are.
        case lax
        case wrong
    }

    /// An absolute URI (RFC 3986): a scheme, a colon, and characters without blanks, controls and bytes beyond ASCII.
    static func uri(_ bytes: UnsafeRawBufferPointer) -> URIForm {
        guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, isLetter(bytes[0]) else { return .wrong }
        for index in 1..<colon {
            let byte = bytes[index]
            guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else { return .wrong }
        }
        var isLax = false
        let address = addressBrackets(bytes, behind: colon)
        for index in colon + 1..<bytes.count {
            let byte = bytes[index]
            guard byte > 0x20, byte < 0x7F else { return .wrong }
            if laxBytes[Int(byte)], index != address?.lowerBound, index != address?.upperBound { isLax = true }
            if byte == 0x25, !(index + 2 < bytes.count && isHex(bytes[index + 1]) && isHex(bytes[index + 2])) {
                isLax = true
            }
        }
        return isLax ? .lax : .fine
    }

    /// The brackets of an address of IPv6 that stands for a host (RFC 3986 §3.2.2); nil if there is none.
    private static func addressBrackets(_ bytes: UnsafeRawBufferPointer, behind colon: Int) -> ClosedRange<Int>? {
        guard bytes.count > colon + 4, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F else { return nil }
        var start = colon + 3
        if bytes[start] != 0x5B {
            // User information, which ends at an at sign before the path.
            let authority = bytes[start...].prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
            guard let at = authority.lastIndex(of: 0x40), at + 1 < bytes.count else { return nil }
            start = at + 1
        }
        guard bytes[start] == 0x5B else { return nil }
        let inner = bytes[(start + 1)...].prefix { isHex($0) || $0 == 0x3A || $0 == 0x2E }
        guard !inner.isEmpty, inner.endIndex < bytes.count, bytes[inner.endIndex] == 0x5D else { return nil }
        return start...inner.endIndex
    }

    /// `"`, `<`, `>`, `[`, `\`, `]`, `^`, `` ` ``, `{`, `|` and `}`.
    private static let laxBytes: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "\"<>[\\]^`{|}".utf8 { table[Int(byte)] = true }
        return table
    }()

    /// How exact a date is.
    enum DateForm {
        /// `yyyy` to `yyyy-MM-ddTHH:mmZ`.
        case short
        /// Whole seconds.
        case seconds
        case fraction
    }

    /// A date of W3C's profile of ISO 8601 in UTC, as ISO 28500:2017 §5.4 has it; nil if it is none or not in the calendar.
    static func date(_ bytes: UnsafeRawBufferPointer) -> DateForm? {
        let form: StaticString = "0000-00-00T00:00:00"
        let count = bytes.count
        let shape: (digits: Int, form: DateForm)
        switch count {
        case 4, 7, 10: shape = (count, .short)
        case 17: shape = (16, .short)
        case 20: shape = (19, .seconds)
        case 22...30: shape = (19, .fraction)
        default: return nil
        }
        for index in 0..<shape.digits {
            let expected = form.utf8Start[index]
            guard expected == 0x30 ? isDigit(bytes[index]) : bytes[index] == expected else { return nil }
        }
        if count > 10 { guard bytes[count - 1] == 0x5A else { return nil } }
        if shape.form == .fraction {
            guard bytes[19] == 0x2E, bytes[20..<count - 1].allSatisfy(isDigit) else { return nil }
        }
        return isInCalendar(bytes, shape.digits) ? shape.form : nil
    }

    private static func isInCalendar(_ bytes: UnsafeRawBufferPointer, _ count: Int) -> Bool {
        func number(_ start: Int) -> Int { Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30) }
        let year = number(0) * 100 + number(2)
        guard count >= 7 else { return true }
        let month = number(5)
        guard (1...12).contains(month) else { return false }
        guard count >= 10 else { return true }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let last = month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
        guard (1...last).contains(number(8)) else { return false }
        guard count >= 16 else { return true }
        return number(11) < 24 && number(14) < 60 && (count < 19 || number(17) <= 60)
    }

    /// `type/subtype`, and parameters behind semicolons.
    static func mediaType(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        func skip(_ isWanted: (UInt8) -> Bool) -> Int {
            let start = index
            while index < bytes.count, isWanted(bytes[index]) { index += 1 }
            return index - start
        }
        guard skip(isTokenByte) > 0, index < bytes.count, bytes[index] == 0x2F else { return false }
        index += 1
        guard skip(isTokenByte) > 0 else { return false }
        while true {
            _ = skip(isBlank)
            if index == bytes.count { return true }
            guard bytes[index] == 0x3B else { return false }
            index += 1
            _ = skip(isBlank)
            if index == bytes.count { return true }
            guard skip(isTokenByte) > 0, index < bytes.count, bytes[index] == 0x3D else { return false }
            index += 1
            guard index < bytes.count else { return false }
            if bytes[index] == 0x22 {
                index += 1
                while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
                guard index < bytes.count else { return false }
                index += 1
            } else if skip(isTokenByte) == 0 {
                return false
            }
        }
    }

    /// An address of IPv4 or IPv6 as the system's resolver writes it.
    static func ipAddress(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count < 46 else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        var address = in6_addr()
        return text.withCString { inet_pton(text.utf8.contains(0x3A) ? AF_INET6 : AF_INET, $0, &address) == 1 }
    }

    /// White space; a value holds CR LF only where it is folded.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    static func digits(_ bytes: UnsafeRawBufferPointer) -> Bool { !bytes.isEmpty && bytes.allSatisfy(isDigit) }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66 }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C,
            0x7E:
            true
        default: false
        }
    }
}
