// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with a ZIP file: the file, the entry, what was found.
package struct ZipFileError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Code: String, Sendable {
        /// The file does not exist.
        case notFound
        /// It is no ZIP file, or a damaged one.
        case corrupt
        /// An entry has more bytes than allowed, or than it says.
        case tooLarge
        /// A form of ZIP that is not read: encryption, an unknown compression.
        case unsupported
        /// The system refused.
        case io
    }

    package let code: Code
    package let path: String
    /// The entry's name, as the file has it.
    package let entry: String?
    package let message: String

    package init(_ code: Code, path: String, entry: String? = nil, _ message: String) {
        (self.code, self.path, self.entry, self.message) = (code, path, entry, message)
    }

    package var description: String { path + (entry.map { "!\($0)" } ?? "") + ": " + message }
}
