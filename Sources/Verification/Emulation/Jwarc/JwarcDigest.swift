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
        let padding = bytes.count - body.count
        guard let decoded = Base64Letters.decode(body), body.count % 4 != 1,
            padding == 0 || (body.count + padding) % 4 == 0 && padding <= 2,
            bytes.dropFirst(body.count).allSatisfy({ $0 == 0x3D })
        else { throw .stopped("java.lang.IllegalArgumentException: Illegal base64 character") }
        return Base32.encode(decoded)
    }
}
