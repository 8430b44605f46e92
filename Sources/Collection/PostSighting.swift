// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// A post that an answer showed: what the completeness statement counts, whether it is fetched itself or not.
package struct PostSighting: Sendable, Hashable {
    /// How the post belongs to the account.
    package enum Relation: String, Sendable, CaseIterable {
        case own
        /// Somebody's post that the account passed on.
        case repost
        /// Somebody's post around one of the account: a parent, a reply.
        case context
    }

    package let account: String
    /// The platform's own id.
    package let id: String
    /// Its permalink, if it has one.
    package let url: String?
    package let date: ArchiveDate?
    /// `platform` or `id`; nil without a date.
    package let dateSource: String?
    package let relation: Relation
    package let isPinned: Bool
    package let lane: String?
    /// Nil where its date does not say.
    package let isInPeriod: Bool?
    /// The URLs of its media.
    package let media: [String]

    package init(
        account: String, id: String, url: String? = nil, date: ArchiveDate? = nil, dateSource: String? = nil,
        relation: Relation = .own, isPinned: Bool = false, lane: String? = nil, isInPeriod: Bool? = nil,
        media: [String] = []
    ) {
        (self.account, self.id, self.url, self.date, self.dateSource) = (account, id, url, date, dateSource)
        (self.relation, self.isPinned, self.lane) = (relation, isPinned, lane)
        (self.isInPeriod, self.media) = (isInPeriod, media)
    }
}

/// A number that the platform itself states, such as that of an account's posts.
package struct CounterSighting: Sendable, Hashable {
    package let account: String
    /// `posts`, `media`.
    package let name: String
    package let value: Int64

    package init(account: String, name: String, value: Int64) {
        (self.account, self.name, self.value) = (account, name, value)
    }
}
