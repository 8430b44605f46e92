// SPDX-License-Identifier: EUPL-1.2

/// Why a body could not be searched for links at all.
///
/// Odd content is never an error: it yields fewer links. Only the machine failing is.
package struct ExtractionError: Error, Sendable, CustomStringConvertible {
    /// What failed.
    package enum Code: String, Sendable {
        /// The spooled body could not be read back.
        case unreadableBody
        /// libxml2 could not make a parser (out of memory).
        case noParser
    }

    /// What failed.
    package let code: Code
    /// The URL whose response was being read.
    package let url: String
    /// What was found, in words.
    package let message: String

    /// An error about the response of `url`.
    package init(_ code: Code, url: String, _ message: String) {
        self.code = code
        self.url = url
        self.message = message
    }

    package var description: String { "\(url): \(message)" }
}
