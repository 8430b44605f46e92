// SPDX-License-Identifier: EUPL-1.2

/// A URL with `{placeholders}` to be filled in, for example `{origin}/api/v1/accounts/{value}/statuses?limit=40`.
package struct URLTemplate: Sendable, Hashable, CustomStringConvertible {
    /// The template as it was written.
    package let text: String
    private let parts: [Part]

    private enum Part: Sendable, Hashable {
        case literal(String)
        case placeholder(String)
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
            case .placeholder(let name, nil, _): parts.append(.placeholder(name))
            case .placeholder(let name, let kind?, let offset):
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
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// The URL with every placeholder filled in, nil when a value is missing or empty.
    ///
    /// `captured` comes out of URLs and is put in as it is. `values` come out of a stranger's JSON and are percent-encoded
    /// outside the unreserved characters and `@ : ! $ ' ( ) ,` (RFC 3986 §3.3): none can end a path segment, start a query or
    /// climb up. A name that is in both is taken from `values`.
    package func filled(captured: [String: String], values: [String: String] = [:]) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .literal(let text): result += text
            case .placeholder(let name):
                if let value = values[name] {
                    // A segment of dots alone would climb up, encoded or not.
                    guard !value.isEmpty, value != ".", value != ".." else { return nil }
                    result += Self.encoded(value)
                } else {
                    guard let value = captured[name], !value.isEmpty else { return nil }
                    result += value
                }
            }
        }
        return result
    }

    private static func encoded(_ value: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in value.utf8 {
            if byte.isASCIILetter || byte.isASCIIDigit || "-._~@:!$'(),".utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
