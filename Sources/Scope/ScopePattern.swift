// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

/// A pattern for addresses in which `*` stands for any run of characters, `/` included; all else is literal.
///
/// A pattern with `://` has to match the whole address without its fragment, one without it the part after `://`:
/// `example.nl/nieuws/*`, `*/logout*`. Letter case counts, except that addresses have their host in lower case.
package struct ScopePattern: Sendable, Hashable {
    /// The longest pattern in bytes.
    package static let byteLimit = 2048

    /// The pattern as it was given.
    package let text: String
    private let wildcard: WildcardPattern
    private let namesScheme: Bool

    /// Reads a pattern.
    ///
    /// - Throws: a finding that quotes the pattern, if it is empty, longer than ``byteLimit`` or has spaces,
    ///   controls or non-ASCII characters in it, which no address has.
    package init(_ text: String) throws(Diagnostic) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.byteLimit, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Diagnostic(
                .error,
                "\"\(text.prefix(80))\" is no pattern: expected 1 to \(Self.byteLimit) printable ASCII characters",
                hint: "* stands for any run of characters, as in example.nl/nieuws/*; write é as %C3%A9")
        }
        self.text = text
        namesScheme = text.contains("://")
        wildcard = WildcardPattern(bytes, isAnchored: true)
    }

    /// True if the address, in its serialised form without fragment, fits the pattern.
    package func matches(_ url: String) -> Bool {
        let bytes = Array(url.utf8)
        guard !namesScheme, let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[colon...].starts(with: "://".utf8)
        else { return wildcard.matches(bytes[...]) }
        return wildcard.matches(bytes[(colon + 3)...])
    }
}
