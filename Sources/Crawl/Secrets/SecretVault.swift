// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// The credentials of a crawl: values by name, which never get into a file.
///
/// In URLs, fields and texts a credential stands as its ``placeholder(for:)``; only ``SecretKeeper`` puts the value in its place, in the
/// request that goes out. What prints or dumps a vault shows no value.
package struct SecretVault: Sendable {
    /// A credential.
    struct Secret: Sendable {
        let value: String
        /// Hosts that it may go to beside those that the profile sends it to.
        var hosts: Set<String> = []
    }

    /// What every placeholder begins with.
    package static let prefix = "kabinet-secret-"
    /// The fewest bytes of a value: shorter ones can't be told apart from other text.
    package static let fewestBytes = 8
    /// Names of values that servers gave out begin so, see ``SecretKeeper``.
    static let sessionPrefix = "session-"

    private(set) var secrets: [String: Secret] = [:]

    /// No credentials.
    package init() {}

    /// The names, sorted.
    package var names: [String] { secrets.keys.sorted() }
    package var isEmpty: Bool { secrets.isEmpty }

    /// What stands in place of each value: to fill header templates with.
    package var placeholders: [String: String] {
        Dictionary(uniqueKeysWithValues: secrets.keys.map { ($0, Self.placeholder(for: $0)) })
    }

    /// What stands for the value of that name.
    package static func placeholder(for name: String) -> String { prefix + name }

    /// Why a name or a value can't be used; nil when it can. No answer repeats the value.
    static func objection(name: String, value: String) -> String? {
        guard let first = name.utf8.first, isLetterOrDigit(first), name.utf8.count <= 64,
            name.utf8.allSatisfy(isNameByte)
        else { return "a credential's name has small letters, digits and - only" }
        if name.hasPrefix(sessionPrefix) { return "names with \(sessionPrefix) are Kabinet's own" }
        guard value.utf8.count >= fewestBytes else {
            return "the value has fewer than \(fewestBytes) bytes, and could not be told apart from other text"
        }
        guard value.utf8.count <= 16_384, value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            return "the value is too long or has control characters"
        }
        return value.contains(prefix) ? "the value has the form of a placeholder" : nil
    }

    /// Adds a credential, in place of one of that name.
    /// - Throws: a ``CredentialError`` that does not repeat the value.
    package mutating func add(_ name: String, _ value: String, hosts: Set<String> = []) throws(CredentialError) {
        if let objection = Self.objection(name: name, value: value) { throw CredentialError(objection) }
        secrets[name] = Secret(value: value, hosts: hosts)
    }

    /// The placeholders in a text: where each is, and its name.
    static func placeholders(in text: String) -> [(range: Range<String.Index>, name: String)] {
        var found: [(Range<String.Index>, String)] = []
        var rest = text[...]
        while let start = rest.firstRange(of: prefix) {
            let name = rest[start.upperBound...].prefix { $0.utf8.allSatisfy(isNameByte) }
            if !name.isEmpty { found.append((start.lowerBound..<name.endIndex, String(name))) }
            rest = rest[name.endIndex...]
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || byte == UInt8(ascii: "-") }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
}

extension SecretVault: CustomStringConvertible, CustomReflectable {
    package var description: String { "credentials: \(names.joined(separator: ", "))" }
    package var customMirror: Mirror { Mirror(self, children: [("names", names)]) }
}

extension SecretVault.Secret: CustomStringConvertible, CustomReflectable {
    var description: String { "a credential" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why credentials can't be used. Never repeats a value.
package struct CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
