// SPDX-License-Identifier: EUPL-1.2

/// The IPv4 address that an IPv6 address of a translation mechanism leads to.
struct EmbeddedIPv4 {
    let address: IPAddress
    /// The bits before the IPv4 address.
    let prefixLength: Int

    /// Nil unless the address is IPv4-mapped, NAT64 with the well-known prefix, or 6to4.
    init?(in address: IPAddress) {
        guard address.isIPv6 else { return nil }
        let bytes = address.bytes
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        let isNAT64 = bytes.starts(with: [0, 0x64, 0xFF, 0x9B]) && bytes[4..<12].allSatisfy { $0 == 0 }
        let offset: Int
        if isMapped || isNAT64 {
            offset = 12
        } else if bytes.starts(with: [0x20, 0x02]) {
            offset = 2
        } else {
            return nil
        }
        guard let embedded = IPAddress(bytes: Array(bytes[offset..<(offset + 4)])) else { return nil }
        self.address = embedded
        prefixLength = offset * 8
    }
}
