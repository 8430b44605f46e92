// SPDX-License-Identifier: EUPL-1.2

/// How much it weighs when a rule is broken.
package enum RuleSeverity: String, Sendable, CaseIterable {
    /// Something to know about; the file is valid.
    case note
    /// The standard advises otherwise, or some tool will stumble; the file is valid.
    case warning
    /// The file breaks the standard, or its bytes are not what they say they are.
    case error
}
