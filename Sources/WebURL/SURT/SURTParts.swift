// SPDX-License-Identifier: EUPL-1.2

/// The generic components of an address, split without judging them (RFC 2396, appendix B).
struct SURTParts {
    /// The scheme in the case it was written in.
    var scheme: ArraySlice<UInt8>
    /// The host without brackets; empty without an authority.
    var host: ArraySlice<UInt8> = []
    /// The port; nil if it is absent or zero, or the scheme's own and that is dropped.
    var port: UInt16?
    var path: ArraySlice<UInt8>
    var query: ArraySlice<UInt8> = []
    /// Whether there is a question mark, with or without a query after it.
    private(set) var hasQuery = false

    /// Splits an address that has a scheme; nil if its port is no number from 0 to 65535.
    init?(_ bytes: [UInt8], stripsDefaultPort: Bool) {
        let colon = Self.schemeEnd(bytes) ?? 0
        scheme = bytes[..<colon]
        var rest = bytes[min(colon + 1, bytes.count)...]
        rest = rest.prefix { $0 != ASCII.numberSign }
        let hasFragment = rest.endIndex < bytes.endIndex
        if let mark = rest.firstIndex(of: ASCII.question) {
            query = rest[(mark + 1)...]
            // surt takes a question mark right before a fragment for a part of that.
            hasQuery = !query.isEmpty || !hasFragment
            rest = rest[..<mark]
        }
        var authority: ArraySlice<UInt8> = []
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            authority = rest.prefix { $0 != ASCII.slash }
            rest = rest[authority.endIndex...]
        }
        path = rest
        guard split(authority, stripsDefaultPort) else { return nil }
        if host.isEmpty, scheme.starts(with: "http".utf8), !path.isEmpty { takeHostFromPath() }
    }

    /// The place of the colon after a scheme, nil if there is no scheme.
    static func schemeEnd(_ bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, ASCII.isAlpha(first) else { return nil }
        let end = bytes.firstIndex { byte in
            !ASCII.isAlpha(byte) && !ASCII.isDigit(byte) && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-")
                && byte != ASCII.dot
        }
        guard let end, bytes[end] == ASCII.colon else { return nil }
        return end
    }

    /// Takes host and port from `user@host:port`; false if the port is no number in range.
    private mutating func split(_ authority: ArraySlice<UInt8>, _ stripsDefaultPort: Bool) -> Bool {
        var rest = authority
        while rest.last == ASCII.colon { rest.removeLast() }
        if let at = rest.lastIndex(of: ASCII.at) { rest = rest[(at + 1)...] }
        var afterHost = rest
        if let open = rest.firstIndex(of: ASCII.openBracket) {
            let inner = rest[(open + 1)...]
            host = inner.prefix { $0 != ASCII.closeBracket }
            afterHost = inner[host.endIndex...]
        } else {
            host = rest.prefix { $0 != ASCII.colon }
            afterHost = rest[host.endIndex...]
        }
        guard let colon = afterHost.firstIndex(of: ASCII.colon) else { return true }
        return setPort(afterHost[(colon + 1)...], stripsDefaultPort)
    }

    private mutating func setPort(_ digits: ArraySlice<UInt8>, _ stripsDefaultPort: Bool) -> Bool {
        var value: UInt32 = 0
        for byte in digits {
            guard ASCII.isDigit(byte) else { return false }
            value = value * 10 + UInt32(byte &- 0x30)
            guard value <= 65_535 else { return false }
        }
        let name = scheme.map(ASCII.lower)
        let isDefault =
            (value == 80 && name.elementsEqual("http".utf8)) || (value == 443 && name.elementsEqual("https".utf8))
        port = value == 0 || (isDefault && stripsDefaultPort) ? nil : UInt16(value)
        return true
    }

    /// `http:/host/path` and the like: the first segment is the host, whatever is in it.
    private mutating func takeHostFromPath() {
        let rest = path.drop { $0 == ASCII.slash }
        host = rest.prefix { $0 != ASCII.slash }
        path = rest[host.endIndex...]
        if path.isEmpty { path = [ASCII.slash] }
    }
}
