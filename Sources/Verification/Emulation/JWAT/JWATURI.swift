// SPDX-License-Identifier: EUPL-1.2

/// Whether JWAT takes a text for an absolute URI (RFC 3986, with the two relaxations that validators switch on).
struct JWATURI {
    /// Whether any character of ASCII but the blank, and most of Latin-1, may stand in path, query and fragment: so for target URIs.
    let isLax: Bool

    private enum Part {
        case userinfo, host, path, query, fragment
    }

    /// Whether the text passes.
    func accepts(_ uri: [UInt32]) -> Bool {
        guard let delimiter = uri.firstIndex(where: { $0 > 255 || Self.isOne(of: ":/?#[]@", $0) }),
            uri[delimiter] == 0x3A
        else { return false }
        let scheme = uri[..<delimiter]
        guard let first = scheme.first, Self.isLetter(first),
            scheme.allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || Self.isOne(of: "+-.", $0) })
        else { return false }
        var rest = uri[(delimiter + 1)...]
        // A fragment is looked for behind the query only, so that one that holds a `?` makes the URI invalid.
        let mark = rest.firstIndex(of: 0x3F)
        if let hash = rest[(mark ?? rest.startIndex)...].firstIndex(of: 0x23) {
            guard accepts(rest[(hash + 1)...], .fragment) else { return false }
            rest = rest[..<hash]
        }
        if let mark {
            guard accepts(rest[(mark + 1)...], .query) else { return false }
            rest = rest[..<mark]
        }
        guard rest.starts(with: [0x2F, 0x2F]) else { return accepts(rest, .path) }
        rest = rest.dropFirst(2)
        let slash = rest.firstIndex(of: 0x2F) ?? rest.endIndex
        return acceptsAuthority(rest[..<slash]) && accepts(rest[slash...], .path)
    }

    private func acceptsAuthority(_ authority: ArraySlice<UInt32>) -> Bool {
        var rest = authority
        if let at = rest.firstIndex(of: 0x40) {
            guard accepts(rest[..<at], .userinfo) else { return false }
            rest = rest[(at + 1)...]
        }
        if rest.first == 0x5B {
            guard let close = rest.firstIndex(of: 0x5D) else { return false }
            rest = rest[(close + 1)...]
            guard let next = rest.first else { return true }
            return next == 0x3A && acceptsPort(rest.dropFirst())
        }
        guard let colon = rest.firstIndex(of: 0x3A) else { return accepts(rest, .host) }
        return accepts(rest[..<colon], .host) && acceptsPort(rest[(colon + 1)...])
    }

    private func acceptsPort(_ port: ArraySlice<UInt32>) -> Bool {
        guard !port.isEmpty else { return true }
        guard let number = Int32(Array(port).text) else { return false }
        return number >= 1 && number <= 65535
    }

    private func accepts(_ text: ArraySlice<UInt32>, _ part: Part) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            index += 1
            guard character < 256 else { return false }
            if isAllowed(character, in: part) { continue }
            guard character == 0x25 else { return false }
            guard index < text.endIndex else {
                if isLax { continue }
                return false
            }
            // A percent sign, `u` and four digits are taken too; a wrong digit is swallowed unseen where it is allowed.
            let isWide = text[index] == 0x75 || text[index] == 0x55
            var digits = isWide ? 4 : 2
            if isWide { index += 1 }
            while digits > 0 {
                guard index < text.endIndex, Self.isHexDigit(text[index]) else {
                    if isLax {
                        index = min(index + 1, text.endIndex)
                        break
                    }
                    return false
                }
                index += 1
                digits -= 1
            }
        }
        return true
    }

    private func isAllowed(_ character: UInt32, in part: Part) -> Bool {
        if Self.isLetter(character) || Self.isDigit(character) || Self.isOne(of: "-._~!$&'()*+,;=", character) {
            return true
        }
        let isExtra = Self.isOne(of: "[]\"<>\\^`{|}", character) || (161..<255).contains(character)
        switch part {
        case .userinfo: return character == 0x3A
        case .host: return false
        case .path: return Self.isOne(of: ":@/", character) || isLax && isExtra
        case .query: return Self.isOne(of: ":@/?", character) || isLax && isExtra
        case .fragment: return Self.isOne(of: ":@/?", character) || isLax && (isExtra || character == 0x23)
        }
    }

    private static func isOne(of set: StaticString, _ character: UInt32) -> Bool {
        guard character < 0x80 else { return false }
        return set.withUTF8Buffer { $0.contains(UInt8(character)) }
    }

    private static func isLetter(_ character: UInt32) -> Bool {
        (0x41...0x5A).contains(character) || (0x61...0x7A).contains(character)
    }

    private static func isHexDigit(_ character: UInt32) -> Bool {
        isDigit(character) || (0x41...0x46).contains(character) || (0x61...0x66).contains(character)
    }

    private static func isDigit(_ character: UInt32) -> Bool { (0x30...0x39).contains(character) }
}
