// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// An account of a run: whose it is, for which days it is captured, and how it stands.
package struct CrawlAccount: Sendable, Hashable {
    package let account: String
    /// Name of the crawl profile.
    package let profile: String
    /// As the user wrote it.
    package let seed: String
    /// The one form by which its platform knows it.
    package var canonical: String?
    package var person, department, kind, role: String?
    /// Days, both included.
    package var since, until: String?
    /// Set when the account is left alone, or was.
    package var pause: AccountPause?
    /// Walls and refusals in a row.
    package var strikes = 0
    /// `private`, `removed`, `suspended` or `empty`, as the platform says of the whole account.
    package var state: String?
    /// True when its profile knows what a post is there: finding none is an error then.
    package var findsPosts = false
    /// Lanes of the profile that are not used, and why: `no credential x-bearer`. Written when the account is entered, not read back.
    package var lanesLeftOut: [String: String] = [:]

    package init(account: String, profile: String, seed: String) {
        (self.account, self.profile, self.seed) = (account, profile, seed)
    }
}

/// An account is not asked for a while.
package struct AccountPause: Sendable, Hashable {
    package let account: String
    package let until: ArchiveDate
    package let reason: String

    package init(account: String, until: ArchiveDate, reason: String) {
        (self.account, self.until, self.reason) = (account, until, reason)
    }
}

/// When an account is left alone, and for how long.
package struct PauseLimit: Sendable, Hashable {
    /// Walls and refusals in a row.
    package let strikes: Int
    package let seconds: Double

    package init(strikes: Int, seconds: Double) { (self.strikes, self.seconds) = (strikes, seconds) }
}

/// What one answer says of its account.
package enum AccountSign: Sendable, Hashable {
    /// It is open: walls before this do not count any more.
    case open
    /// A wall, or the wish to be left alone.
    case strike(reason: String, PauseLimit)
}
