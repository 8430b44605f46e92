// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// One thing that is known of and not held, why, and the records that show it.
package struct MissingItem: Sendable, Hashable {
    /// What is missing.
    package enum Kind: String, Sendable {
        /// A post, with its relation to the account.
        case own = "post"
        case repost, context
        /// A picture, sound or video that a post names.
        case media
        /// A page of a list: what comes after it was not seen.
        case list
        /// Another address, such as a part of a page.
        case address
    }

    package let kind: Kind
    /// The post's id; that of the post to which a medium belongs.
    package let post: String?
    package let url: String?
    /// Time of the post, as the platform or its id says.
    package let date: ArchiveDate?
    /// An outcome, `waiting` or `not-asked`.
    package let reason: String
    package let detail: String?
    /// The record of the answer that was no success; nil when there was none.
    package let evidence: Evidence?
    /// The record that shows that the thing exists: for a post, the list in which it stood.
    package let shownBy: Evidence?

    package init(
        kind: Kind, post: String? = nil, url: String?, date: ArchiveDate? = nil, reason: String, detail: String? = nil,
        evidence: Evidence? = nil, shownBy: Evidence? = nil
    ) {
        (self.kind, self.post, self.url, self.date, self.reason) = (kind, post, url, date, reason)
        (self.detail, self.evidence, self.shownBy) = (detail, evidence, shownBy)
    }

    /// It is in the frontier and its turn has not come.
    package static let waiting = "waiting"
    /// It was seen, and nothing asked for it.
    package static let notAsked = "not-asked"
}
