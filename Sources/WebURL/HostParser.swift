// SPDX-License-Identifier: EUPL-1.2

/// From the bytes between the slashes to a serialised host.
///
/// Source: WHATWG URL §3.5, host parser, opaque-host parser.
enum HostParser {
    /// The serialised host, nil if the standard refuses it. `isOpaque` is true for schemes that are not special.
    static func parse(_ input: ArraySlice<UInt8>, isOpaque: Bool) -> [UInt8]? {
        if input.first == ASCII.openBracket {
            guard input.count > 1, input.last == ASCII.closeBracket,
                let pieces = IPv6Parser.parse(input.dropFirst().dropLast())
            else { return nil }
            return Array("[\(IPv6Parser.serialize(pieces))]".utf8)
        }
        if isOpaque { return opaque(input) }
        guard let domain = DomainName.ascii(PercentEncoding.decode(input)) else { return nil }
        guard IPv4Parser.endsInNumber(domain) else { return domain }
        return IPv4Parser.parse(domain).map { Array(IPv4Parser.serialize($0).utf8) }
    }

    private static func opaque(_ input: ArraySlice<UInt8>) -> [UInt8]? {
        guard !input.contains(where: isForbidden) else { return nil }
        var output: [UInt8] = []
        PercentEncodeSet.control.encode(input, into: &output)
        return output
    }

    /// The forbidden host code points: those that would change the meaning of the address.
    static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, ASCII.space, ASCII.numberSign, ASCII.slash,
            ASCII.colon, UInt8(ascii: "<"), UInt8(ascii: ">"), ASCII.question, ASCII.at, ASCII.openBracket,
            ASCII.backslash, ASCII.closeBracket, UInt8(ascii: "^"), ASCII.bar:
            true
        default: false
        }
    }

    /// The forbidden domain code points: also controls, percent and delete.
    static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
        isForbidden(byte) || byte <= 0x1F || byte == ASCII.percent || byte == 0x7F
    }
}
