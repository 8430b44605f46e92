// SPDX-License-Identifier: EUPL-1.2

/// What went wrong with looking into files, apart from the files themselves.
package struct InspectionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Code: String, Sendable {
        /// A condition that cannot be understood.
        case badCondition
        /// The payload has more bytes than the caller allowed.
        case tooLarge
    }

    /// The kind of trouble.
    package let code: Code
    /// What was found and what was expected, in one sentence without a full stop.
    package let message: String
    /// What the user can do; nil if nothing comes to mind.
    package let hint: String?

    /// An error with these parts.
    package init(_ code: Code, _ message: String, hint: String? = nil) {
        (self.code, self.message, self.hint) = (code, message, hint)
    }

    /// The message with the hint between brackets.
    package var description: String { message + (hint.map { " (\($0))" } ?? "") }
}
