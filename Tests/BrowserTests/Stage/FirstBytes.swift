// SPDX-License-Identifier: EUPL-1.2

/// What the first bytes on a connection tell of whom they are for.
enum FirstBytes {
    /// The host that a TLS ClientHello asks for (RFC 8446 §4.1.2, RFC 6066 §3); nil when it is none, or names none.
    static func serverName(_ bytes: [UInt8]) -> String? {
        guard bytes.first == 0x16 else { return nil }
        // Record header 5, handshake header 4, version 2, random 32; then three lists that are passed over.
        var place = 43
        func number(_ size: Int) -> Int? {
            guard place + size <= bytes.count else { return nil }
            defer { place += size }
            return bytes[place..<(place + size)].reduce(0) { $0 << 8 | Int($1) }
        }
        for size in [1, 2, 1] {
            guard let length = number(size) else { return nil }
            place += length
        }
        guard number(2) != nil else { return nil }
        while let kind = number(2), let length = number(2) {
            guard kind == 0 else {
                place += length
                continue
            }
            place += 3
            guard let count = number(2), place + count <= bytes.count else { return nil }
            return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
        }
        return nil
    }

    /// Whether they are a STUN message (RFC 8489 §5), as WebRTC sends.
    static func isSTUN(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 8 && bytes[4..<8].elementsEqual([0x21, 0x12, 0xA4, 0x42])
    }

    /// The length of a TLS record that these bytes begin, with its header; nil when they begin none.
    static func recordLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.first == 0x16, bytes.count >= 5 else { return nil }
        return 5 + (Int(bytes[3]) << 8 | Int(bytes[4]))
    }
}
