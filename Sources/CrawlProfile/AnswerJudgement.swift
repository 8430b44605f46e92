// SPDX-License-Identifier: EUPL-1.2

/// What an answer really is, whatever its status says: a rule of `walls:` or `answers:` that fits.
package struct AnswerJudgement: Sendable, Hashable {
    /// What a platform says of a whole account.
    package enum AccountState: String, Sendable, CaseIterable {
        case `private`, removed, suspended, empty
    }

    /// The outcome in words of the closed list (design.md §4.7): `throttled`, `gone`, `not-found`, `empty`, `failed:protocol`, or
    /// `walled:` with the kind of wall.
    package let outcome: String
    /// The name of the rule.
    package let name: String
    /// Whether asking again later may give something else.
    package let isRetryable: Bool
    /// What the answer says of the account as a whole; nil when it says nothing.
    package let account: AccountState?

    /// A judgement.
    package init(outcome: String, name: String, isRetryable: Bool = false, account: AccountState? = nil) {
        self.outcome = outcome
        self.name = name
        self.isRetryable = isRetryable
        self.account = account
    }

    /// The same for a wall.
    init(_ wall: Wall) {
        self.init(outcome: "walled:\(wall.kind.rawValue)", name: wall.name)
    }
}
