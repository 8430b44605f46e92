// SPDX-License-Identifier: EUPL-1.2

public import WebURL

/// A stretch of a sorted index: what a question to a CDX server asks for.
public struct CDXRange: Sendable, Hashable {
    /// How much around an address is meant; the words are those of the CDX server's `matchType`.
    public enum Match: String, Sendable, CaseIterable {
        /// The address alone.
        case exact
        /// All addresses that begin with it.
        case prefix
        /// All addresses of its host.
        case host
        /// All addresses of its host and of the hosts below that.
        case domain
    }

    /// The first byte string that belongs to it.
    let lower: [UInt8]
    /// The first one behind it; nil if there is no end.
    let upper: [UInt8]?

    /// What matches an address.
    public init(_ match: Match, url: String, options: SURT.Options = .surt) {
        var key = SURT.urlkey(url, options: options)
        // A slash at the end of a prefix says that only what is below it is meant.
        if match == .prefix, url.hasSuffix("/"), !key.hasSuffix("/") { key += "/" }
        self.init(match, urlkey: key)
    }

    /// What matches an urlkey, `com,example)/path`. With `host` and `domain` only what is before the parenthesis counts.
    public init(_ match: Match, urlkey: String) {
        let key = Array(urlkey.utf8)
        let host = key.firstIndex(of: 0x29).map { Array(key[..<$0]) } ?? key
        // The byte behind the key in a line: a space, and what comes right after it.
        switch match {
        case .exact: (lower, upper) = (key + [0x20], key + [0x21])
        case .prefix: (lower, upper) = (key, Self.successor(of: key))
        case .host: (lower, upper) = (host + [0x29], host + [0x2A])
        case .domain: (lower, upper) = (host + [0x29], host + [0x2D])
        }
    }

    init(lower: [UInt8], upper: [UInt8]?) { (self.lower, self.upper) = (lower, upper) }

    /// The lines that begin with these bytes.
    init(beginning: [UInt8]) { self.init(lower: beginning, upper: Self.successor(of: beginning)) }

    /// The first string behind all that begin with this one; nil if there is none.
    private static func successor(of bytes: [UInt8]) -> [UInt8]? {
        var bytes = bytes
        while let last = bytes.popLast() {
            if last < 0xFF { return bytes + [last + 1] }
        }
        return nil
    }
}
