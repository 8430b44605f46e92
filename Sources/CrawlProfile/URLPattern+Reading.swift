// SPDX-License-Identifier: EUPL-1.2

import Diagnostics

extension URLPattern {
    private static let mostTokens = 64

    /// Reads a pattern.
    ///
    /// - Throws: ``Malformed`` at the first thing that cannot be understood.
    package init(_ text: String) throws(Malformed) {
        guard Self.hasKnownStart(text) else {
            throw Malformed(
                offset: 0, message: "a pattern starts with /, //, *, a scheme or a placeholder",
                hint: "for example https://example.org/{user} or /{user}")
        }
        try self.init(text, whole: Self.expanded(text))
    }

    /// Reads the form of a handle, such as `@{user}@{host}`.
    ///
    /// - Throws: ``Malformed`` at the first thing that cannot be understood.
    package init(handle text: String) throws(Malformed) {
        try self.init(text, whole: text)
    }

    private init(_ text: String, whole: String) throws(Malformed) {
        self.text = text
        guard text.utf8.count <= 1024 else {
            throw Malformed(offset: 0, message: "a pattern has at most 1024 bytes", hint: nil)
        }
        var scanner = PlaceholderScanner(whole, added: whole.unicodeScalars.count - text.unicodeScalars.count)
        var tokens: [Token] = []
        while let part = try scanner.next() {
            switch part {
            case .literal(let literal): Self.append(Array(literal.utf8), to: &tokens)
            case .star: tokens.append(.run(.segment, name: nil))
            case .doubleStar: tokens.append(.run(.any, name: nil))
            case .placeholder(let name, let kind, _, let offset):
                tokens.append(contentsOf: try Self.tokens(name: name, kind: kind, offset: offset))
            }
        }
        guard tokens.count <= Self.mostTokens else {
            throw Malformed(offset: 0, message: "a pattern has at most \(Self.mostTokens) parts", hint: nil)
        }
        self.tokens = tokens
        hasQuery = text.utf8.contains(UInt8(ascii: "?"))
    }

    /// In `/**/` the second slash belongs to the folders between, of which there may be none.
    private static func append(_ literal: [UInt8], to tokens: inout [Token]) {
        var literal = literal
        let slash = UInt8(ascii: "/")
        if literal.first == slash, tokens.last == .run(.any, name: nil), tokens.count > 1,
            case .literal(let before) = tokens[tokens.count - 2], before.last == slash
        {
            tokens[tokens.count - 1] = .run(.folders, name: nil)
            literal.removeFirst()
        }
        if !literal.isEmpty { tokens.append(.literal(literal)) }
    }

    /// A path stands for itself on any site; one spelling inside keeps the matcher simple.
    private static func expanded(_ text: String) -> String {
        if text.hasPrefix("//") { return "{scheme}:" + text }
        if text.hasPrefix("/") { return "{scheme}://{authority}" + text }
        return text
    }

    private static func hasKnownStart(_ text: String) -> Bool {
        text.hasPrefix("/") || text.hasPrefix("*") || text.hasPrefix("{") || text.hasPrefix("https://")
            || text.hasPrefix("http://")
    }

    private static func tokens(name: String, kind: String?, offset: Int) throws(Malformed) -> [Token] {
        if name == "origin", kind == nil {
            return [.run(.scheme, name: "scheme"), .literal(Array("://".utf8)), .run(.authority, name: "authority")]
        }
        guard let kind else {
            let own = ["scheme": CharacterClass.scheme, "host": .host, "authority": .authority]
            return [.run(own[name] ?? .segment, name: name)]
        }
        guard let allowed = CharacterClass.named.first(where: { $0.rawValue == kind }) else {
            let known = CharacterClass.named.map(\.rawValue)
            throw Malformed(
                offset: offset, message: "unknown kind \"\(kind)\" in {\(name):\(kind)}",
                hint: Spelling.nearest(to: kind, among: known).map { "did you mean \"\($0)\"?" }
                    ?? "one of \(known.joined(separator: ", "))")
        }
        return [.run(allowed, name: name)]
    }
}
