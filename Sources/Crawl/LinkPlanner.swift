// SPDX-License-Identifier: EUPL-1.2

import Collection
import CrawlProfile
import Extract
import Scope
import WebURL

/// Turns what an answer links to into entries for the frontier, each accepted or refused by a named rule. Pure.
struct LinkPlanner: Sendable {
    let plan: AccountPlan
    let source: QueuedURL
    /// The status of the answer.
    var status = 200
    /// The posts that the answer shows.
    var posts: AnswerPosts?

    /// Redirects in a row before a chain is given up.
    static let longestRedirectChain = 20

    /// The entry for a link that an extractor found; nil for what can't be fetched at all.
    func entry(for link: Link) -> FoundURL? {
        guard let (hop, kind) = step(link) else { return nil }
        var entry = Entry(hop: hop, kind: kind)
        switch hop {
        case HopPath.redirect:
            (entry.lane, entry.post, entry.trail) = (source.lane, source.post, source.trail)
            // RFC 9110 §15.4: these two ask the same again; after others a browser asks by GET.
            if link.kind == .redirect, status == 307 || status == 308 { entry.request = source.request }
        case HopPath.nextPage:
            (entry.lane, entry.trail) = (source.lane, posts?.trail.pages ?? source.trail)
            if let refusal = coldTrail { return found(link.url, entry, refusal: refusal) }
        case HopPath.embed:
            entry.post = source.post
        default:
            if let reason = posts?.refusal(ofURL: link.url.withoutFragment) {
                return found(link.url, entry, refusal: .init(.refused(.scope), detail: reason))
            }
        }
        return self.entry(link.url, entry, isAnywhere: false)
    }

    /// The entry for what the profile's rules made of the answer.
    ///
    /// What such a rule yields may lie anywhere, because that is what the rule is for. A next page is no decision of the profile
    /// but of the server: it has to be on the host of the list or in the scope. What the user excluded stays out, whoever names it.
    func entry(for discovery: Discovery) -> FoundURL? {
        guard let url = WebAddress(discovery.url) else { return nil }
        var entry = Entry(hop: Self.hop(discovery), kind: CaptureKind(discovery.kind))
        entry.isOptional = discovery.isOptional
        entry.request = discovery.request.map { RequestMessage($0) }
        entry.post = discovery.post ?? (entry.hop == HopPath.embed ? source.post : nil)
        // A lane may need a credential, which is for the interface and not for whatever its answers name.
        let staysInLane = discovery.relation == .nextPage || discovery.kind == .api
        entry.lane = discovery.lane ?? (staysInLane ? source.lane : nil)
        if discovery.relation == .nextPage { entry.trail = posts?.trail.pages ?? source.trail }
        if let refusal = refusal(of: discovery, url, entry) { return found(url, entry, refusal: refusal) }
        let staysOnHost = discovery.relation != .nextPage || url.authority == source.host
        return self.entry(url, entry, isAnywhere: staysOnHost)
    }

    private static func hop(_ discovery: Discovery) -> Character {
        switch (discovery.relation, discovery.kind) {
        case (.nextPage, _): HopPath.nextPage
        case (.media, _), (_, .media): HopPath.embed
        case (_, _) where discovery.isContext: HopPath.context
        case (_, .api): HopPath.api
        case (_, .feed): HopPath.feed
        case (_, .page): HopPath.link
        }
    }

    /// Why what a rule of the profile names is not fetched, wherever it is.
    private func refusal(of discovery: Discovery, _ url: WebAddress, _ entry: Entry) -> FoundURL.Refusal? {
        if let refusal = FoundURL.Refusal(lane: entry.lane, plan.closedLanes) { return refusal }
        if discovery.relation == .nextPage {
            if let limit = discovery.maxPages, pagesOfList >= limit {
                return .init(.refused(.limit), detail: "list is longer than \(limit) pages (\(discovery.rule))")
            }
            return coldTrail
        }
        // What a post shows belongs to the answer that shows the post: it is no step further.
        let isStep = discovery.isContext && Self.hop(discovery) == HopPath.context
        let depth = HopPath(source.hops).contextDepth + (isStep ? 1 : 0)
        if depth > plan.threadDepth {
            return .init(
                .refused(.scope),
                detail: "thread-depth: \(depth) steps from the account's own posts, \(plan.threadDepth) allowed")
        }
        guard let posts else { return nil }
        let reason =
            if let post = discovery.post { posts.refusal(ofPost: post) } else {
                posts.refusal(ofURL: url.withoutFragment)
            }
        return reason.map { .init(.refused(.scope), detail: $0) }
    }

