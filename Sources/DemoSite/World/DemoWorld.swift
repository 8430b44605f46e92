// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// The demonstration: a small social site with three invented accounts in office, their posts, and citizens who answer.
///
/// Everything follows from the options, to the byte, at each run and on each machine. The site is a pure function from
/// request to response (`response(for:)`); `DemoServer` puts it on a socket. Pictures and films are made when first asked
/// for and then kept. Safe to use from any thread.
package struct DemoWorld: Sendable {
    /// What can be chosen.
    package struct Options: Sendable {
        /// Decides pictures, answers and counts.
        package var seed: UInt64 = 2026
        /// 1, or 2 for the site a few days later: one post more, one gone, one changed.
        package var edition = 1
        /// How the pages of a list are addressed.
        package var paging = Paging.query
        /// Posts on one page of a profile.
        package var postsPerPage = 6
        /// Posts beside those that have been written by hand, with small pictures: a site large enough to crawl for a while.
        package var furtherPosts = 0
        /// Answers on one page of a thread.
        package var repliesPerPage = 8
        /// Where pictures and films are, without a slash at the end: `http://media.example.test:8080`. Nil: on the site itself.
        package var mediaBase: String?
        /// Parts of the site that misbehave; the longest pattern that fits decides.
        package var behaviours: [PathPattern: DemoBehaviour] = [:]

        package init() {}
    }

    /// `?page=2` or `/page/2`.
    package enum Paging: Sendable { case query, path }

    package let options: Options
    /// The three accounts in office, then the citizens.
    package let accounts: [DemoAccount]
    /// All posts, newest first.
    package let posts: [DemoPost]

    let postsByID: [String: DemoPost]
    let accountsByHandle: [String: DemoAccount]
    /// Answers by the id of the post they answer, oldest first.
    let repliesByParent: [String: [DemoPost]]
    let media: MediaStore

    /// The world of these options, without its pictures, which follow on demand. Pictures that another world of the same
    /// seed has made already are taken from it.
    package init(_ options: Options = Options(), sharingMediaOf other: DemoWorld? = nil) {
        self.options = options
        let builder = WorldBuilder(
            seed: options.seed, edition: options.edition, furtherPosts: options.furtherPosts)
        accounts = builder.accounts
        posts = builder.posts
        postsByID = Dictionary(builder.posts.map { ($0.id, $0) }) { first, _ in first }
        accountsByHandle = Dictionary(builder.accounts.map { ($0.handle, $0) }) { first, _ in first }
        var replies: [String: [DemoPost]] = [:]
        for post in builder.posts.reversed() {
            if let parent = post.repliesTo { replies[parent, default: []].append(post) }
        }
        repliesByParent = replies
        let cache = other.flatMap { $0.options.seed == options.seed ? $0.media.cache : nil }
        media = MediaStore(seed: options.seed, accounts: builder.accounts, posts: builder.posts, cache: cache)
    }

    /// The three accounts that a capture is about.
    package var officials: [DemoAccount] { accounts.filter(\.isOfficial) }

    /// The account of a handle.
    package func account(_ handle: String) -> DemoAccount? { accountsByHandle[handle] }

    /// The post of an id.
    package func post(_ id: String) -> DemoPost? { postsByID[id] }

    /// The newest moment in the world; stands for "last modified" wherever a date is needed.
    package var newest: ArchiveDate { posts.first.map { $0.edited ?? $0.created } ?? ArchiveDate(seconds: 0) }
}

extension DemoWorld {
    /// What a profile lists, newest first: for the three accounts posts, boosts and quotes; answers too if asked;
    /// for citizens, who only answer, always everything.
    package func timeline(of account: DemoAccount, withReplies: Bool = false) -> [DemoPost] {
        posts.filter { $0.author == account.handle && (withReplies || !account.isOfficial || !$0.isReply) }
    }

    /// The posts that a post answers, the oldest first, without itself.
    package func ancestors(of post: DemoPost) -> [DemoPost] {
        var chain: [DemoPost] = []
        var current = post
        while let id = current.repliesTo, let parent = postsByID[id], chain.count < 40 {
            chain.insert(parent, at: 0)
            current = parent
        }
        return chain
    }

    /// All answers below a post, each after the post it answers.
    package func descendants(of post: DemoPost) -> [DemoPost] {
        var result: [DemoPost] = []
        var waiting = Array((repliesByParent[post.id] ?? []).reversed())
        while let next = waiting.popLast() {
            result.append(next)
            waiting += (repliesByParent[next.id] ?? []).reversed()
        }
        return result
    }

    /// The post that a boost or quote shows.
    package func shown(by post: DemoPost) -> DemoPost? {
        switch post.kind {
        case .boost(let id), .quote(let id): postsByID[id]
        case .post, .reply: nil
        }
    }
}
