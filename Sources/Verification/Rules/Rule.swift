// SPDX-License-Identifier: EUPL-1.2

/// What a file of the standard has to be like, in one respect.
package struct Rule: Sendable, Hashable {
    /// The rule's name.
    package let id: RuleID
    /// What is demanded, in one sentence without a full stop.
    package let summary: String
    /// Where it stands.
    package let clause: String
    /// How much it weighs to break it.
    package let severity: RuleSeverity
    /// The validators that notice it.
    package let noticedBy: Set<EmulatedTool>

    init(_ id: RuleID, _ severity: RuleSeverity, _ clause: String, _ tools: Set<EmulatedTool>, _ summary: String) {
        self.id = id
        self.summary = summary
        self.clause = clause
        self.severity = severity
        noticedBy = tools
    }
}

extension RuleID {
    /// The rule of this name.
    package var rule: Rule { RuleTable.rule(self) }
}
