// SPDX-License-Identifier: EUPL-1.2

/// One line of a header as JWAT understands it.
struct JWATLine {
    /// What the line is.
    enum Kind {
        /// A line without a colon; of the version line this is all there is.
        case text([UInt32])
        /// A field; the value holds the characters that were not thrown away.
        case field(name: [UInt32], value: [UInt32])
    }

    var kind: Kind
    /// Whether there was not a byte left to read.
    var isAtEnd = false
    /// Whether the input ended inside the line.
    var sawEnd = false
}

/// How the bytes of a line become characters.
enum JWATEncoding {
    case ascii, latin1, utf8
}

extension Array where Element == UInt32 {
    /// The characters as text.
    var text: String {
        String(String.UnicodeScalarView(map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }
}
