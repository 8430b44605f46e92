// SPDX-License-Identifier: EUPL-1.2

/// Strings of JSON as Python's `json.dumps` writes them: ASCII only (RFC 8259 §7).
enum JSONText {
    /// Appends a string with its quotation marks.
    static func append(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        for scalar in text.unicodeScalars {
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
        out.append(0x22)
    }

    private static func appendEscape(_ unit: UInt16, to out: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        out.append(contentsOf: [0x5C, 0x75])
        for shift: UInt16 in [12, 8, 4, 0] { out.append(digits[Int(unit >> shift & 15)]) }
    }
}
