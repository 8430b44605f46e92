// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

/// A broken rule: where, by which record, and what was found.
package struct VerificationFinding: Sendable, Hashable {
    /// The rule.
    package let rule: RuleID
    /// The file as it was named.
    package let path: String
    /// The byte of the file at which the record, or the member it is in, starts; nil where the file as a whole is meant.
    package let offset: UInt64?
    /// WARC-Record-ID without its brackets; nil if it is not known.
    package let recordID: String?
    /// What was found, and what was expected.
    package let message: String
    /// What to do.
    package let hint: String?

    /// How much it weighs.
    package var severity: RuleSeverity { rule.rule.severity }

    /// The finding in the form of a line of text; the rule's name stands at its end.
    package var diagnostic: Diagnostic {
        let place: Diagnostic.Place = offset.map { .offset(file: path, offset: $0) } ?? .file(path)
        let severity: Diagnostic.Severity =
            switch self.severity {
            case .note: .note
            case .warning: .warning
            case .error: .error
            }
        let text = hint.map { message + " (" + $0 + ")" } ?? message
        return Diagnostic(severity, at: place, text + " [" + rule.rawValue + "]")
    }
}
