// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import WARC
import ZipFiles

/// Why an import could not go on at all: the collection, the disk or the system; files that are not fit are no error but an outcome.
package struct ImportError: Error, Sendable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Code: String, Sendable {
        /// No room left; what was begun is gone again.
        case diskFull
        /// The system refused.
        case io
    }

    package let code: Code
    package let path: String?
    package let message: String

    package init(_ code: Code, path: String?, _ message: String) {
        (self.code, self.path, self.message) = (code, path, message)
    }

    /// `path: message`, with what to do.
    package var description: String {
        (path.map { "\($0): " } ?? "") + message
            + (code == .diskFull ? " (make room, then run the same import again)" : "")
    }

    /// The failure of a floor below, if it is one that all further files would meet too.
    init?(_ error: any Error) {
        switch error {
        case let error as ImportError: self = error
        case let error as ByteStreamError where error.code == .diskFull:
            self.init(.diskFull, path: error.path, error.message)
        case let error as WARCError where error.code == .diskFull:
            self.init(.diskFull, path: error.path, error.message)
        case let error as CollectionError where error.code == .diskFull:
            self.init(.diskFull, path: error.path, error.message)
        default: return nil
        }
    }
}
