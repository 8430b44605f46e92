// SPDX-License-Identifier: EUPL-1.2

/// The IPv4 addresses that an IPv6 address of a translation or tunnel mechanism leads to.
struct EmbeddedIPv4 {
    /// All that the mechanism names: Teredo has a server and a client, and a NAT64 prefix of one's own choice says only in the
    /// translator how long it is.
    let addresses: [IPAddress]
    /// The bits before the IPv4 address: an exception for more than these means that very address.
    let prefixLength: Int
    /// True where the block as a whole is no public network; false where only the form of the last half tells (ISATAP).
    let isSpecial: Bool

    /// Nil unless the address is IPv4-mapped, -compatible or -translated, NAT64, 6to4, Teredo or ISATAP.
    init?(in address: IPAddress) {
        guard address.isIPv6 else { return nil }
        let bytes = address.bytes
        func isZero(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0 } }
        func ipv4(_ offset: Int) -> [UInt8] { Array(bytes[offset..<(offset + 4)]) }
        let found: [[UInt8]]
        var isSpecial = true
        if isZero(0..<10), bytes[10] == 0xFF, bytes[11] == 0xFF {
            (found, prefixLength) = ([ipv4(12)], 96)
        } else if isZero(0..<8), bytes[8] == 0xFF, bytes[9] == 0xFF, isZero(10..<12) {
            (found, prefixLength) = ([ipv4(12)], 96)
        } else if isZero(0..<12), !(isZero(12..<15) && bytes[15] <= 1) {
            (found, prefixLength) = ([ipv4(12)], 96)
        } else if bytes.starts(with: [0, 0x64, 0xFF, 0x9B]), isZero(4..<12) {
            (found, prefixLength) = ([ipv4(12)], 96)
        } else if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 1]) {
            // RFC 6052 §2.2, for a prefix of 48, 56, 64 and 96 bits; the byte after the 64th bit is not part of the address.
            let forms = [[6, 7, 9, 10], [7, 9, 10, 11], [9, 10, 11, 12], [12, 13, 14, 15]]
            // Bytes that are zero are those of a form that it is not.
            let read = forms.map { $0.map { bytes[$0] } }
            let likely = read.filter { $0[0] != 0 }
            (found, prefixLength) = (likely.isEmpty ? read : likely, 96)
        } else if bytes.starts(with: [0x20, 0x02]) {
            (found, prefixLength) = ([ipv4(2)], 16)
        } else if bytes.starts(with: [0x20, 0x01, 0, 0]) {
            // RFC 4380 §4: the client's address stands there inverted.
            (found, prefixLength) = ([ipv4(4), ipv4(12).map { ~$0 }], 32)
        } else if bytes[8] & ~0x03 == 0, bytes[9..<12].elementsEqual([0, 0x5E, 0xFE]) {
            // RFC 5214 §6.1: in any network.
            (found, prefixLength) = ([ipv4(12)], 96)
            isSpecial = false
        } else {
            return nil
        }
        addresses = found.compactMap { IPAddress(bytes: $0) }
        self.isSpecial = isSpecial
    }
}
