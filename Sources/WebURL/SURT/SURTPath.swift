// SPDX-License-Identifier: EUPL-1.2

/// Paths in the spelling of an index key.
enum SURTPath {
    /// Dot segments resolved and empty segments dropped.
    ///
    /// A `..` with nothing before it stays and is itself taken back by the next one, as surt has it.
    static func normalized(_ path: [UInt8]) -> [UInt8] {
        var kept: [ArraySlice<UInt8>] = []
        for segment in path.split(separator: ASCII.slash, omittingEmptySubsequences: false).dropFirst() {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8), !kept.isEmpty {
                kept.removeLast()
            } else {
                kept.append(segment)
            }
        }
        let endsInSlash = kept.last?.isEmpty ?? true
        var output: [UInt8] = []
        output.reserveCapacity(path.count + 1)
        for segment in kept where !segment.isEmpty {
            output.append(ASCII.slash)
            output += segment
        }
        if endsInSlash { output.append(ASCII.slash) }
        return output
    }

    /// Without session identifiers of ASP.NET and without a trailing slash, unless it is the root, in small letters.
    static func key(_ path: [UInt8], _ options: SURT.Options) -> [UInt8] {
        var path = options.lowercasesPath ? path.map(ASCII.lower) : path
        if options.stripsPathSession {
            path = withoutSession(path, isSession: isNestedSession)
            path = withoutSession(path, isSession: isPlainSession)
        }
        if options.stripsTrailingSlash, path.count > 1, path.last == ASCII.slash { path.removeLast() }
        return path
    }

    /// Drops the last segment that is a session identifier and has `….aspx` after it, before any question mark.
    private static func withoutSession(_ path: [UInt8], isSession: (ArraySlice<UInt8>) -> Bool) -> [UInt8] {
        var page: Int?
        var end: Int?
        for index in path.indices.reversed() {
            switch path[index] {
            case ASCII.question:
                page = nil
            case ASCII.dot where page == nil && isPage(path[index...]):
                page = index
            case ASCII.slash:
                // The page has a name of at least one byte before its extension.
                if let end, let page, page > end + 1, isSession(path[(index + 1)..<end]) {
                    return Array(path[...index] + path[(end + 1)...])
                }
                end = index
            default: break
            }
        }
        return path
    }

    private static func isPage(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.prefix(5).map(ASCII.lower).elementsEqual(".aspx".utf8)
    }

    /// `(s(24 letters or digits)f(24 …))`.
    private static func isNestedSession(_ segment: ArraySlice<UInt8>) -> Bool {
        guard segment.count > 2, let inner = parenthesised(segment), inner.count % 27 == 0 else { return false }
        return stride(from: inner.startIndex, to: inner.endIndex, by: 27).allSatisfy { start in
            ASCII.isAlpha(inner[start]) && isPlainSession(inner[(start + 1)..<(start + 27)])
        }
    }

    /// `(24 letters or digits)`.
    private static func isPlainSession(_ segment: ArraySlice<UInt8>) -> Bool {
        guard segment.count == 26, let inner = parenthesised(segment) else { return false }
        return inner.allSatisfy { ASCII.isDigit($0) || ASCII.isAlpha($0) }
    }

    private static func parenthesised(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard segment.first == UInt8(ascii: "("), segment.last == UInt8(ascii: ")") else { return nil }
        return segment.dropFirst().dropLast()
    }
}
