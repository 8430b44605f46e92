// SPDX-License-Identifier: EUPL-1.2

/// A JSON Pointer (RFC 6901) in which the token `*` stands for every element of an array and every member of an object.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// The pointer as it was written; empty for the whole document.
    package let text: String
    private let tokens: [Token]

    private enum Token: Sendable, Hashable {
        case name(String)
        case every
    }

    /// The pointer to the document itself.
    static let whole = JSONPointer()

    /// The most values that one pointer picks.
    static let mostValues = 100_000

    private init() {
        text = ""
        tokens = []
    }

    /// Nil when it neither is empty nor starts with `/`, or has a `~` that is not `~0` or `~1`.
    package init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [Token] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            if part == "*" {
                tokens.append(.every)
                continue
            }
            guard let name = Self.unescaped(part) else { return nil }
            tokens.append(.name(name))
        }
        self.text = text
        self.tokens = tokens
    }

    package var description: String { text }

    /// The values it points at, in the order of the document; none when something on the way is missing.
    package func values(in root: JSONValue) -> [JSONValue] {
        var found = [root]
        for token in tokens {
            var next: [JSONValue] = []
            for value in found where next.count < Self.mostValues {
                switch token {
                case .name(let name): if let child = Self.child(of: value, name) { next.append(child) }
                case .every: next += Self.children(of: value)
                }
            }
            found = next
        }
        return Array(found.prefix(Self.mostValues))
    }

    private static func child(of value: JSONValue, _ name: String) -> JSONValue? {
        if case .array(let items) = value {
            guard let index = Int(name), items.indices.contains(index) else { return nil }
            return items[index]
        }
        return value.member(name)
    }

    private static func children(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .array(let items): items
        case .object(let members): members.map(\.value)
        default: []
        }
    }

    private static func unescaped(_ part: Substring) -> String? {
        var result = ""
        var scalars = part.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "~" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "0": result += "~"
            case "1": result += "/"
            default: return nil
            }
        }
        return result
    }
}
