// SPDX-License-Identifier: EUPL-1.2

/// A pattern that whole URLs are held against.
///
/// The forms, all of them in `crawl-profiles/`:
/// - `/path…` on any site, `//host/path…` on any scheme, `{origin}/path…`, or a whole URL;
/// - `*` stands for any characters but `/ ? # &`, `**` for any at all, and `/**/` also for `/`;
/// - `{name}` catches what `*` would match, at least one character and as many as can be; `{name:digits}` and `{name:word}` (letters, digits,
///   `_ . -`) are narrower, `{name:any}` is as wide as `**`; `{scheme}`, `{host}`, `{authority}` and `{origin}` are those
///   parts of a URL.
///
/// A pattern without `?` matches with any query, and with or without one slash at the end. Fragments are not looked at.
/// Matching takes time proportional to pattern × URL at most; URLs above 8 KiB match nothing.
package struct URLPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let text: String
    let tokens: [Token]
    let hasQuery: Bool

    enum Token: Sendable, Hashable {
        case literal([UInt8])
        case run(CharacterClass, name: String?)
    }

    /// What a wildcard or a placeholder may stand for.
    enum CharacterClass: String, Sendable, CaseIterable {
        case segment, digits, word, any, scheme, host, authority
        /// Nothing, or text that ends with a slash: the `**` of `/**/`.
        case folders

        var minimum: Int { self == .any || self == .folders ? 0 : 1 }

        /// The kinds that a placeholder may name.
        static let named: [CharacterClass] = [.segment, .digits, .word, .any]
    }

    /// Why a pattern cannot be used, and where in it; the offset counts characters from 0.
    package struct Malformed: Error, Hashable {
        package let offset: Int
        package let message: String
        package let hint: String?
    }

    static let longestURL = 8192

    /// The names of the placeholders, in order.
    package var names: [String] {
        tokens.compactMap { if case .run(_, let name?) = $0 { name } else { nil } }
    }

    package var description: String { text }

    /// What a URL has in the placeholders, nil when it does not match.
    ///
    /// A placeholder that is in `bindings` must have that value: so a pattern with `{user}` matches only pages of the account
    /// that the seed named. `scheme` is never held to its binding (sites answer http with https); `user`, `host` and
    /// `authority` compare without regard to ASCII case.
    package func match(_ url: String, bindings: [String: String] = [:]) -> [String: String]? {
        var bytes = Array(url.utf8)
        if let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) { bytes.removeSubrange(fragment...) }
        if !hasQuery, let query = bytes.firstIndex(of: UInt8(ascii: "?")) { bytes.removeSubrange(query...) }
        guard bytes.count <= Self.longestURL else { return nil }
        var matcher = URLPatternMatcher(tokens: tokens, bytes: bytes, bindings: bindings)
        if let captures = matcher.run() { return captures }
        guard !hasQuery, bytes.last == UInt8(ascii: "/") else { return nil }
        matcher = URLPatternMatcher(tokens: tokens, bytes: Array(bytes.dropLast()), bindings: bindings)
        return matcher.run()
    }
}
