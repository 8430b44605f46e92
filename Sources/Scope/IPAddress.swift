// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// An IPv4 or IPv6 address as bytes in network order.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four or sixteen bytes.
    package let bytes: [UInt8]

    /// An address of 4 or 16 bytes; nil for any other count.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the written form: four decimal numbers, or IPv6 (RFC 4291, 2.2) without brackets and zone.
    package init?(_ text: String) {
        guard !text.utf8.contains(0), text.utf8.count < 64 else { return nil }
        let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
        var buffer = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &buffer) == 1 else { return nil }
        bytes = buffer
    }

    /// True for an address of 16 bytes.
    package var isIPv6: Bool { bytes.count == 16 }

    /// The written form, for IPv6 the shortest one (RFC 5952).
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(isIPv6 ? AF_INET6 : AF_INET, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
