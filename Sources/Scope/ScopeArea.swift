// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// The part of the web that one seed opens in a mode.
struct ScopeArea: Sendable, CustomStringConvertible {
    private let mode: ScopeMode
    private let seed: String
    private let host: String
    private let port: UInt16
    private let isWeb: Bool
    /// The path that is in the area itself, and with a slash after it the start of what is under it.
    private let path: String
    private let isDomainName: Bool

    init(_ seed: WebAddress, mode: ScopeMode) {
        self.mode = mode
        self.seed = seed.withoutFragment
        host = Self.withoutWWW(seed.host ?? "")
        port = Self.port(seed)
        isWeb = seed.isHTTP
        path = Self.root(seed.path)
        isDomainName = !host.hasPrefix("[") && host.utf8.contains { $0 &- 0x30 >= 10 && $0 != UInt8(ascii: ".") }
    }

    /// True if the address lies in the area; `http` and `https` make no difference.
    func contains(_ url: WebAddress) -> Bool {
        guard isWeb, url.isHTTP, Self.port(url) == port, let other = url.host else { return false }
        let otherHost = Self.withoutWWW(other)
        switch mode {
        case .page: return url.withoutFragment == seed
        case .prefix: return otherHost == host && isUnder(url.path)
        case .host: return otherHost == host
        case .domain: return otherHost == host || (isDomainName && otherHost.hasSuffix("." + host))
        }
    }

    /// The area as a rule names it.
    var description: String {
        switch mode {
        case .page: seed
        case .prefix: path.hasSuffix("/") ? "\(host)\(path)*" : "\(host)\(path)"
        case .host: host
        case .domain: "*.\(host)"
        }
    }

    private func isUnder(_ other: String) -> Bool {
        if path.hasSuffix("/") { return other.hasPrefix(path) }
        return other == path || other.hasPrefix(path + "/")
    }

    /// The folder of a path that ends in a file name with an extension, else the path itself.
    private static func root(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "/" }
        let name = path[path.index(after: slash)...]
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name.hasPrefix("@") else { return path }
        let ending = name[name.index(after: dot)...]
        let isExtension =
            (1...5).contains(ending.count) && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isExtension ? String(path[...slash]) : path
    }

    /// The port, the two default ones taken as one.
    private static func port(_ url: WebAddress) -> UInt16 { url.port ?? 80 }

    private static func withoutWWW(_ host: String) -> String {
        guard host.hasPrefix("www.") else { return host }
        let rest = host.dropFirst(4)
        // `www.nl` is a name of its own and does not open all of `nl`.
        return rest.contains(".") ? String(rest) : host
    }
}
