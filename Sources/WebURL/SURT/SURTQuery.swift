// SPDX-License-Identifier: EUPL-1.2

/// Queries in the spelling of an index key.
enum SURTQuery {
    /// Without session identifiers, in small letters, its parameters sorted by name and value.
    static func key(_ query: [UInt8], _ options: SURT.Options) -> [UInt8] {
        guard !query.isEmpty else { return query }
        var query = options.lowercasesQuery ? query.map(ASCII.lower) : query
        if options.stripsQuerySession { query = withoutSessions(query) }
        return options.sortsQuery ? sorted(query) : query
    }

    private static func withoutSessions(_ query: [UInt8]) -> [UInt8] {
        var query = query
        for name in ["jsessionid=", "phpsessid=", "sid="] {
            query = removingLast(name, from: query) { rest in
                let value = rest.prefix(32)
                guard value.count == 32, value.allSatisfy(isAlphanumeric), isEnd(rest.dropFirst(32)) else { return nil }
                return value.endIndex
            }
        }
        query = removingLast("aspsessionid", from: query) { rest in
            let value = rest.dropFirst(9)
            guard rest.count >= 33, rest.prefix(8).allSatisfy(ASCII.isAlpha),
                rest.dropFirst(8).first == UInt8(ascii: "="), value.prefix(24).allSatisfy(ASCII.isAlpha),
                isEnd(value.dropFirst(24))
            else { return nil }
            return value.prefix(24).endIndex
        }
        return removingColdFusion(from: query)
    }

    /// Cuts out the last occurrence of `name` for which `end` finds where the identifier ends, and the `&` after it.
    ///
    /// `name` need not begin a parameter, as surt has it: `foosid=…` loses its tail too.
    private static func removingLast(
        _ name: String, from query: [UInt8], end: (ArraySlice<UInt8>) -> Int?
    ) -> [UInt8] {
        let name = Array(name.utf8)
        guard query.count >= name.count, let first = name.first else { return query }
        for start in (0...(query.count - name.count)).reversed()
        where ASCII.lower(query[start]) == first && hasPrefix(query[start...], name) {
            guard let stop = end(query[(start + name.count)...]) else { continue }
            return Array(query[..<start] + query[min(stop + 1, query.count)...])
        }
        return query
    }

    /// Cuts out the last `cfid=1&cftoken=2` with values that are not empty.
    private static func removingColdFusion(from query: [UInt8]) -> [UInt8] {
        let token = Array("&cftoken=".utf8)
        let identifier = Array("cfid=".utf8)
        var stop = query.endIndex
        for mark in query.indices.reversed() where query[mark] == ampersand {
            defer { stop = mark }
            guard hasPrefix(query[mark...], token), mark + token.count < stop else { continue }
            var start = mark - 1
            while start >= 0, query[start] != ampersand {
                if start + identifier.count < mark, hasPrefix(query[start...], identifier) {
                    return Array(query[..<start] + query[min(stop + 1, query.count)...])
                }
                start -= 1
            }
        }
        return query
    }

    /// Whether the bytes begin with a word of small letters, in any letter case.
    private static func hasPrefix(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        bytes.count >= word.count && zip(bytes, word).allSatisfy { ASCII.lower($0) == $1 }
    }

    /// The parameters ordered by name, then without a value before with one, then by value.
    static func sorted(_ query: [UInt8]) -> [UInt8] {
        guard query.contains(ampersand) else { return query }
        let parameters = query.split(separator: ampersand, omittingEmptySubsequences: false).map(Parameter.init)
        return Array(parameters.sorted().map(\.text).joined(separator: [ampersand]))
    }

    private static let ampersand = UInt8(ascii: "&")

    private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.isEmpty || rest.first == ampersand
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.isAlpha(byte)
    }

    /// One parameter, ordered by name, then without a value before with one, then by value.
    private struct Parameter: Comparable {
        let text: ArraySlice<UInt8>
        let name: ArraySlice<UInt8>
        let value: ArraySlice<UInt8>?

        init(_ text: ArraySlice<UInt8>) {
            self.text = text
            let mark = text.firstIndex(of: UInt8(ascii: "="))
            name = text[..<(mark ?? text.endIndex)]
            value = mark.map { text[($0 + 1)...] }
        }

        static func < (left: Parameter, right: Parameter) -> Bool {
            if !left.name.elementsEqual(right.name) { return left.name.lexicographicallyPrecedes(right.name) }
            guard let value = right.value else { return false }
            guard let own = left.value else { return true }
            return own.lexicographicallyPrecedes(value)
        }

        static func == (left: Parameter, right: Parameter) -> Bool {
            left.text.elementsEqual(right.text)
        }
    }
}
