// SPDX-License-Identifier: EUPL-1.2

extension AddressParser {
    mutating func specialAuthoritySlashes() -> State {
        if current == ASCII.slash, following == ASCII.slash { position += 2 }
        return .specialAuthorityIgnoreSlashes
    }

    mutating func specialAuthorityIgnoreSlashes() -> State {
        _ = take { $0 != ASCII.slash && $0 != ASCII.backslash }
        return .authority
    }

    /// Authority, host and port state: everything up to the path.
    mutating func authority() -> State {
        let isSpecial = parts.special != nil
        var rest = take { byte in
            byte == ASCII.slash || byte == ASCII.question || byte == ASCII.numberSign
                || (isSpecial && byte == ASCII.backslash)
        }
        if let at = rest.lastIndex(of: ASCII.at) {
            credentials(rest[..<at])
            rest = rest[(at + 1)...]
            guard !rest.isEmpty else { return .failure }
        }
        let (host, port) = Self.splitPort(rest)
        if host.isEmpty {
            guard !isSpecial, port == nil else { return .failure }
            parts.host = []
            return .pathStart
        }
        guard let parsed = HostParser.parse(host, isOpaque: !isSpecial) else { return .failure }
        parts.host = parsed
        guard let port else { return .pathStart }
        return setPort(port) ? .pathStart : .failure
    }

    private mutating func credentials(_ bytes: ArraySlice<UInt8>) {
        let colon = bytes.firstIndex(of: ASCII.colon)
        PercentEncodeSet.userinfo.encode(bytes[..<(colon ?? bytes.endIndex)], into: &parts.username)
        if let colon { PercentEncodeSet.userinfo.encode(bytes[(colon + 1)...], into: &parts.password) }
    }

    /// Cuts at the first colon outside brackets; a port of nil means there was no colon.
    private static func splitPort(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
        var isInBrackets = false
        for index in bytes.indices {
            switch bytes[index] {
            case ASCII.openBracket: isInBrackets = true
            case ASCII.closeBracket: isInBrackets = false
            case ASCII.colon where !isInBrackets: return (bytes[..<index], bytes[(index + 1)...])
            default: break
            }
        }
        return (bytes, nil)
    }

    private mutating func setPort(_ digits: ArraySlice<UInt8>) -> Bool {
        var value: UInt32 = 0
        for byte in digits {
            guard ASCII.isDigit(byte) else { return false }
            value = value * 10 + UInt32(byte &- 0x30)
            guard value <= 65_535 else { return false }
        }
        let port = UInt16(value)
        parts.port = digits.isEmpty || port == parts.special?.defaultPort ? nil : port
        return true
    }
}
