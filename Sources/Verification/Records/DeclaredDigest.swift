// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A digest of a header: what it says, and how it is written.
struct DeclaredDigest {
    /// What is wrong with the way it is written.
    enum Problem {
        case form, algorithm, encoding
    }

    /// Nil if it cannot be checked.
    let digest: Digest?
    /// Nil if there is none.
    let problem: Problem?

    init(_ bytes: UnsafeRawBufferPointer) {
        guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, colon + 1 < bytes.count,
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            digest = nil
            problem = .form
            return
        }
        guard let algorithm = Self.algorithm(UnsafeRawBufferPointer(rebasing: bytes[..<colon])) else {
            digest = nil
            problem = .algorithm
            return
        }
        let value = UnsafeRawBufferPointer(rebasing: bytes[(colon + 1)...])
        if algorithm == .sha1, value.count == 32, let decoded = Self.base32(value) {
            digest = Digest(.sha1, bytes: decoded)
            problem = nil
            return
        }
        digest = Digest(labelled: String(decoding: bytes, as: UTF8.self))
        // Base 32 of other lengths than SHA-1's has padding, which jwarc refuses and others demand.
        problem = digest == nil || value.count != algorithm.length * 2 ? .encoding : nil
    }

    /// A SHA-1 in capitals; nil for anything else.
    private static func base32(_ letters: UnsafeRawBufferPointer) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for letter in letters {
            let value: UInt8
            switch letter {
            case 0x41...0x5A: value = letter - 0x41
            case 0x32...0x37: value = letter - 0x32 + 26
            default: return nil
            }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
                buffer &= 0x7F
            }
        }
        return bytes
    }

    private static func algorithm(_ label: UnsafeRawBufferPointer) -> DigestAlgorithm? {
        for (name, algorithm) in names where name.utf8CodeUnitCount == label.count {
            var isSame = true
            for index in 0..<label.count {
                let byte = label[index]
                let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                if small != name.utf8Start[index] { isSame = false }
            }
            if isSame { return algorithm }
        }
        return nil
    }

    private static let names: [(StaticString, DigestAlgorithm)] = [
        ("sha1", .sha1), ("sha256", .sha256), ("md5", .md5), ("sha-1", .sha1), ("sha-256", .sha256),
    ]
}
