// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import CrawlProfile
import Scope

/// The posts that an answer shows, and what follows from their dates for all that belongs to them.
struct AnswerPosts: Sendable {
    let sightings: [PostSighting]
    let trail: ListTrail
    private let plan: AccountPlan
    private let isContext: Bool
    private var refusals: [String: String] = [:]
    private var refusedURLs: [String: String] = [:]
    private let known: Set<String>

    init(_ posts: [FoundPost], plan: AccountPlan, source: QueuedURL) {
        self.plan = plan
        let isContext = source.isContext
        self.isContext = isContext
        trail = ListTrail(after: isContext ? [] : posts, period: plan.period, pages: source.trail)
        sightings = posts.map { PostSighting($0, plan: plan, lane: source.lane, isContext: isContext) }
        known = Set(posts.map(\.id))
        var wanted: Set<String> = []
        for sighting in sightings {
            let urls = [sighting.url].compactMap(\.self) + sighting.media
            guard sighting.relation == .own, let date = sighting.date, let reason = plan.period.refusal(of: date) else {
                wanted.formUnion(urls)
                continue
            }
            refusals[sighting.id] = reason
            for url in urls { refusedURLs[url] = reason }
        }
        for url in wanted { refusedURLs[url] = nil }
    }

    /// Why what belongs to a post is not captured; nil when it is.
    func refusal(ofPost id: String) -> String? {
        if known.contains(id) { return refusals[id] }
        guard !isContext, !plan.period.isOpen, let date = plan.profile.idTime(id) else { return nil }
        return plan.period.refusal(of: ArchiveDate(microseconds: date))
    }

    /// Why a URL is not captured that is the page or a medium of a post out of the period, and of no other.
    func refusal(ofURL url: String) -> String? { refusedURLs[url] }
}

extension QueuedURL {
    /// True when it leads to posts of others around those of the account.
    var isContext: Bool { HopPath(hops).contextDepth > 0 }
}

extension PostSighting {
    init(_ post: FoundPost, plan: AccountPlan, lane: String?, isContext: Bool) {
        let date = post.date.map { ArchiveDate(microseconds: $0) }
        let relation: Relation = isContext || post.isContext ? .context : post.isRepost ? .repost : .own
        self.init(
            account: plan.account, id: post.id, url: post.url, date: date,
            dateSource: post.dateSource == .none ? nil : post.dateSource.rawValue, relation: relation,
            isPinned: post.isPinned, lane: lane,
            isInPeriod: relation == .own ? date.map { plan.period.contains($0) } : nil, media: post.media)
    }
}
