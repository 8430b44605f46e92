// SPDX-License-Identifier: EUPL-1.2

/// A JSON Pointer (RFC 6901) with three tokens of its own: `*` stands for every element of an array and every member of an
/// object, `**` for any number of levels, none included, and `last` for the last element of an array.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
    /// The pointer as it was written; empty for the whole document.
    package let text: String
    private let tokens: [Token]

    private enum Token: Sendable, Hashable {
        case name(String)
        case every
        case anyDepth
    }

    /// The pointer to the document itself.
    static let whole = JSONPointer()

    /// The most values that one pointer picks.
    static let mostValues = 100_000
    /// The most tokens of a pointer.
    static let mostTokens = 64

    /// How many values and members may still be looked at: pointers with `**` over hostile documents would look at most of
    /// them again and again.
    struct Work {
        /// Enough for ten pointers over all of the longest document.
        var left = 20_000_000

        /// True when the answer had more than could be looked at.
        var isSpent: Bool { left <= 0 }
    }

    private init() {
        text = ""
        tokens = []
    }

    /// Nil when it neither is empty nor starts with `/`, has a `~` that is not `~0` or `~1`, or more than 64 tokens.
    package init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [Token] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            switch part {
            case "*": tokens.append(.every)
            case "**": if tokens.last != .anyDepth { tokens.append(.anyDepth) }
            default:
                guard let name = Self.unescaped(part) else { return nil }
                tokens.append(.name(name))
            }
        }
        guard tokens.count <= Self.mostTokens else { return nil }
        self.text = text
        self.tokens = tokens
    }

    package var description: String { text }

    /// The values it points at, in the order of the document; none when something on the way is missing.
    package func values(in root: JSONValue) -> [JSONValue] {
        var work = Work()
        return values(in: root, &work)
    }

    /// The same, as far as the work that is left goes.
    func values(in root: JSONValue, _ work: inout Work) -> [JSONValue] {
        var found: [JSONValue] = []
        collect(root, tokens[...], into: &found, &work)
        return found
    }

    /// The depth of the recursion is that of the document and the tokens, both of which are limited.
    private func collect(
        _ value: JSONValue, _ tokens: ArraySlice<Token>, into found: inout [JSONValue], _ work: inout Work
    ) {
        guard found.count < Self.mostValues, work.left > 0 else { return }
        work.left -= 1
        guard let token = tokens.first else {
            found.append(value)
            return
        }
        let rest = tokens.dropFirst()
        switch token {
        case .name(let name):
            if case .object(let members) = value { work.left -= members.count }
            if let child = Self.child(of: value, name) { collect(child, rest, into: &found, &work) }
        case .every:
            Self.forEachChild(of: value) { collect($0, rest, into: &found, &work) }
        case .anyDepth:
            collect(value, rest, into: &found, &work)
            Self.forEachChild(of: value) { collect($0, tokens, into: &found, &work) }
        }
    }

    private static func child(of value: JSONValue, _ name: String) -> JSONValue? {
        if case .array(let items) = value {
            if name == "last" { return items.last }
            guard let index = Int(name), items.indices.contains(index) else { return nil }
            return items[index]
        }
        return value.member(name)
    }

    private static func forEachChild(of value: JSONValue, _ body: (JSONValue) -> Void) {
        switch value {
        case .array(let items): items.forEach(body)
        case .object(let members): for member in members { body(member.value) }
        default: break
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
