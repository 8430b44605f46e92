// SPDX-License-Identifier: EUPL-1.2

import CDX
import Collection
import WebURL

/// What else was captured around a URL that was not.
struct NearbyCaptures {
    let lookup: any CaptureLookup

    private static let limit = 20
    private static let scanLimit = 400

    /// One capture per URL, the newest, at most 20: the URL without its query, what begins with it, and its folder.
    func captures(near url: WebAddress) throws -> [CatalogCapture] {
        var found: [CatalogCapture] = []
        var seen: Set<String> = []
        for prefix in Self.prefixes(of: SURT.urlkey(url.serialized)) where found.count < Self.limit {
            let captures = try lookup.captures(urlkeyPrefix: prefix, limit: Self.scanLimit)
            // People look for pages and pictures; style sheets and scripts come last.
            let newest = Self.newestPerKey(captures)
            let visible = newest.filter { $0.kind == .page || $0.kind == .media }
            let others = newest.filter { $0.kind != .page && $0.kind != .media }
            for capture in visible + others where seen.insert(capture.cdx.urlkey).inserted {
                found.append(capture)
            }
        }
        return Array(found.prefix(Self.limit))
    }

    /// `com,example)/a/b?c` → itself without the query, `com,example)/a/`, `com,example)/`.
    static func prefixes(of key: String) -> [String] {
        var prefixes: [String] = []
        var rest = key[...]
        if let query = rest.firstIndex(of: "?") { rest = rest[..<query] }
        prefixes.append(String(rest))
        if let slash = rest.dropLast().lastIndex(of: "/") { prefixes.append(String(rest[...slash])) }
        if let end = key.firstIndex(of: ")") { prefixes.append(String(key[...end]) + "/") }
        return prefixes.reduce(into: []) { list, prefix in if !list.contains(prefix) { list.append(prefix) } }
    }

    private static func newestPerKey(_ captures: [CatalogCapture]) -> [CatalogCapture] {
        var newest: [CatalogCapture] = []
        for capture in captures {
            if newest.last?.cdx.urlkey == capture.cdx.urlkey {
                newest[newest.count - 1] = capture
            } else {
                newest.append(capture)
            }
        }
        return newest
    }
}
