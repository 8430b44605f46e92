// SPDX-License-Identifier: EUPL-1.2

import Diagnostics

/// Cuts a pattern or a template into literal text, wildcards and `{placeholders}`.
struct PlaceholderScanner {
    enum Part: Hashable {
        case literal(String)
        case star
        case doubleStar
        /// `filters` are written behind the name in a template: `{name|lower}`.
        case placeholder(name: String, kind: String?, filters: [TemplateFilter], offset: Int)
    }

    private let text: [Unicode.Scalar]
    private let wildcards: Bool
    private let added: Int
    private var position = 0

    /// With `wildcards` false a `*` is text like any other; `added` characters at the start are not the writer's.
    init(_ text: String, wildcards: Bool = true, added: Int = 0) {
        self.added = added
        self.text = Array(text.unicodeScalars)
        self.wildcards = wildcards
    }

    mutating func next() throws(URLPattern.Malformed) -> Part? {
        guard position < text.count else { return nil }
        switch text[position] {
        case "{": return try placeholder()
        case "*" where wildcards:
            let isDouble = position + 1 < text.count && text[position + 1] == "*"
            position += isDouble ? 2 : 1
            return isDouble ? .doubleStar : .star
        case "}":
            throw URLPattern.Malformed(offset: position - added, message: "\"}\" without \"{\"", hint: nil)
        default: return .literal(literal())
        }
    }

    private mutating func literal() -> String {
        var result = ""
        while position < text.count {
            let scalar = text[position]
            if scalar == "{" || scalar == "}" || (wildcards && scalar == "*") { break }
            result.unicodeScalars.append(scalar)
            position += 1
        }
        return result
    }

    private mutating func placeholder() throws(URLPattern.Malformed) -> Part {
        let start = position
        position += 1
        var inside = ""
        while position < text.count, text[position] != "}" {
            inside.unicodeScalars.append(text[position])
            position += 1
        }
        guard position < text.count else {
            throw URLPattern.Malformed(offset: start - added, message: "\"{\" without \"}\"", hint: nil)
        }
        position += 1
        let pipes = inside.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let filters = try filters(pipes.dropFirst(), inside: inside, at: start)
        let parts = pipes[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.first ?? ""
        guard isName(name) else {
            throw URLPattern.Malformed(
                offset: start - added, message: "\"{\(inside)}\" is not a placeholder",
                hint: "a name has letters, digits, - and _")
        }
        return .placeholder(name: name, kind: parts.count > 1 ? parts[1] : nil, filters: filters, offset: start - added)
    }

    private func filters(
        _ names: ArraySlice<String>, inside: String, at start: Int
    ) throws(URLPattern.Malformed) -> [TemplateFilter] {
        guard names.isEmpty || !wildcards else {
            throw URLPattern.Malformed(
                offset: start - added, message: "\"{\(inside)}\" has a filter, which only a template may have",
                hint: "a pattern catches the text as it is")
        }
        var filters: [TemplateFilter] = []
        for name in names {
            guard let filter = TemplateFilter(rawValue: name) else {
                let known = TemplateFilter.allCases.map(\.rawValue)
                throw URLPattern.Malformed(
                    offset: start - added, message: "unknown filter \"\(name)\" in {\(inside)}",
                    hint: Spelling.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                        ?? "one of \(known.joined(separator: ", "))")
            }
            filters.append(filter)
        }
        return filters
    }

    private func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F }
    }
}
