// SPDX-License-Identifier: EUPL-1.2

/// Strings of JSON as Python's `json.dumps` writes them: ASCII only (RFC 8259 §7).
enum JSONText {
    /// Appends UTF-8 as a string with its quotation marks.
    static func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) {
        out.append(0x22)
        if text.withUnsafeBytes({ $0.allSatisfy(isPlain) }) {
            out.append(contentsOf: text)
        } else {
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { append(scalar, to: &out) }
        }
        out.append(0x22)
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C }

    private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar.value {
        case 0x22: out.append(contentsOf: [0x5C, 0x22])
        case 0x5C: out.append(contentsOf: [0x5C, 0x5C])
        case 0x08: out.append(contentsOf: [0x5C, 0x62])
        case 0x09: out.append(contentsOf: [0x5C, 0x74])
        case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
        case 0x0C: out.append(contentsOf: [0x5C, 0x66])
        case 0x0D: out.append(contentsOf: [0x5C, 0x72])
        case 0x20...0x7E: out.append(UInt8(scalar.value))
        default: for unit in scalar.utf16 { appendEscape(unit, to: &out) }
        }
    }

    private static func appendEscape(_ unit: UInt16, to out: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        out.append(contentsOf: [0x5C, 0x75])
        for shift: UInt16 in [12, 8, 4, 0] { out.append(digits[Int(unit >> shift & 15)]) }
    }
}
