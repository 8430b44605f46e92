// SPDX-License-Identifier: EUPL-1.2

/// Undoes the escapes of a JSON string.
enum JSONString {
    /// The string of `raw`, the bytes between its quotes, as UTF-8; a lone surrogate becomes U+FFFD, a bad escape its letter.
    ///
    /// Source: RFC 8259 §7.
    static func unescape(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var cursor = 0
        while cursor < raw.count {
            let byte = raw[cursor]
            cursor += 1
            guard byte == UInt8(ascii: "\\"), cursor < raw.count else {
                result.append(byte)
                continue
            }
            let letter = raw[cursor]
            cursor += 1
            switch letter {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "u"): result.append(contentsOf: String(scalar(raw, &cursor)).utf8)
            default: result.append(letter)
            }
        }
        return result
    }

    private static func scalar(_ raw: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) -> Unicode.Scalar {
        guard let unit = unit(raw, at: cursor) else { return "\u{FFFD}" }
        cursor += 4
        if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
        guard unit < 0xDC00, cursor + 1 < raw.count, raw[cursor] == UInt8(ascii: "\\"),
            raw[cursor + 1] == UInt8(ascii: "u"), let low = self.unit(raw, at: cursor + 2), low >= 0xDC00, low < 0xE000
        else { return "\u{FFFD}" }
        cursor += 6
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static func unit(_ raw: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt16? {
        guard start + 4 <= raw.count else { return nil }
        var value: UInt16 = 0
        for byte in raw[start..<start + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
