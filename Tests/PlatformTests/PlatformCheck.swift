// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import DemoSite

/// What a walk or a crawl found, held against a site's truth.
struct PlatformCheck {
    /// A post as it was found.
    struct Post: Hashable {
        var id: String
        var url: String?
        /// Microseconds since 1970.
        var date: Int64?
        var relation: String
        var isPinned: Bool
        var media: [String]
    }

    var posts: [Post] = []
    var media: Set<String> = []
    var counters: [String: Int64] = [:]
    var outcomes: [String: String] = [:]
    var states: Set<String> = []

    init() {}

    init(_ walk: ProfileWalk) {
        posts = walk.posts.map { post in
            Post(
                id: post.id, url: post.url, date: post.date,
                relation: post.isContext ? "context" : post.isRepost ? "repost" : "own", isPinned: post.isPinned,
                media: post.media)
        }
        (media, counters, outcomes, states) = (walk.media, walk.counters, walk.outcomes, walk.states)
    }

    /// Sentences about what is missing, wrong or too much; empty when all is as the truth says.
    func gaps(_ truth: PlatformTruth, seconds tolerance: Int64 = 1) -> [String] {
        var gaps: [String] = []
        let found = Dictionary(posts.map { ($0.id, $0) }) { first, _ in first }
        for post in truth.posts {
            guard let mine = found[post.id] else {
                gaps.append("post \(post.id) is missing")
                continue
            }
            if let url = post.url, mine.url != url {
                gaps.append("post \(post.id) is at \(mine.url ?? "nowhere"), not \(url)")
            }
            if mine.relation != post.relation.rawValue {
                gaps.append("post \(post.id) is \(mine.relation), not \(post.relation.rawValue)")
            }
            if mine.isPinned != post.isPinned { gaps.append("post \(post.id) is \(mine.isPinned ? "" : "not ")pinned") }
            if let date = mine.date {
                if abs(date / 1_000_000 - post.date) > tolerance {
                    gaps.append("post \(post.id) is of \(date / 1_000_000), not \(post.date)")
                }
            } else {
                gaps.append("post \(post.id) has no date")
            }
            if Set(mine.media) != Set(post.media) {
                gaps.append("post \(post.id) has \(mine.media), not \(post.media)")
            }
        }
        let known = Set(truth.posts.map(\.id))
        for id in found.keys.sorted() where !known.contains(id) { gaps.append("post \(id) is none of the account") }
        for url in truth.allMedia where !media.contains(url) {
            gaps.append("medium \(url) is missing: \(outcomes[url] ?? "never asked")")
        }
        for url in truth.excluded where outcomes[url] != nil { gaps.append("\(url) was asked for") }
        for (name, value) in truth.counters where counters[name] != value {
            gaps.append("counter \(name) is \(counters[name].map(String.init) ?? "not there"), not \(value)")
        }
        for (url, outcome) in truth.outcomes.sorted(by: { $0.key < $1.key }) where outcomes[url] != outcome {
            gaps.append("\(url) ended as \(outcomes[url] ?? "never asked"), not \(outcome)")
        }
        if let state = truth.state, !states.contains(state) { gaps.append("the account is not told to be \(state)") }
        if truth.state == nil, !states.isEmpty { gaps.append("the account is told to be \(states.sorted())") }
        return gaps
    }
}
