// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scope

/// The IANA IPv4 and IPv6 Special-Purpose Address Registries, with the number of the RFC of each line; typed in apart from the table
/// that is tested.
enum IANARegistries {
    struct Line: Sendable, CustomTestStringConvertible {
        let block: String
        let document: Int
        var testDescription: String { block }
        init(_ block: String, _ document: Int) { (self.block, self.document) = (block, document) }
    }

    static let lines = [
        Line("0.0.0.0/8", 791), Line("0.0.0.0/32", 1122), Line("10.0.0.0/8", 1918), Line("100.64.0.0/10", 6598),
        Line("127.0.0.0/8", 1122), Line("169.254.0.0/16", 3927), Line("172.16.0.0/12", 1918),
        Line("192.0.0.0/24", 6890), Line("192.0.0.0/29", 7335), Line("192.0.0.8/32", 7600), Line("192.0.0.9/32", 7723),
        Line("192.0.0.10/32", 8155), Line("192.0.0.170/32", 8880), Line("192.0.0.171/32", 7050),
        Line("192.0.2.0/24", 5737), Line("192.31.196.0/24", 7535), Line("192.52.193.0/24", 7450),
        Line("192.88.99.0/24", 7526), Line("192.88.99.2/32", 6751), Line("192.168.0.0/16", 1918),
        Line("192.175.48.0/24", 7534), Line("198.18.0.0/15", 2544), Line("198.51.100.0/24", 5737),
        Line("203.0.113.0/24", 5737), Line("240.0.0.0/4", 1112), Line("255.255.255.255/32", 919),
        Line("::1/128", 4291), Line("::/128", 4291), Line("::ffff:0.0.0.0/96", 4291), Line("64:ff9b::/96", 6052),
        Line("64:ff9b:1::/48", 8215), Line("100::/64", 6666), Line("100:0:0:1::/64", 9780), Line("2001::/23", 2928),
        Line("2001::/32", 4380), Line("2001:1::1/128", 7723), Line("2001:1::2/128", 8155), Line("2001:1::3/128", 9665),
        Line("2001:2::/48", 5180), Line("2001:3::/32", 7450), Line("2001:4:112::/48", 7535), Line("2001:10::/28", 4843),
        Line("2001:20::/28", 7343), Line("2001:30::/28", 9374), Line("2001:db8::/32", 3849), Line("2002::/16", 3056),
        Line("2620:4f:8000::/48", 7534), Line("3fff::/20", 9637), Line("5f00::/16", 9602), Line("fc00::/7", 4193),
        Line("fe80::/10", 4291),
        // Not in those registries, and no hosts either.
        Line("224.0.0.0/4", 5771), Line("ff00::/8", 4291), Line("fec0::/10", 3879), Line("::ffff:0:0:0/96", 2765),
    ]

    /// The last address of a block.
    static func last(of block: CIDR) -> IPAddress {
        let bytes = block.network.bytes.enumerated().map { index, byte in
            let free = min(max((index + 1) * 8 - block.prefixLength, 0), 8)
            return byte | UInt8(truncatingIfNeeded: (1 << free) - 1)
        }
        return IPAddress(bytes: bytes) ?? block.network
    }
}
