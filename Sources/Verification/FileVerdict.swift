// SPDX-License-Identifier: EUPL-1.2

/// What came of one file.
package struct FileVerdict: Sendable {
    /// The file as it was named.
    package let path: String
    /// Records of it.
    package internal(set) var records: UInt64 = 0
    /// How often each rule is broken.
    package internal(set) var counts: [RuleID: UInt64] = [:]

    init(path: String) { self.path = path }

    /// Findings of a weight.
    package func count(_ severity: RuleSeverity) -> UInt64 {
        counts.reduce(0) { $0 + ($1.key.rule.severity == severity ? $1.value : 0) }
    }

    /// The heaviest finding; nil if there is none.
    package var worst: RuleSeverity? { counts.keys.map(\.rule.severity).max() }
}