    /// Set when the list has gone back behind the period.
    private var coldTrail: FoundURL.Refusal? {
        guard let trail = posts?.trail, trail.isCold, let since = plan.period.since else { return nil }
        return .init(
            .refused(.scope), detail: "\(trail.pages) pages in a row are wholly older than --since \(since)")
    }

    /// The entries for the sitemaps that a robots.txt names, as far as they are in the scope.
    func sitemaps(_ named: [String]) -> [FoundURL] {
        named.compactMap { text in
            WebAddress(text).flatMap { entry(for: Link(url: $0, kind: .sitemap, context: "robots.txt")) }
        }.filter { $0.refusal == nil }
    }

    /// Pages of the list that the source continues, itself included.
    private var pagesOfList: Int { HopPath(source.hops).trailingNextPages + 1 }

    private func step(_ link: Link) -> (Character, CaptureKind)? {
        switch link.kind {
        case .navigation: (HopPath.link, .page)
        case .nextPage: (HopPath.nextPage, source.kind == .api ? .api : .page)
        case .embed: (HopPath.embed, .requisite)
        case .frame: (HopPath.embed, .requisite)
        case .feed: (HopPath.feed, .feed)
        case .sitemap: (HopPath.feed, .feed)
        case .sitemapEntry: (HopPath.link, .page)
        case .redirect, .refresh: (HopPath.redirect, source.kind)
        }
    }

    /// What is known of a URL besides where it is.
    private struct Entry {
        let hop: Character
        var kind: CaptureKind
        var isOptional = false
        var request: RequestMessage?
        var lane: String?
        var post: String?
        var trail = 0
    }

    /// `isAnywhere`: the scope has no say in where it is.
    private func entry(_ url: WebAddress, _ entry: Entry, isAnywhere: Bool) -> FoundURL? {
        let hop = entry.hop
        guard url.isHTTP, url.host != nil else { return nil }
        if hop == HopPath.redirect,
            source.hops.reversed().prefix(while: { $0 == HopPath.redirect }).count >= Self.longestRedirectChain
        {
            return refused(url, entry, .limit, "more than \(Self.longestRedirectChain) redirects in a row")
        }
        let pageKind = plan.profile.classify(url.withoutFragment, seed: plan.match)
        if pageKind == .ignored, hop != HopPath.redirect {
            return refused(url, entry, .scope, "profile \(plan.profile.name) ignores it")
        }
        var entry = entry
        if pageKind == .media, entry.kind == .page { entry.kind = .media }
        let hops = HopPath(source.hops).appending(hop)
        if isAnywhere || Self.isNamed(pageKind) {
            if let rule = plan.scope.bound(for: url, hops: hops) {
                return refused(url, entry, .scope, rule)
            }
        } else if case .refused(let rule) = plan.scope.verdict(for: url, hops: hops) {
            return refused(url, entry, .scope, rule)
        }
        return found(url, entry)
    }

    /// True for what the profile names as a part of the account; other pages are judged by the scope.
    private static func isNamed(_ kind: PageKind?) -> Bool {
        switch kind {
        case .profile, .post, .thread, .listing, .feed: true
        case .other, .api, .media, .ignored, nil: false
        }
    }

    private func found(_ url: WebAddress, _ entry: Entry, refusal: FoundURL.Refusal? = nil) -> FoundURL {
        let hops = source.hops + String(entry.hop)
        return FoundURL(
            url: url.withoutFragment, host: url.authority, account: source.account, kind: entry.kind, hops: hops,
            via: source.url, priority: LinkPriority.of(entry.kind, hops: hops), refusal: refusal,
            isOptional: entry.isOptional, request: entry.request, lane: entry.lane, post: entry.post,
            trail: entry.trail)
    }

    private func refused(
        _ url: WebAddress, _ entry: Entry, _ reason: Outcome.Reason, _ detail: String
    ) -> FoundURL {
        found(url, entry, refusal: FoundURL.Refusal(.refused(reason), detail: detail))
    }
}
