// SPDX-License-Identifier: EUPL-1.2

/// Why a capture can't be shown.
package struct ReplayError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of trouble.
    package enum Code: String, Sendable {
        /// The archive file that the index names is not there.
        case fileMissing
        /// The record can't be read, or is another one than the index says.
        case recordUnreadable
        /// A revisit refers to a payload that is not in the archive.
        case originalMissing
    }

    package let code: Code
    /// The archive file and the offset of the record, `name.warc.gz@1234`.
    package let place: String
    /// What was found and what was expected.
    package let message: String

    package init(_ code: Code, place: String, _ message: String) {
        (self.code, self.place, self.message) = (code, place, message)
    }

    package var description: String { "\(place): \(message)" }
}
