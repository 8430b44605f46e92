// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
import WebURL

extension Profile {
    /// What an answer leads to, each URL once, and what was wrong with the answer.
    package struct Discoveries: Sendable {
        package var found: [Discovery] = []
        /// An answer that a rule names but that cannot be read, such as HTML where JSON was to be: the profile or the platform
        /// has changed, and silence would pass for an empty account.
        package var findings: [Diagnostic] = []
        /// The posts that the answer showed, each id once, in its order.
        package var posts: [FoundPost] = []
        /// What the platform itself says exists, by the names of the profile: `posts`, `media`.
        package var counters: [String: Int64] = [:]
        /// Whether the answer is a list by a rule with `posts:`, could be read, and showed none.
        package var isEmptyList = false

        /// Nothing.
        package init() {}
    }

    /// The most URLs that one answer may lead to.
    package static let mostDiscoveries = 20_000
    /// The most posts that are read off one answer.
    package static let mostPosts = 20_000
    /// The most media that are counted of one post.
    static let mostMediaOfPost = 1000

    /// What an answer leads to by the rules of this profile, with what was wrong.
    ///
    /// `url` is the absolute URL that answered, `mediaType` its `Content-Type`, `body` the body without content coding.
    /// `request` is what was asked of the URL, nil for a plain GET. Only answers with a status of 200 to 299 lead anywhere. The names caught in `url` go before those of the seed.
    package func reading(
        url: String, mediaType: String?, statusCode: Int, fields: [(String, String)], body: [UInt8],
        request: RequestContent? = nil, seed: SeedMatch? = nil
    ) -> Discoveries {
        guard (200...299).contains(statusCode), let address = WebAddress(url) else { return Discoveries() }
        var reading = AnswerReading(
            profile: self, address: address, mediaType: mediaType ?? "", fields: fields, body: body,
            request: request, bindings: seed?.bindings ?? [:])
        return reading.run()
    }
}
