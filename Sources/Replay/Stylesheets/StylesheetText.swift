// SPDX-License-Identifier: EUPL-1.2

/// Escapes in CSS strings and in `url()` (CSS Syntax Level 3 §4.3.7).
enum StylesheetText {
    /// The bytes with their escapes decoded.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return Array(bytes) }
        var output: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
                output.append(bytes[index])
                index += 1
                continue
            }
            index += 1
            var value: UInt32 = 0
            var count = 0
            while count < 6, index < bytes.endIndex, let digit = HTMLBytes.digit(bytes[index], hexadecimal: true) {
                value = value << 4 | UInt32(digit)
                index += 1
                count += 1
            }
            if count > 0 {
                let scalar = value == 0 ? nil : Unicode.Scalar(value)
                output += String(Character(scalar ?? "\u{FFFD}")).utf8
                if index < bytes.endIndex, HTMLBytes.isSpace(bytes[index]) { index += 1 }
            } else {
                // An escaped line end joins two lines; any other escaped character is itself.
                if bytes[index] != UInt8(ascii: "\n") { output.append(bytes[index]) }
                index += 1
            }
        }
        return output
    }

    /// The bytes as they may stand in a string with that quote mark, or in `url()` without one when it is 0.
    static func escaped(_ bytes: [UInt8], quote: UInt8) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            let isSpecial =
                switch byte {
                case UInt8(ascii: "\\"): true
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote == 0 || quote == byte
                case UInt8(ascii: "("), UInt8(ascii: ")"): quote == 0
                default: false
                }
            if isSpecial { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
        return output
    }
}
