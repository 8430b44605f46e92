// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
public import Diagnostics

/// What went wrong with a WARC file: where, what was found, what was expected, and what to do about it.
public struct WARCError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure, for a caller that decides what to do next.
    public enum Code: String, Sendable {
        /// The file is not there.
        case notFound
        /// A file of that name is already there, and would have been overwritten.
        case exists
        /// No room left; the file was cut back to what it was before.
        case diskFull
        /// The operating system refused a read or a write.
        case io
        /// Bytes that are no WARC record, or whose checksum is wrong.
        case corrupt
        /// The file ends before the record does, or is shorter than what was committed to it.
        case truncated
        /// More bytes than the caller allowed.
        case tooLarge
        /// The writer was closed, or the reader has gone on to another record.
        case closed
    }

    /// The kind of failure.
    public let code: Code
    /// The file, as it was named by the caller; nil where there is none.
    public let path: String?
    /// The byte of the file (compressed, where it is) at which the record or member in question starts.
    public let offset: UInt64?
    /// What was found and what was expected, in one sentence without a full stop.
    public let message: String
    /// What the user can do; nil if nothing comes to mind.
    public let hint: String?

    /// An error with these parts.
    public init(_ code: Code, path: String?, offset: UInt64? = nil, _ message: String, hint: String? = nil) {
        self.code = code
        self.path = path
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    /// The same failure as a finding with its place.
    public var diagnostic: Diagnostic {
        Diagnostic(.error, at: Diagnostic.Place(file: path, offset: offset), message, hint: hint)
    }

    /// `x.warc.gz@183204: error: …`, as `Diagnostic` prints it.
    public var description: String { diagnostic.description }

    /// A failure of the file below, told from the record's point of view.
    init(_ error: ByteStreamError, path: String?, offset: UInt64? = nil, _ doing: String) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .exists: .exists
            case .diskFull: .diskFull
            case .corrupt: .corrupt
            case .truncated: .truncated
            case .tooLarge: .tooLarge
            default: .io
            }
        self.init(code, path: path, offset: offset ?? error.offset, "\(doing): \(error.message)")
    }
}
