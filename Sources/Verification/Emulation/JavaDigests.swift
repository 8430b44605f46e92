// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The digests Java 17 knows by name, in either case.
enum JavaDigests {
    /// The bytes of a digest; nil for a name Java does not know.
    static func length(_ name: String) -> Int? {
        switch name.lowercased() {
        case "md2", "md5": 16
        case "sha", "sha1", "sha-1": 20
        case "sha224", "sha-224", "sha512/224", "sha-512/224", "sha3-224": 28
        case "sha256", "sha-256", "sha512/256", "sha-512/256", "sha3-256": 32
        case "sha384", "sha-384", "sha3-384": 48
        case "sha512", "sha-512", "sha3-512": 64
        default: nil
        }
    }

    /// What can be computed here; of the others it is supposed that they are right.
    static func stream(_ name: String) -> DigestStream? {
        switch name.lowercased() {
        case "md5": DigestStream(.md5)
        case "sha", "sha1", "sha-1": DigestStream(.sha1)
        case "sha256", "sha-256": DigestStream(.sha256)
        default: nil
        }
    }
}
