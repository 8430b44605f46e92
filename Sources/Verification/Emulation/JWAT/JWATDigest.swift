// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A labelled digest as JWAT reads it: anything on both sides of the first colon.
struct JWATDigest {
    /// In lower case.
    let algorithm: String
    let value: String

    /// Nil if a side is empty.
    init?(_ text: [UInt32]) {
        let text = text.text
        guard let colon = text.firstIndex(of: ":") else { return nil }
        algorithm = Self.trimmed(text[..<colon]).lowercased()
        value = Self.trimmed(text[text.index(after: colon)...])
        guard !algorithm.isEmpty, !value.isEmpty else { return nil }
    }

    /// The digest's bytes by the first of base 16, 32 and 64 that gives as many as the algorithm has; nil if none does.
    var bytes: [UInt8]? {
        guard let length = JavaDigests.length(algorithm) else { return nil }
        for decoded in [Hex.decode(value), Self.base32(value), Self.base64(value)] {
            if let decoded, decoded.count == length { return decoded }
        }
        return nil
    }

    /// Padding is demanded where the base asks for it.
    private static func base32(_ text: String) -> [UInt8]? {
        text.utf8.count.isMultiple(of: 8) ? Base32.decode(text) : nil
    }

    private static func base64(_ text: String) -> [UInt8]? {
        var letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 4) else { return nil }
        let padding = letters.reversed().prefix { $0 == 0x3D }.count
        guard padding <= 2 else { return nil }
        letters.removeLast(padding)
        return Base64Letters.decode(letters)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.unicodeScalars
        while let first = text.first, first.value <= 0x20 { text.removeFirst() }
        while let last = text.last, last.value <= 0x20 { text.removeLast() }
        return String(Substring(text))
    }
}
