// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// The completeness statement of one account.
package struct AccountStatement: Sendable, Hashable {
    /// What the statement comes to.
    package enum Verdict: String, Sendable, CaseIterable {
        /// All that was found and asked for is held, back to the start of the period or to the end of the platform's lists.
        case complete
        /// Something is missing, and the list says what.
        case gaps
        /// The crawl is not at its end: addresses wait.
        case unfinished
        /// No post was found, and nothing says that there are none: an error, never a success.
        case nothingFound = "nothing-found"
        /// No post was found, and the platform says that there are none.
        case empty
    }

    /// Who and what the account is, as the seed list and the platform say.
    package struct Identity: Sendable, Hashable {
        package var account: String
        package var profile, seed, canonical, person, department, kind, role: String?
        /// Bounds of the period; nil where it is open.
        package var since, until: ArchiveDate?
        /// What the platform said of the whole account: `private`, `removed`, `suspended`, `empty`.
        package var state: String?
        /// Left alone until then, and why.
        package var pausedUntil: ArchiveDate?
        package var pauseReason: String?
        /// True when its profile knows what a post is there.
        package var expectsPosts: Bool

        package init(account: String, expectsPosts: Bool = false) {
            (self.account, self.expectsPosts) = (account, expectsPosts)
        }
    }

    /// What the platform itself said to exist, and where it said so.
    package struct Claim: Sendable, Hashable {
        /// `posts`, `media`, or another name of the profile.
        package let name: String
        package let value: Int64
        package let seen: ArchiveDate
        package let evidence: Evidence?

        package init(name: String, value: Int64, seen: ArchiveDate, evidence: Evidence?) {
            (self.name, self.value, self.seen, self.evidence) = (name, value, seen, evidence)
        }
    }

    /// A way by which posts were looked for.
    package struct Lane: Sendable, Hashable {
        package let name: String
        /// Addresses asked for by this lane, and those that succeeded.
        package let asked, succeeded: Int
        /// Why it was not used; nil when it was.
        package let leftOut: String?

        package init(name: String, asked: Int, succeeded: Int, leftOut: String?) {
            (self.name, self.asked, self.succeeded, self.leftOut) = (name, asked, succeeded, leftOut)
        }
    }

    package let identity: Identity
    /// By name.
    package let claims: [Claim]
    /// Posts of the account itself, posts that it passed on, and posts of others around them.
    package let own, reposts, context: PostCounts
    /// Pictures, sound and video that the posts name.
    package let media: PostCounts
    /// All addresses by what they are and how they ended.
    package let addresses: AddressCounts
    package let lanes: [Lane]
    /// Time of the oldest and of the newest own post, pinned ones left aside.
    package let oldest, newest: ArchiveDate?
    /// Own posts by month, within the period.
    package let months: [MonthCount]
    /// Unusually long silences, oldest first; the number of days from which one is unusual.
    package let silences: [Silence]
    package let silenceThreshold: Int?
    /// How far back the lists went, and what ended them.
    package let reach: Reach
    /// Missing things by reason: an outcome, `waiting` or `not-asked`.
    package let missing: [String: Int]
    /// The first of them; the query streams them all.
    package let firstMissing: [MissingItem]
    package let verdict: Verdict

    package var missingCount: Int { missing.values.reduce(0, +) }
    /// Own posts and reposts together: what a platform counts as posts.
    package var owned: PostCounts { own + reposts }

    /// What the platform says of that name.
    package func claim(_ name: String) -> Claim? { claims.first { $0.name == name } }

    /// How many posts the platform claims beyond those found; nil when it can't be said, because a period or nothing was claimed.
    package var shortfall: Int64? { Self.shortfall(claim("posts")?.value, found: owned.found, identity) }

    static func shortfall(_ claimed: Int64?, found: Int, _ identity: Identity) -> Int64? {
        guard let claimed, identity.since == nil, identity.until == nil, claimed > Int64(found) else { return nil }
        return claimed - Int64(found)
    }
}

/// How far back the lists of an account were read, and what ended them.
package struct Reach: Sendable, Hashable {
    /// What ended the reading of lists.
    package enum End: Sendable, Hashable {
        /// Posts from before the period were seen.
        case periodStart
        /// Nothing older is in the platform's lists.
        case listEnd
        /// Addresses wait: the run was stopped, or is at work. The text is the run's own, `limit: --max-pages 3`.
        case waiting(String?)
        /// A page of a list came to this.
        case outcome(Outcome, url: String, Evidence?)

        /// The word by which JSON names it.
        package var word: String {
            switch self {
            case .periodStart: "period-start"
            case .listEnd: "list-end"
            case .waiting: "waiting"
            case .outcome(let outcome, _, _): outcome.description
            }
        }
    }

    package let end: End
    /// The time about which nothing is known: from the start of the period to the oldest post that was found.
    package let unseenFrom, unseenTo: ArchiveDate?

    package init(end: End, unseenFrom: ArchiveDate? = nil, unseenTo: ArchiveDate? = nil) {
        (self.end, self.unseenFrom, self.unseenTo) = (end, unseenFrom, unseenTo)
    }

    /// True when something ended the lists that may hide posts.
    var isCutShort: Bool {
        switch end {
        case .periodStart, .listEnd: false
        case .waiting, .outcome: true
        }
    }
}
