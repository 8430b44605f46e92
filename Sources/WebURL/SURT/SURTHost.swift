// SPDX-License-Identifier: EUPL-1.2

/// Hosts in the spelling of an index key.
enum SURTHost {
    /// The host decoded, in ASCII and lower case, with numbers as a dotted quad.
    static func canonical(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var host = SURTEscaping.unescape(raw)
        if host.contains(where: { $0 >= 128 }), let mapped = DomainName.indexed(host) { host = mapped }
        host = withoutSurplusDots(host)
        if let address = address(host) { host = Array(IPv4Parser.serialize(address).utf8) }
        return SURTEscaping.escape(host).map(ASCII.lower)
    }

    /// The labels in reverse order with commas between them.
    static func reversed(_ host: [UInt8]) -> [UInt8] {
        let labels = host.split(separator: ASCII.dot, omittingEmptySubsequences: false)
        return Array(labels.reversed().joined(separator: [UInt8(ascii: ",")]))
    }

    /// With each pair of dots made one, in one pass, and no dots at the ends.
    private static func withoutSurplusDots(_ host: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(host.count)
        var index = 0
        while index < host.count {
            output.append(host[index])
            let isPair = host[index] == ASCII.dot && index + 1 < host.count && host[index + 1] == ASCII.dot
            index += isPair ? 2 : 1
        }
        while output.last == ASCII.dot { output.removeLast() }
        return Array(output.drop { $0 == ASCII.dot })
    }

    /// A host of digits modulo 2^32, or one to four parts with dots, octal after a zero; nil if it is no address.
    private static func address(_ host: [UInt8]) -> UInt32? {
        guard !host.isEmpty, host.allSatisfy({ ASCII.isDigit($0) || $0 == ASCII.dot }) else { return nil }
        if host.contains(ASCII.dot) { return IPv4Parser.parse(host) }
        var value: UInt32 = 0
        for byte in host { value = value &* 10 &+ UInt32(byte &- 0x30) }
        return value
    }

    /// Whether a canonical host is a dotted quad.
    static func isAddress(_ host: [UInt8]) -> Bool {
        host.count(where: { $0 == ASCII.dot }) == 3 && address(host) != nil
    }

    /// Without a leading `www.`, `www2.` and so on.
    static func withoutWWW(_ host: [UInt8]) -> [UInt8] {
        guard host.starts(with: "www".utf8) else { return host }
        let rest = host.dropFirst(3).drop(while: ASCII.isDigit)
        return rest.first == ASCII.dot ? Array(rest.dropFirst()) : host
    }
}
