// SPDX-License-Identifier: EUPL-1.2

/// The blocks that are not hosts of the public internet.
///
/// Source: every line of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates, as of October 2025), also
/// those that are globally reachable; beside them the multicast and reserved blocks of the address space registries, translation
/// and tunnel prefixes that were withdrawn, and the addresses on which clouds answer internally.
enum SpecialAddresses {
    /// A block with the reason it is refused for.
    struct Block: Sendable {
        let block: CIDR
        let reason: String
    }

    /// The most telling reason comes first where blocks overlap.
    static let blocks: [Block] = table.compactMap { text, reason in
        CIDR(text).map { Block(block: $0, reason: reason) }
    }

    /// The number of lines in the table, for the test that none of them is misspelt.
    static var lineCount: Int { table.count }

    private static let table: [(String, String)] = clouds + ipv4 + ipv6

    private static let clouds = [
        ("168.63.129.16/32", "cloud metadata service"),
        ("169.254.169.254/32", "cloud metadata service"),
        ("169.254.170.2/32", "cloud metadata service"),
        ("100.100.100.200/32", "cloud metadata service"),
        ("192.0.0.192/32", "cloud metadata service"),
        ("fd00:ec2::254/128", "cloud metadata service"),
        ("fd20:ce::254/128", "cloud metadata service"),
    ]

    private static let ipv4 = [
        ("0.0.0.0/32", "this host (RFC 1122)"),
        ("0.0.0.0/8", "this network (RFC 791)"),
        ("10.0.0.0/8", "private (RFC 1918)"),
        ("100.64.0.0/10", "shared by carriers (RFC 6598)"),
        ("127.0.0.0/8", "loopback (RFC 1122)"),
        ("169.254.0.0/16", "link-local (RFC 3927)"),
        ("172.16.0.0/12", "private (RFC 1918)"),
        ("192.0.0.8/32", "dummy address (RFC 7600)"),
        ("192.0.0.0/29", "service continuity, DS-Lite (RFC 7335)"),
        ("192.0.0.9/32", "port control anycast (RFC 7723)"),
        ("192.0.0.10/32", "relay anycast, TURN (RFC 8155)"),
        ("192.0.0.170/31", "NAT64 discovery (RFC 7050, RFC 8880)"),
        ("192.0.0.0/24", "protocol assignments (RFC 6890)"),
        ("192.0.2.0/24", "documentation (RFC 5737)"),
        ("192.31.196.0/24", "AS112 (RFC 7535)"),
        ("192.52.193.0/24", "multicast tunnelling (RFC 7450)"),
        ("192.88.99.2/32", "6a44 relay (RFC 6751)"),
        ("192.88.99.0/24", "6to4 relay (RFC 7526)"),
        ("192.168.0.0/16", "private (RFC 1918)"),
        ("192.175.48.0/24", "AS112 (RFC 7534)"),
        ("198.18.0.0/15", "benchmarking (RFC 2544)"),
        ("198.51.100.0/24", "documentation (RFC 5737)"),
        ("203.0.113.0/24", "documentation (RFC 5737)"),
        ("224.0.0.0/4", "multicast (RFC 5771)"),
        ("255.255.255.255/32", "broadcast (RFC 919, RFC 8190)"),
        ("240.0.0.0/4", "reserved (RFC 1112)"),
    ]

    private static let ipv6 = [
        ("::/128", "unspecified (RFC 4291)"),
        ("::1/128", "loopback (RFC 4291)"),
        ("::ffff:0:0/96", "IPv4-mapped (RFC 4291)"),
        ("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
        ("::/96", "IPv4-compatible (RFC 4291)"),
        ("64:ff9b::/96", "translated to IPv4, NAT64 (RFC 6052)"),
        ("64:ff9b:1::/48", "translated to IPv4, NAT64 (RFC 8215)"),
        ("100::/64", "discard-only (RFC 6666)"),
        ("100:0:0:1::/64", "dummy prefix (RFC 9780)"),
        ("2001::/32", "tunnelled, Teredo (RFC 4380, RFC 8190)"),
        ("2001:1::1/128", "port control anycast (RFC 7723)"),
        ("2001:1::2/128", "relay anycast, TURN (RFC 8155)"),
        ("2001:1::3/128", "service registration anycast (RFC 9665)"),
        ("2001:2::/48", "benchmarking (RFC 5180, RFC 1752)"),
        ("2001:3::/32", "multicast tunnelling (RFC 7450)"),
        ("2001:4:112::/48", "AS112 (RFC 7535)"),
        ("2001:10::/28", "cryptographic identifiers (RFC 4843)"),
        ("2001:20::/28", "cryptographic identifiers (RFC 7343)"),
        ("2001:30::/28", "drone identifiers (RFC 9374)"),
        ("2001::/23", "protocol assignments (RFC 2928)"),
        ("2001:db8::/32", "documentation (RFC 3849)"),
        ("2002::/16", "tunnelled, 6to4 (RFC 3056)"),
        ("2620:4f:8000::/48", "AS112 (RFC 7534)"),
        ("3fff::/20", "documentation (RFC 9637)"),
        ("5f00::/16", "segment routing (RFC 9602)"),
        ("fc00::/7", "unique local (RFC 4193, RFC 8190)"),
        ("fe80::/10", "link-local (RFC 4291)"),
        ("fec0::/10", "site-local (RFC 3879)"),
        ("ff00::/8", "multicast (RFC 4291)"),
    ]
}
