// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// How warcio reads digests.
enum WarcioDigest {
    /// Whether Python's `hashlib.new` knows a name.
    static func isKnown(_ name: String) -> Bool {
        let known: Set<String> = [
            "md5", "sha1", "sha-1", "sha224", "sha-224", "sha256", "sha-256", "sha384", "sha-384", "sha512", "sha-512",
            "sha3_224", "sha3_256", "sha3_384", "sha3_512", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "blake2b",
            "blake2s", "ripemd160", "sm3",
        ]
        return known.contains(name.lowercased())
    }

    /// A value as it would look in base 32: as it is where the length fits, else from base 16 or base 64, whichever is likely.
    /// - Throws: `.stopped` where Python's decoders raise.
    static func base32(_ value: String, length: Int) throws(ToolFailure) -> String {
        let count = value.unicodeScalars.count
        if count == length { return value }
        if count > length {
            guard let bytes = Hex.decode(value) else { throw .stopped("binascii.Error: Non-base16 digit found") }
            return Base32.encode(bytes)
        }
        // Python's decoder passes over what is no letter of base 64 and wants whole groups.
        let letters = value.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F: byte
            // The two letters that take the place of `+` and `/` in URLs.
            case 0x2D: 0x2B
            case 0x5F: 0x2F
            default: nil
            }
        }
        let padding = value.utf8.reversed().prefix { $0 == 0x3D }.count
        let isWhole = letters.count % 4 == 0 || letters.count % 4 + min(padding, 2) >= 4
        guard value.utf8.allSatisfy({ $0 < 0x80 }), isWhole, letters.count % 4 != 1,
            let bytes = Base64Letters.decode(letters)
        else {
            throw .stopped("binascii.Error: Incorrect padding")
        }
        return Base32.encode(bytes)
    }
}
