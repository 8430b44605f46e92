// SPDX-License-Identifier: EUPL-1.2

/// Header bytes as text and back, without loss: a byte is the character U+0000 to U+00FF of the same number (ISO 8859-1).
///
/// HTTP gives bytes above 127 no meaning (RFC 9110 §5.5), and servers send UTF-8, Windows code pages and KOI8 alike.
enum FieldText {
    /// The text of some bytes.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.allSatisfy({ $0 < 128 }) { return String(decoding: bytes, as: UTF8.self) }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            if byte < 128 {
                utf8.append(byte)
            } else {
                utf8.append(0xC0 | byte >> 6)
                utf8.append(0x80 | byte & 0x3F)
            }
        }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// Appends the bytes of a text; characters above U+00FF, which no server sent, go out as UTF-8.
    ///
    /// NUL, CR and LF become spaces: nobody may smuggle a line into a head.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0, 10, 13: bytes.append(32)
            case 0..<256: bytes.append(UInt8(scalar.value))
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Whether two names are equal when ASCII letters of both cases count as one.
    static func isSameName(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return left.utf8.elementsEqual(right.utf8, by: { lowercase($0) == lowercase($1) })
    }

    static func lowercase(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }

    /// The range without blanks (space, tab, CR) at either end.
    static func trim(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}
