// SPDX-License-Identifier: EUPL-1.2

/// The members of one JSON object whose values are strings, numbers and literals (RFC 8259).
///
/// An index has millions of them, all flat: this reader makes no tree, and what is nested it steps over, to a fixed depth.
struct JSONObject {
    /// A name and its value as text; numbers and literals as they were written.
    struct Member {
        let name: String
        let value: String
    }

    /// The members in order; nil if the bytes are no object, or something other than blanks follows it.
    static func members(of bytes: some Collection<UInt8>) -> [Member]? {
        var reader = JSONObject(bytes: Array(bytes))
        guard let members = reader.object() else { return nil }
        reader.skipBlanks()
        return reader.position == reader.bytes.count ? members : nil
    }

    private static let depthLimit = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func object() -> [Member]? {
        guard take(0x7B) else { return nil }
        var members: [Member] = []
        if take(0x7D) { return members }
        repeat {
            skipBlanks()
            guard let name = string(), take(0x3A) else { return nil }
            skipBlanks()
            switch next {
            case 0x22:
                guard let value = string() else { return nil }
                members.append(Member(name: name, value: value))
            case 0x7B, 0x5B:
                guard skipNested() else { return nil }
            default:
                guard let value = word() else { return nil }
                members.append(Member(name: name, value: value))
            }
        } while take(0x2C)
        return take(0x7D) ? members : nil
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() -> String? {
        let start = position
        while let byte = next, byte > 0x20, ![0x2C, 0x7D, 0x5D, 0x22, 0x7B, 0x5B, 0x3A].contains(byte) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    /// Steps over a list or an object.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while let byte = next {
            switch byte {
            case 0x22:
                guard string() != nil else { return false }
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return true }
            if depth > Self.depthLimit { return false }
        }
        return false
    }

    private mutating func string() -> String? {
        guard next == 0x22 else { return nil }
        position += 1
        let start = position
        while let byte = next, byte != 0x22, byte != 0x5C { position += 1 }
        var out = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case 0x22: return String(decoding: out, as: UTF8.self)
            case 0x5C:
                guard escape(into: &out) else { return nil }
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into out: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75:
            guard let unit = hexUnit() else { return false }
            append(unit, to: &out)
        default: return false
        }
        return true
    }

    /// Appends the character of one code unit, or of two that are a pair; half a pair becomes U+FFFD.
    private mutating func append(_ unit: UInt16, to out: inout [UInt8]) {
        var scalar = Unicode.Scalar(UInt32(unit))
        if UTF16.isLeadSurrogate(unit), position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75
        {
            let before = position
            position += 2
            if let low = hexUnit(), UTF16.isTrailSurrogate(low) {
                scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
            } else {
                position = before
            }
        }
        out.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
    }

    private mutating func hexUnit() -> UInt16? {
        guard bytes.count - position >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Self.hexDigit(byte) else { return nil }
            unit = unit << 4 | digit
        }
        position += 4
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte) - 0x30
        case 0x41...0x46: UInt16(byte) - 0x37
        case 0x61...0x66: UInt16(byte) - 0x57
        default: nil
        }
    }
}
