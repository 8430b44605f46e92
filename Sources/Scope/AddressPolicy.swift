// SPDX-License-Identifier: EUPL-1.2

/// Decides which peers a crawl may connect to, so that a link or a DNS answer cannot turn it on the network it runs in.
///
/// Everything outside the public internet is refused: ``SpecialAddresses``, and all of IPv6 outside global unicast
/// (2000::/3). It has to be asked with the address of the connection, at the moment of connecting, for each connection.
package struct AddressPolicy: Sendable {
    /// What is decided about an address.
    package enum Verdict: Sendable, Hashable {
        /// A connection may be made.
        case allowed
        /// No connection may be made; the text names the address and the block it is in.
        case refused(String)
    }

    private let exceptions: [CIDR]

    /// A policy that also allows what is in `allow`, as given with `--allow-address`.
    package init(allow: [CIDR] = []) {
        exceptions = allow
    }

    /// The verdict on an address.
    package func verdict(for address: IPAddress) -> Verdict {
        refusal(for: address).map(Verdict.refused) ?? .allowed
    }

    /// Why an address of 4 or 16 bytes in network order is refused, nil if it is allowed.
    ///
    /// Bytes of any other count are refused. Safe to call from any thread; does not block.
    package func refusal(for bytes: [UInt8]) -> String? {
        guard let address = IPAddress(bytes: bytes) else {
            return "the peer has an address of \(bytes.count) bytes, which is neither IPv4 nor IPv6"
        }
        return refusal(for: address)
    }

    private func refusal(for address: IPAddress) -> String? {
        if let embedded = EmbeddedIPv4(in: address) { return refusal(for: address, embedding: embedded) }
        if exceptions.contains(where: { $0.contains(address) }) { return nil }
        return Self.specialUse(of: address)
    }

    /// An address that leads to IPv4 addresses: an exception for the translation as a whole does not open what the network behind it
    /// hides, only one for the IPv4 addresses does.
    private func refusal(for address: IPAddress, embedding embedded: EmbeddedIPv4) -> String? {
        let covering = exceptions.filter { $0.contains(address) }
        if covering.contains(where: { $0.prefixLength > embedded.prefixLength }) { return nil }
        let closed = embedded.addresses.filter { inner in !exceptions.contains { $0.contains(inner) } }
        if closed.isEmpty, embedded.isSpecial { return nil }
        if covering.isEmpty, let reason = Self.specialUse(of: address) { return reason }
        for inner in closed {
            if let reason = Self.specialUse(of: inner) { return "\(reason), reached as \(address)" }
        }
        return nil
    }

    private static func specialUse(of address: IPAddress) -> String? {
        if let special = SpecialAddresses.blocks.first(where: { $0.block.contains(address) }) {
            return "\(address) is in \(special.block): \(special.reason)"
        }
        guard address.isIPv6, let first = address.bytes.first, first >> 5 != 1 else { return nil }
        return "\(address) is not in 2000::/3, the public addresses of IPv6"
    }
}
