// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
package import Diagnostics
import WARC

/// Why a file was not rewritten: where, what was found, what was expected, and what to do about it.
package struct RewriteError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure, for the exit code.
    package enum Code: String, Sendable {
        /// The input is not there, cannot be read, or is no archive file.
        case badInput
        /// The input has damage that cannot be carried over into a new file.
        case damaged
        /// What was asked for is not possible with this input.
        case unsupported
        /// A file of the output's name is there, and was not to be overwritten; or it is the input.
        case exists
        /// No room left; nothing stays under a final name.
        case diskFull
        /// The system refused a read or a write.
        case io
        /// What was written is not what was read.
        case unequal
    }

    /// The kind of failure.
    package let code: Code
    /// The file; nil where there is none.
    package let path: String?
    /// The byte of the file at which the record or member in question starts.
    package let offset: UInt64?
    /// What was found and what was expected, in one sentence without a full stop.
    package let message: String
    /// What the user can do.
    package let hint: String?

    package init(_ code: Code, path: String?, offset: UInt64? = nil, _ message: String, hint: String? = nil) {
        self.code = code
        self.path = path
        self.offset = offset
        self.message = message
        self.hint = hint
    }

    /// A failure of a floor below.
    package init(_ error: any Error, path: String? = nil) {
        switch error {
        case let error as RewriteError: self = error
        case let error as ByteStreamError: self.init(error, path: path)
        case let error as WARCError:
            let code: Code =
                switch error.code {
                case .notFound: .badInput
                case .exists: .exists
                case .diskFull: .diskFull
                case .corrupt, .truncated, .tooLarge: .damaged
                case .io, .closed: .io
                }
            self.init(code, path: error.path ?? path, offset: error.offset, error.message, hint: error.hint)
        default: self.init(.io, path: path, "\(error)")
        }
    }

    private init(_ error: ByteStreamError, path: String?) {
        let code: Code =
            switch error.code {
            case .notFound, .invalidPath, .notPermitted: .badInput
            case .exists: .exists
            case .diskFull: .diskFull
            case .corrupt, .truncated, .tooLarge: .damaged
            case .io, .closed: .io
            }
        self.init(code, path: error.path ?? path, offset: error.offset, error.message)
    }

    /// The same failure as a finding with its place.
    package var diagnostic: Diagnostic {
        Diagnostic(.error, at: Diagnostic.Place(file: path, offset: offset), message, hint: hint)
    }

    /// `x.warc.gz@183204: error: …`.
    package var description: String { diagnostic.description }
}
