// SPDX-License-Identifier: EUPL-1.2

/// The encoding of forms in queries, `application/x-www-form-urlencoded` (WHATWG URL, 5), as Python's `urllib.parse` has it.
enum FormEncoding {
    /// With `+` as a space and `%XX` decoded once; bytes that are no UTF-8 become U+FFFD.
    static func decoded(_ text: String) -> String {
        var out: [UInt8] = []
        var run: [UInt8] = []
        let bytes = Array(text.utf8)
        out.reserveCapacity(bytes.count)
        var index = 0
        // Escapes make a character only with each other, not with letters outside ASCII beside them.
        func close() {
            out.append(contentsOf: String(decoding: run, as: UTF8.self).utf8)
            run.removeAll(keepingCapacity: true)
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 {
                if !run.isEmpty { close() }
                out.append(byte)
            } else if byte == 0x2B {
                run.append(0x20)
            } else if byte == 0x25, index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                run.append(high << 4 | low)
                index += 2
            } else {
                run.append(byte)
            }
            index += 1
        }
        close()
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends text with all but letters, digits, `_`, `.`, `-` and `~` as `%XX`, and spaces as `+`.
    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D, 0x7E: out.append(byte)
            case 0x20: out.append(0x2B)
            default: out.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
    }

    /// `name=value&…`.
    static func query(_ pairs: [(name: [UInt8], value: [UInt8])]) -> String {
        var out: [UInt8] = []
        for pair in pairs {
            if !out.isEmpty { out.append(0x26) }
            append(pair.name, to: &out)
            out.append(0x3D)
            append(pair.value, to: &out)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
