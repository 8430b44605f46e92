// SPDX-License-Identifier: EUPL-1.2

/// Why bytes cannot be read as HTTP.
public struct HTTPMessageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of trouble.
    public enum Code: String, Sendable {
        /// The first line is no status line or request line.
        case badStartLine
        /// The head has more bytes than ``HTTPMessageHead/byteLimit``.
        case headTooLarge
        /// The head has more fields than ``HTTPMessageHead/fieldLimit``.
        case tooManyFields
        /// A content coding that nothing here can undo, or too many of them on top of each other.
        case unsupportedCoding
        /// The encoded bytes are damaged.
        case damaged
        /// The bytes end before their encoding does.
        case truncated
        /// The content has more bytes than the caller allows (a decompression bomb, or just a big one).
        case tooLarge
    }

    /// The kind of trouble.
    public var code: Code
    /// What was found and what was expected.
    public var message: String

    /// An error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
