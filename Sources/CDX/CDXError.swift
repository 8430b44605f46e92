// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
public import Diagnostics

/// What went wrong with an index: where, what was found, what was expected.
public struct CDXError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Sendable {
        /// The file is not there.
        case notFound
        /// A line that is neither CDXJ nor CDX, or a compressed index that is damaged.
        case malformed
        /// A file that should be sorted by bytes is not.
        case unsorted
        /// No room left; the index is as it was before.
        case diskFull
        /// The operating system refused a read or a write.
        case io
    }

    /// The kind of failure.
    public let code: Code
    /// The index file; nil for a line that came from elsewhere.
    public let path: String?
    /// The byte of the file at which the line starts.
    public let offset: UInt64?
    /// What was found and what was expected, in one sentence without a full stop.
    public let message: String
    /// What the user can do; nil if nothing comes to mind.
    public let hint: String?

    /// An error with these parts.
    public init(_ code: Code, path: String? = nil, offset: UInt64? = nil, _ message: String, hint: String? = nil) {
        self.code = code
        self.path = path
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    init(_ error: ByteStreamError, path: String, _ doing: String) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .diskFull: .diskFull
            case .corrupt, .truncated, .tooLarge: .malformed
            default: .io
            }
        self.init(code, path: path, offset: error.offset, "\(doing): \(error.message)")
    }

    /// The same failure as a finding with its place.
    public var diagnostic: Diagnostic {
        Diagnostic(.error, at: Diagnostic.Place(file: path, offset: offset), message, hint: hint)
    }

    /// As `Diagnostic` prints it.
    public var description: String { diagnostic.description }
}
