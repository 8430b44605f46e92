// SPDX-License-Identifier: EUPL-1.2

/// Strings of JSON (RFC 8259 §7), read strictly: no bare control characters, no half surrogate pairs.
enum JSONString {
    /// Reads a string whose quotation mark is at `position`, and goes behind its end; nil if it is none.
    static func read(_ bytes: [UInt8], _ position: inout Int) -> String? {
        position += 1
        var out: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x22: return String(decoding: out, as: UTF8.self)
            case 0x5C:
                guard escape(bytes, &position, into: &out) else { return nil }
            case 0..<0x20: return nil
            default: out.append(byte)
            }
        }
        return nil
    }

    private static func escape(_ bytes: [UInt8], _ position: inout Int, into out: inout [UInt8]) -> Bool {
        guard position < bytes.count else { return false }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75: return scalar(bytes, &position, into: &out)
        default: return false
        }
        return true
    }

    /// The character of one code unit, or of two that are a pair.
    private static func scalar(_ bytes: [UInt8], _ position: inout Int, into out: inout [UInt8]) -> Bool {
        guard let unit = hexUnit(bytes, &position) else { return false }
        var value = UInt32(unit)
        if UTF16.isLeadSurrogate(unit) {
            guard position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else { return false }
            position += 2
            guard let low = hexUnit(bytes, &position), UTF16.isTrailSurrogate(low) else { return false }
            value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        out.append(contentsOf: String(scalar).utf8)
        return true
    }

    private static func hexUnit(_ bytes: [UInt8], _ position: inout Int) -> UInt16? {
        guard bytes.count - position >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            let digit: UInt8? =
                switch byte {
                case 0x30...0x39: byte - 0x30
                case 0x41...0x46: byte - 0x37
                case 0x61...0x66: byte - 0x57
                default: nil
                }
            guard let digit else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
