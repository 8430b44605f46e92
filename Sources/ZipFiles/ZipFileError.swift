// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// What is wrong with a ZIP file: the file, the entry, what was found.
package struct ZipFileError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Code: String, Sendable {
        /// The file does not exist.
        case notFound
        /// It is no ZIP file, or a damaged one.
        case corrupt
        /// An entry has more bytes than allowed, or than it says, or there are too many entries.
        case tooLarge
        /// A form of ZIP that is not read: encryption, an unknown compression, several volumes.
        case unsupported
        /// The system refused.
        case io
    }

    package let code: Code
    package let path: String
    /// The byte of the file at which the trouble is, where one is known.
    package let offset: UInt64?
    /// The entry's name, as the file has it.
    package let entry: String?
    package let message: String

    package init(_ code: Code, path: String, offset: UInt64? = nil, entry: String? = nil, _ message: String) {
        (self.code, self.path, self.offset, self.entry, self.message) = (code, path, offset, entry, message)
    }

    init(_ error: ByteStreamError, path: String, entry: String? = nil) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .corrupt, .truncated: .corrupt
            case .tooLarge: .tooLarge
            default: .io
            }
        self.init(code, path: path, offset: error.offset, entry: entry, error.message)
    }

    /// `x.wacz!archive/data.warc.gz@1234: …`.
    package var description: String {
        path + (entry.map { "!\($0)" } ?? "") + (offset.map { "@\($0)" } ?? "") + ": " + message
    }
}
