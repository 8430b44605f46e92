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

    /// Redirects in a row before a chain is given up.
    static let longestRedirectChain = 20

    /// The entry for a link that an extractor found; nil for what can't be fetched at all.
    func entry(for link: Link) -> FoundURL? {
        guard let (hop, kind) = step(link) else { return nil }
        return entry(link.url, hop: hop, kind: kind, isAnywhere: false)
    }

    /// The entry for what the profile's rules made of the answer.
    ///
    /// What such a rule yields may lie anywhere, because that is what the rule is for. A next page is no decision of the profile
    /// but of the server: it has to be on the host of the list or in the scope. What the user excluded stays out, whoever names it.
    func entry(for discovery: Discovery) -> FoundURL? {
        guard let url = WebAddress(discovery.url) else { return nil }
        let hop: Character
        switch (discovery.relation, discovery.kind) {
        case (.nextPage, _): hop = HopPath.nextPage
        case (.media, _), (_, .media): hop = HopPath.embed
        case (_, .api): hop = HopPath.api
        case (_, .feed): hop = HopPath.feed
        case (_, .page): hop = HopPath.link
        }
        if let limit = discovery.maxPages, discovery.relation == .nextPage, pagesOfList >= limit {
            return refused(
                url, hop: hop, kind: CaptureKind(discovery.kind), .limit,
                "list is longer than \(limit) pages (\(discovery.rule))")
        }
        let staysOnHost = discovery.relation != .nextPage || url.authority == source.host
        return entry(
            url, hop: hop, kind: CaptureKind(discovery.kind), isAnywhere: staysOnHost, isOptional: discovery.isOptional)
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

    /// `isAnywhere`: the scope has no say in where it is.
    private func entry(
        _ url: WebAddress, hop: Character, kind: CaptureKind, isAnywhere: Bool, isOptional: Bool = false
    ) -> FoundURL? {
        guard url.isHTTP, url.host != nil else { return nil }
        if hop == HopPath.redirect,
            source.hops.reversed().prefix(while: { $0 == HopPath.redirect }).count >= Self.longestRedirectChain
        {
            return refused(
                url, hop: hop, kind: kind, .limit, "more than \(Self.longestRedirectChain) redirects in a row")
        }
        let pageKind = plan.profile.classify(url.withoutFragment, seed: plan.match)
        if pageKind == .ignored, hop != HopPath.redirect {
            return refused(url, hop: hop, kind: kind, .scope, "profile \(plan.profile.name) ignores it")
        }
        let kind = pageKind == .media && kind == .page ? .media : kind
        let hops = HopPath(source.hops).appending(hop)
        if isAnywhere || Self.isNamed(pageKind) {
            if let rule = plan.scope.bound(for: url, hops: hops) {
                return refused(url, hop: hop, kind: kind, .scope, rule)
            }
        } else if case .refused(let rule) = plan.scope.verdict(for: url, hops: hops) {
            return refused(url, hop: hop, kind: kind, .scope, rule)
        }
        return found(url, hop: hop, kind: kind, isOptional: isOptional)
    }

    /// True for what the profile names as a part of the account; other pages are judged by the scope.
    private static func isNamed(_ kind: PageKind?) -> Bool {
        switch kind {
        case .profile, .post, .thread, .listing, .feed: true
        case .other, .api, .media, .ignored, nil: false
        }
    }

    private func found(
        _ url: WebAddress, hop: Character, kind: CaptureKind, refusal: FoundURL.Refusal? = nil,
        isOptional: Bool = false
    ) -> FoundURL {
        let hops = source.hops + String(hop)
        return FoundURL(
            url: url.withoutFragment, host: url.authority, account: source.account, kind: kind, hops: hops,
            via: source.url, priority: LinkPriority.of(kind, hops: hops), refusal: refusal, isOptional: isOptional)
    }

    private func refused(
        _ url: WebAddress, hop: Character, kind: CaptureKind, _ reason: Outcome.Reason, _ detail: String
    ) -> FoundURL {
        found(url, hop: hop, kind: kind, refusal: FoundURL.Refusal(.refused(reason), detail: detail))
    }
}
