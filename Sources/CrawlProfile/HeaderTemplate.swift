// SPDX-License-Identifier: EUPL-1.2

/// A header field of requests; its value may name credentials as `{credential:name}`.
package struct HeaderTemplate: Sendable, Hashable {
    package let name: String
    /// The value as the profile has it, with the credentials unfilled.
    package let value: String
    /// The names of the credentials in the value, in order.
    package let credentials: [String]

    private static let opening = "{credential:"

    /// A field; what is no `{credential:name}` stays as it is.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
        credentials = Self.parts(of: value).compactMap { $0.isCredential ? $0.text : nil }
    }

    /// The value with its credentials; nil when one of them is not there.
    package func filled(credentials: [String: String]) -> String? {
        var result = ""
        for part in Self.parts(of: value) {
            if part.isCredential {
                guard let secret = credentials[part.text], !secret.isEmpty else { return nil }
                result += secret
            } else {
                result += part.text
            }
        }
        return result
    }

    private static func parts(of value: String) -> [(text: String, isCredential: Bool)] {
        var parts: [(String, Bool)] = []
        var rest = value[...]
        while let start = rest.firstRange(of: Self.opening), let end = rest[start.upperBound...].firstIndex(of: "}") {
            parts.append((String(rest[..<start.lowerBound]), false))
            parts.append((String(rest[start.upperBound..<end]), true))
            rest = rest[rest.index(after: end)...]
        }
        return parts + [(String(rest), false)]
    }
}
