// SPDX-License-Identifier: EUPL-1.2

/// A URL with `{placeholders}` to be filled in, for example `{origin}/api/v1/accounts/{value}/statuses?limit=40`; filters change
/// a value on its way: `https://x.com/{user|lower}`. `{credential:name}` becomes the
/// name that stands for the secret wherever the URL is kept.
package struct URLTemplate: Sendable, Hashable, CustomStringConvertible {
    /// The template as it was written.
    package let text: String
    private let parts: [Part]

    private enum Part: Sendable, Hashable {
        case literal(String)
        case placeholder(String, [TemplateFilter])
    }

    /// Reads a template.
    ///
    /// - Throws: `URLPattern.Malformed` when a brace has no partner or a name is not one.
    package init(_ text: String) throws(URLPattern.Malformed) {
        self.text = text
        var scanner = PlaceholderScanner(text, wildcards: false)
        var parts: [Part] = []
        while let part = try scanner.next() {
            switch part {
            case .literal(let literal): parts.append(.literal(literal))
            case .placeholder(let name, nil, let filters, _): parts.append(.placeholder(name, filters))
            case .placeholder("credential", let name?, _, _):
                // The crawler puts the secret in its place when it asks for the URL, and nowhere else.
                parts.append(.literal("kabinet-secret-\(name)"))
            case .placeholder(let name, let kind?, _, let offset):
                throw URLPattern.Malformed(
                    offset: offset, message: "{\(name):\(kind)} has a kind, which only a pattern may have",
                    hint: "write {\(name)}")
            case .star, .doubleStar: break
            }
        }
        self.parts = parts
    }

    package var description: String { text }

    /// The names of the placeholders, in order.
    package var names: [String] {
        parts.compactMap { if case .placeholder(let name, _) = $0 { name } else { nil } }
    }

    /// The URL with every placeholder filled in, nil when a value is missing or empty or a filter does not apply to it.
    ///
    /// `captured` comes out of URLs and is put in as it is. `values` come out of a stranger's JSON and are percent-encoded
    /// outside the unreserved characters and `@ : ! $ ' ( ) ,` (RFC 3986 §3.3): none can end a path segment, start a query or
    /// climb up. A name that is in both is taken from `values`. What `{x|decode}` has decoded counts as a value. In a template
    /// of one placeholder alone nothing is encoded: there the value is the URL.
    package func filled(captured: [String: String], values: [String: String] = [:]) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text): result += text
            case .placeholder(let name, let filters):
                guard var value = values[name] ?? captured[name] else { return nil }
                var isPlain = values[name] != nil
                for filter in filters {
                    guard let filtered = filter.applied(to: value) else { return nil }
                    value = filtered
                    if filter == .decode { isPlain = true }
                    if filter == .encode || filter.givesAddress { isPlain = false }
                }
                // A segment of dots alone would climb up, encoded or not.
                guard !value.isEmpty, !isPlain || (value != "." && value != "..") else { return nil }
                // A placeholder alone is no part of a URL but one, or a text to be compared.
                result += isPlain && parts.count > 1 ? PercentCoding.encoded(value, keeping: "-._~@:!$'(),") : value
            }
        }
        return result
    }
}
