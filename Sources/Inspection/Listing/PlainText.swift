// SPDX-License-Identifier: EUPL-1.2

/// Values of archives as words for a terminal: they come from strangers and may hold anything.
enum PlainText {
    /// Appends a value without blanks and control characters: those, and what is not UTF-8, are written as `%HH`.
    static func append(_ value: ArraySlice<UInt8>, to out: inout [UInt8]) {
        guard let text = String(validating: value, as: UTF8.self) else {
            for byte in value { byte > 0x20 && byte < 0x7F ? out.append(byte) : escape(byte, to: &out) }
            return
        }
        if value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            out.append(contentsOf: value)
            return
        }
        for scalar in text.unicodeScalars {
            let isPlain = scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value) && !isInvisible(scalar)
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                isPlain ? out.append(byte) : escape(byte, to: &out)
            }
        }
    }

    /// Line separators, and marks that change the direction in which a line is read.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            || (0x200E...0x200F).contains(scalar.value)
    }

    private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
        let digits: StaticString = "0123456789ABCDEF"
        out.append(0x25)
        out.append(digits.utf8Start[Int(byte >> 4)])
        out.append(digits.utf8Start[Int(byte & 15)])
    }
}
