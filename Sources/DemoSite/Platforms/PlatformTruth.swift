// SPDX-License-Identifier: EUPL-1.2

/// What a crawl of one account of a platform site must find: the measure for profiles and crawls.
package struct PlatformTruth: Sendable {
    /// How a post hangs on the account.
    package enum Relation: String, Sendable { case own, repost, context }

    /// A post that an answer shows.
    package struct Post: Sendable, Hashable {
        package var id: String
        /// Its page, absolute; nil where the platform's answers do not give it one.
        package var url: String?
        /// Seconds since 1970, UTC.
        package var date: Int64
        package var relation = Relation.own
        package var isPinned = false
        /// Absolute addresses of its media in their best rendition; all of them must be captured.
        package var media: [String] = []
    }

    /// What a user would give: `http://x.com/minpres`.
    package var seed: String
    /// The kind of seed that the profile makes of it.
    package var kind = "profile"
    /// Names of the credentials a crawl of it needs; empty for what strangers see.
    package var credentials: [String] = []
    /// Every post within reach, newest first.
    package var posts: [Post] = []
    /// Further media that must be captured: portraits, headers.
    package var media: [String] = []
    /// What must not be asked for: promoted posts, lesser renditions.
    package var excluded: [String] = []
    /// The counters that the platform tells, by the names the profile gives them.
    package var counters: [String: Int64] = [:]
    /// Addresses whose outcome must be this one: walls, errors with status 200, posts that are gone.
    package var outcomes: [String: String] = [:]
    /// What is said of the whole account: `private`, `removed`, `suspended`, `empty`.
    package var state: String?

    package init(seed: String) { self.seed = seed }

    /// All media that must be captured, each once.
    package var allMedia: [String] { Set(media + posts.flatMap(\.media)).sorted() }
}
