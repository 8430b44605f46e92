// SPDX-License-Identifier: EUPL-1.2

/// Paths in the one spelling in which rules and addresses are compared (RFC 9309, 2.2.2).
enum RobotsPath {
    /// Escapes of unreserved characters decoded, other escapes in upper case, controls and non-ASCII encoded.
    ///
    /// `*` is a wildcard in a pattern and is encoded in a path, as `$` is in both, so that `%2A` and `%24` in a
    /// pattern mean the characters.
    static func normalized(_ bytes: [UInt8], isPattern: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                let value = high << 4 | low
                if isUnreserved(value) { output.append(value) } else { appendEscape(of: value, to: &output) }
                index += 3
                continue
            }
            index += 1
            let isLiteral = byte == UInt8(ascii: "$") || (byte == UInt8(ascii: "*") && !isPattern)
            if byte <= 0x20 || byte >= 0x7F || isLiteral {
                appendEscape(of: byte, to: &output)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "%"))
        for value in [byte >> 4, byte & 0x0F] {
            output.append(value < 10 ? 0x30 + value : 0x37 + value)
        }
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// ALPHA, DIGIT, `-`, `.`, `_`, `~` (RFC 3986, 2.3).
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
