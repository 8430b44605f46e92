// SPDX-License-Identifier: EUPL-1.2

/// What is asked of a URL that a rule makes: `method:`, `body:` and `type:`.
package struct RequestTemplate: Sendable, Hashable {
    package let method: String
    package let body: BodyTemplate?
    /// The media type of the body.
    package let type: String?

    /// The request with every placeholder of the body filled in, nil when a value is missing or empty.
    package func filled(captured: [String: String], values: [String: String] = [:]) -> RequestContent? {
        guard let body else { return RequestContent(method: method) }
        guard let text = body.filled(with: captured.merging(values) { _, new in new }) else { return nil }
        return RequestContent(method: method, body: Array(text.utf8), type: type)
    }
}

/// The body of a request with `{placeholders}`; a brace that opens none is text, as in JSON.
package struct BodyTemplate: Sendable, Hashable, CustomStringConvertible {
    /// How a value is written so that it cannot end the text it stands in.
    package enum Escaping: Sendable, Hashable {
        /// As the inside of a JSON string.
        case json
        /// Percent-coded, as in forms.
        case form
    }

    /// The template as it was written.
    package let text: String
    package let escaping: Escaping
    private let parts: [Part]

    private enum Part: Sendable, Hashable {
        case literal(String)
        case placeholder(String, [TemplateFilter])
    }

    /// Reads a template; `{name}` and `{name|filter}` are placeholders, all else is text.
    ///
    /// - Throws: `URLPattern.Malformed` for a filter that does not exist.
    package init(_ text: String, type: String) throws(URLPattern.Malformed) {
        self.text = text
        escaping = type.lowercased().contains("json") || text.hasPrefix("{") || text.hasPrefix("[") ? .json : .form
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            literal += rest[..<open]
            let after = rest[rest.index(after: open)...]
            let inside = after.prefix(256).prefix(while: Self.isInside)
            let end = inside.endIndex
            if let first = inside.first, first != "|", end < rest.endIndex, rest[end] == "}" {
                var scanner = PlaceholderScanner("{\(inside)}", wildcards: false)
                if case .placeholder(let name, _, let filters, _) = try scanner.next() {
                    if !literal.isEmpty { parts.append(.literal(literal)) }
                    literal = ""
                    parts.append(.placeholder(name, filters))
                    rest = rest[rest.index(after: end)...]
                    continue
                }
            }
            literal += "{"
            rest = rest[rest.index(after: open)...]
        }
        literal += rest
        if !literal.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
    }

    package var description: String { text }

    /// The names of the placeholders, in order.
    package var names: [String] {
        parts.compactMap { if case .placeholder(let name, _) = $0 { name } else { nil } }
    }

    /// The body with every placeholder filled in, nil when a value is missing or empty.
    package func filled(with values: [String: String]) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text): result += text
            case .placeholder(let name, let filters):
                guard var value = values[name] else { return nil }
                for filter in filters {
                    guard let filtered = filter.applied(to: value) else { return nil }
                    value = filtered
                }
                guard !value.isEmpty else { return nil }
                switch escaping {
                case .json: result += Self.insideJSON(value)
                case .form: result += filters.last == .encode ? value : PercentCoding.encoded(value, keeping: "-._~")
                }
            }
        }
        return result
    }

    private static func isInside(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
            || character == "|"
    }

    private static func insideJSON(_ value: String) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
