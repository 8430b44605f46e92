// SPDX-License-Identifier: EUPL-1.2

/// How much it weighs when a rule is broken.
package enum RuleSeverity: String, Sendable, CaseIterable, Comparable {
    /// Something to know about; the file is valid.
    case note
    /// The standard advises otherwise, or validators in use stumble.
    case warning
    /// The file breaks the standard, or its bytes are not what they say they are.
    case error

    /// Orders by weight: note, warning, error.
    package static func < (left: RuleSeverity, right: RuleSeverity) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
