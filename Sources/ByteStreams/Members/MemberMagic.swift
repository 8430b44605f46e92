// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The first four bytes of a compressed member, as far as they are the same in all.
struct MemberMagic {
    /// The bytes as a little-endian number; its first byte counts whole.
    let value: UInt32
    /// The bits of it that count.
    let mask: UInt32

    /// Where the first bytes are that a member may start with.
    func firstPlace(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = 0
        while index + 3 < bytes.count, let found = memchr(base + index, Int32(value & 0xFF), bytes.count - 3 - index) {
            index = UnsafeRawPointer(found) - base
            if UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)) & mask == value {
                return index
            }
            index += 1
        }
        return nil
    }
}
