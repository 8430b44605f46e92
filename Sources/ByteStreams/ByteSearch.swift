// SPDX-License-Identifier: EUPL-1.2

import CPlatform

/// Finds bytes in bytes.
public enum ByteSearch {
    /// The first place of `needle` in `bytes` from `start` on; nil when it is not there, or empty.
    public static func first(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard let base = bytes.baseAddress, start >= 0, start < bytes.count, !needle.isEmpty else { return nil }
        let found = needle.withUnsafeBytes { needle in
            kabinet_find(base + start, UInt(bytes.count - start), needle.baseAddress, UInt(needle.count))
        }
        return found < 0 ? nil : start + found
    }
}
