// SPDX-License-Identifier: EUPL-1.2

/// What an invented account says, before ids, pictures and answers are added.
struct PostDraft {
    /// `2026-11-14T08:12`, UTC.
    let time: String
    let text: String
    var images: [(SceneKind, String)] = []
    var film: String?
    var subject: Subject = .general
    var language = "nl"
    var isPinned = false
    /// What it said first, if it was changed later.
    var earlier: String?
    /// A name by which other drafts refer to this one.
    var label: String?
    /// The label of the post that this one quotes.
    var quotes: String?
    /// The label of the post that this one passes on.
    var boosts: String?
    /// How many answers it gets.
    var replies = 1
    /// The editions of the site that show it.
    var editions: ClosedRange<Int> = 1...2
    /// The text that the second edition shows instead.
    var secondEditionText: String?

    /// What the answers are about.
    enum Subject: CaseIterable {
        case dike, cycling, light, nature, general
    }
}
