// SPDX-License-Identifier: EUPL-1.2

/// A block of addresses: a network and the number of bits that are fixed (RFC 4632, RFC 4291 2.3).
package struct CIDR: Sendable, Hashable, CustomStringConvertible {
    /// The first address of the block; the bits after the prefix are zero.
    package let network: IPAddress
    /// The number of fixed bits: 0 to 32 or 0 to 128.
    package let prefixLength: Int

    /// The block of `address` with a prefix of `prefixLength` bits; nil if the length is out of range.
    package init?(_ address: IPAddress, prefixLength: Int) {
        guard (0...(address.bytes.count * 8)).contains(prefixLength),
            let network = IPAddress(bytes: Self.masked(address.bytes, prefixLength))
        else { return nil }
        self.network = network
        self.prefixLength = prefixLength
    }

    /// Reads `10.0.0.0/8` or `fd00::/8`; an address without a length is the block of that one address.
    ///
    /// Bits after the prefix need not be zero: `10.1.2.3/8` is `10.0.0.0/8`.
    package init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, let address = IPAddress(String(first)) else { return nil }
        guard halves.count == 2 else {
            self.init(address, prefixLength: address.bytes.count * 8)
            return
        }
        let digits = halves[1]
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            let length = Int(digits)
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// True if the address is of the same family and in the block.
    package func contains(_ address: IPAddress) -> Bool {
        address.bytes.count == network.bytes.count && Self.masked(address.bytes, prefixLength) == network.bytes
    }

    /// `network/length`.
    package var description: String { "\(network)/\(prefixLength)" }

    private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(length - index * 8, 0), 8)
            return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
        }
    }
}
