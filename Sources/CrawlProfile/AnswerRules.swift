// SPDX-License-Identifier: EUPL-1.2

/// How an answer looks. All conditions that are given must hold; of a list, one.
package struct AnswerConditions: Sendable, Hashable {
    package let statuses: [ClosedRange<Int>]
    package let url: [URLPattern]
    package let redirectTo: [URLPattern]
    /// Texts in the first part of the body, in lower case.
    package let body: [String]
    /// Media types without parameters.
    package var mediaTypes: [WildcardText] = []
    /// Whether the body is empty.
    package var isWithoutBody = false
    /// Values of the JSON that `source` names; all of them must hold.
    package var values: [ValueCondition] = []
    package var source = DocumentSource.body

    /// Everything but the body.
    func holdForHead(status: Int, url address: String, essence: String, location: String?) -> Bool {
        (statuses.isEmpty || statuses.contains { $0.contains(status) })
            && (url.isEmpty || url.contains { $0.match(address) != nil })
            && (redirectTo.isEmpty || redirectTo.contains { $0.match(location ?? "") != nil })
            && (mediaTypes.isEmpty || mediaTypes.contains { $0.matches(essence) })
    }
}

/// How an answer looks that is a wall.
package struct WallRule: Sendable, Hashable {
    package let wall: Wall
    package let conditions: AnswerConditions
}

/// How an answer looks that is not what its status says.
package struct AnswerRule: Sendable, Hashable {
    package let judgement: AnswerJudgement
    package let conditions: AnswerConditions

    /// What `outcome:` may be.
    enum Outcome: String, Sendable, CaseIterable {
        case throttled, gone
        case notFound = "not-found"
        case empty
        case failedProtocol = "failed:protocol"
        case login = "walled:login"
        case consent = "walled:consent"
        case captcha = "walled:captcha"
        case challenge = "walled:challenge"
    }
}

/// A wall that was met: its kind is the outcome, its name the detail.
package struct Wall: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of wall in the closed list of outcomes (design.md §4.7).
    package enum Kind: String, Sendable, CaseIterable {
        case login, consent, captcha, challenge
    }

    package let kind: Kind
    package let name: String

    package var description: String { "\(kind.rawValue): \(name)" }
}
