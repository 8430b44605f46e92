// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A labelled digest as jwarc compares it: the name without hyphens, the value in base 32 with padding.
struct JwarcDigest {
    let algorithm: String
    let value: String

    /// - Throws: Where Java would: without a colon, or for a value that is no base 64 where it would have to be.
    init(_ text: String) throws(ToolFailure) {
        guard let colon = text.firstIndex(of: ":") else {
            throw .stopped("java.lang.IllegalArgumentException: Invalid WARC-Digest")
        }
        algorithm = text[..<colon].replacing("-", with: "").lowercased()
        value = try Self.base32(String(text[text.index(after: colon)...]), algorithm)
    }

    /// Whether Java can compute it.
    var isKnown: Bool { JavaDigests.length(algorithm) != nil }

    /// Whether a computed digest is this one; what cannot be computed here is supposed to be.
    func matches(_ computed: Digest?) -> Bool {
        computed.map { Base32.encode($0.bytes) == value } ?? true
    }

    private static func base32(_ value: String, _ algorithm: String) throws(ToolFailure) -> String {
        guard let length = JavaDigests.length(algorithm) else { return value }
        let count = value.utf16.count
        // What has the length of base 16 is decoded as that, which gives nonsense if it is an MD5 in padded base 32.
        if count == length * 2 { return Hex.decode(value).map { Base32.encode($0) } ?? "" }
        if count >= length * 8 / 5 || count < length * 8 / 6 { return value }
        let bytes = Array(value.utf8)
        let body = bytes.prefix { $0 != 0x3D }
        let isBase64 = body.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2B
                || byte == 0x2F
        }
        let padding = bytes.count - body.count
        guard isBase64, body.count % 4 != 1, padding == 0 || (body.count + padding) % 4 == 0 && padding <= 2,
            bytes.dropFirst(body.count).allSatisfy({ $0 == 0x3D })
        else { throw .stopped("java.lang.IllegalArgumentException: Illegal base64 character") }
        return Base32.encode(decode(body))
    }

    private static func decode(_ letters: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for letter in letters {
            let value: UInt8
            switch letter {
            case 0x41...0x5A: value = letter - 0x41
            case 0x61...0x7A: value = letter - 0x61 + 26
            case 0x30...0x39: value = letter - 0x30 + 52
            case 0x2B: value = 62
            default: value = 63
            }
            buffer = (buffer << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
