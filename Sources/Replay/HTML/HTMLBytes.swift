// SPDX-License-Identifier: EUPL-1.2

/// Classes of bytes that HTML is made of.
enum HTMLBytes {
    /// Tab, line feed, form feed, carriage return and space.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 0x30 < 10 }

    static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    static func lower(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.lazy.map { lower($0) }, as: UTF8.self)
    }

    /// The value of a digit, nil for another byte.
    static func digit(_ byte: UInt8, hexadecimal: Bool) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return hexadecimal && letter < 6 ? letter + 10 : nil
    }

    /// The bytes without white space at either end.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    /// Text of an attribute as a URL parser gets it. Bytes that aren't UTF-8 are read as Latin-1 in the path and kept as
    /// they are in the query, where browsers use the encoding of the document.
    static func urlText(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        var isQuery = false
        for byte in bytes {
            if byte == UInt8(ascii: "?") { isQuery = true }
            if byte < 0x80 {
                output.append(byte)
            } else if isQuery {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                output += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
