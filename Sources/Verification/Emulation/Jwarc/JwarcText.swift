// SPDX-License-Identifier: EUPL-1.2

/// The small grammars jwarc shares between formats.
enum JwarcText {
    /// A token of RFC 9110 §5.6.2.
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    /// Type and subtype in lower case, with the parameters that are valid.
    typealias MediaType = (name: String, parameters: [String: String])

    /// Reads a media type and passes over most of what is wrong with it.
    /// - Throws: Before a slash there must be a token, or one byte of any kind.
    static func mediaType(_ text: String) throws(ToolFailure) -> MediaType {
        if let slash = text.firstIndex(of: "/"), !isToken(text[..<slash]), text[..<slash].utf16.count != 1 {
            throw .stopped("java.lang.IllegalArgumentException: parse error")
        }
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        let name = trimmed(parts[0]).lowercased()
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let part = trimmed(part)
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals]
            var value = String(part[part.index(after: equals)...])
            guard isToken(key) else { continue }
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            } else if !isToken(value) {
                continue
            }
            if parameters[key.lowercased()] == nil { parameters[key.lowercased()] = value }
        }
        return (name, parameters)
    }

    static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
