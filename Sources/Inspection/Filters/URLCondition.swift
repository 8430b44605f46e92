// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A URL, or with a `*` at the end all URLs that start so. Compared byte by byte with what the record says.
package struct URLCondition: Sendable, Hashable {
    private let bytes: [UInt8]
    private let isPrefix: Bool

    /// The condition of that text; nil if it is empty.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        isPrefix = text.utf8.last == 0x2A
        bytes = Array(isPrefix ? text.utf8.dropLast() : text.utf8[...])
    }

    func matches(_ url: UnsafeRawBufferPointer) -> Bool {
        guard isPrefix ? url.count >= bytes.count : url.count == bytes.count else { return false }
        guard let base = url.baseAddress else { return bytes.isEmpty }
        return bytes.withUnsafeBytes { wanted in
            guard let wantedBase = wanted.baseAddress else { return true }
            return memcmp(base, wantedBase, wanted.count) == 0
        }
    }
}
