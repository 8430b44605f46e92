// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The IP addresses JWAT takes: dotted quads, IPv6 that ends with a group of digits, and both together.
enum JWATAddress {
    static func accepts(_ text: String) -> Bool {
        guard text.utf8.contains(0x3A) else { return isQuad(text) }
        guard text.utf8.last != 0x3A else { return false }
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    private static func isQuad(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
                    && part.reduce(0) { $0 * 10 + Int($1) - 48 } <= 255
            }
    }
}
