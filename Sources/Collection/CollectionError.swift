// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with a collection folder, where, and what to do about it.
package struct CollectionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of trouble, for code that has to tell them apart.
    package enum Code: String, Sendable {
        /// There is no collection at that place.
        case notFound
        /// Another process is writing to the collection.
        case busy
        /// The folder's contents contradict each other or can't be read.
        case inconsistent
        /// `collection.yaml` can't be understood.
        case badDescription
        /// The disk is full.
        case diskFull
        /// The database reported something else.
        case database
    }

    package let code: Code
    package let path: String
    package let message: String
    package let hint: String?

    package init(_ code: Code, path: String, _ message: String, hint: String? = nil) {
        (self.code, self.path, self.message, self.hint) = (code, path, message, hint)
    }

    package var description: String { "\(path): \(message)" + (hint.map { " (\($0))" } ?? "") }
}
