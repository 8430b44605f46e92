// SPDX-License-Identifier: EUPL-1.2

package import WebURL

/// What the path of a request to the archive means (the Wayback URL grammar).
///
/// `/<collection>/<timestamp><modifier>/<url>` is one capture, `/<collection>/*/<url>` all captures of a URL,
/// `/<collection>/*/<url>*` all URLs that begin so, `/<collection>/<url>` the newest capture.
package enum ArchivePath: Sendable, Hashable {
    /// `/<collection>/`: the collection itself.
    case collection(String)
    /// One capture.
    case capture(ReplayTarget)
    /// Every capture of a URL, of the years that begin with `timestamp` (empty: all).
    case captures(collection: String, timestamp: String, url: WebAddress)
    /// Every captured URL that begins with this one.
    case prefix(collection: String, url: WebAddress)
    /// `/<collection>/timemap/<format>/<url>`: the captures of a URL for a program.
    case timeMap(collection: String, format: String, url: WebAddress)

    /// Reads a request target in origin form: path and, after the first `?`, the query that belongs to the archived URL.
    ///
    /// Nil when it is not of the grammar. Never traps; targets longer than 64 KiB are refused.
    package init?(requestTarget: String) {
        guard requestTarget.utf8.count <= WebAddress.byteLimit, requestTarget.utf8.first == UInt8(ascii: "/") else {
            return nil
        }
        let (segment, rest) = Self.split(requestTarget.utf8.dropFirst())
        let name = Self.percentDecoded(Self.upToQuery(segment))
        guard !name.isEmpty, name != ".", name != ".." else { return nil }
        guard let rest, !rest.isEmpty, rest.first != UInt8(ascii: "?") else {
            self = .collection(name)
            return
        }
        guard let path = Self.read(rest, collection: name) else { return nil }
        self = path
    }

    private static func read(_ rest: Substring.UTF8View, collection: String) -> ArchivePath? {
        let (first, remainder) = split(rest)
        let digits = first.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let mark = String(Substring(first[digits.endIndex...]))
        if let remainder, Substring(first) == "timemap" {
            let (format, url) = split(remainder)
            if let url, let address = address(String(Substring(url)))?.url {
                return .timeMap(collection: collection, format: String(Substring(format)), url: address)
            }
        }
        if let remainder, digits.count <= 17 {
            let timestamp = String(Substring(digits))
            let text = String(Substring(remainder.drop { $0 == UInt8(ascii: "/") }))
            if mark == "*" {
                if text.hasSuffix("*") {
                    return address(String(text.dropLast())).map { .prefix(collection: collection, url: $0.url) }
                }
                return address(text).map { .captures(collection: collection, timestamp: timestamp, url: $0.url) }
            }
            if let modifier = ReplayModifier(rawValue: mark), !first.isEmpty {
                return address(text).map {
                    .capture(
                        ReplayTarget(
                            collection: collection, timestamp: timestamp, modifier: modifier, url: $0.url,
                            lacksPath: $0.lacksPath))
                }
            }
        }
        // No timestamp in front: the URL itself follows the collection.
        return address(String(Substring(rest))).map {
            .capture(ReplayTarget(collection: collection, url: $0.url, lacksPath: $0.lacksPath))
        }
    }

    /// Reads the archived URL: one or two slashes after the scheme (proxies and shells merge them), http when there is none.
    static func address(_ text: String) -> (url: WebAddress, lacksPath: Bool)? {
        var text = text
        let start = text.utf8.prefix(10).map { $0 | 0x20 }
        if start.starts(with: Array("http%3a".utf8)) || start.starts(with: Array("https%3a".utf8)) {
            text = percentDecoded(text.utf8[...])
        }
        var rest = text[...]
        var scheme: String?
        for name in ["http", "https"] where rest.prefix(name.count + 2).lowercased() == name + ":/" {
            scheme = name
            rest = rest.dropFirst(name.count + 2)
            if rest.hasPrefix("/") { rest = rest.dropFirst() }
            break
        }
        guard let first = rest.utf8.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "?"),
            let url = WebAddress((scheme ?? "http") + "://" + rest), url.isHTTP, let host = url.host, !host.isEmpty,
            // A bare word is a mistyped path and not a host that somebody archived, unless a scheme says that it is one.
            scheme != nil || looksLikeHost(rest)
        else { return nil }
        let authorityEnd = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        let query = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
        let hasPath = authorityEnd.map { end in query.map { end < $0 } ?? true } ?? false
        return (url.droppingFragment, !hasPath)
    }

    private static func looksLikeHost(_ text: Substring) -> Bool {
        let authority = text.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        return authority.contains(UInt8(ascii: ".")) || authority.first == UInt8(ascii: "[")
            || Substring(authority) == "localhost" || Substring(authority).hasPrefix("localhost:")
    }

    private static func split(_ text: Substring.UTF8View) -> (Substring.UTF8View, Substring.UTF8View?) {
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return (text, nil) }
        return (text[..<slash], text[text.index(after: slash)...])
    }

    private static func upToQuery(_ text: Substring.UTF8View) -> Substring.UTF8View {
        text.prefix { $0 != UInt8(ascii: "?") }
    }

    /// Decodes each `%XX` once; wrong UTF-8 becomes U+FFFD, which no collection is called.
    private static func percentDecoded(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let pair = rest.prefix(2)
            if byte == UInt8(ascii: "%"), pair.count == 2, let value = UInt8(String(Substring(pair)), radix: 16),
                pair.first != UInt8(ascii: "+"), pair.first != UInt8(ascii: "-")
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
