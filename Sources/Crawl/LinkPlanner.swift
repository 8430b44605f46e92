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
        return entry(link.url, hop: hop, kind: kind, rule: nil)
    }

    /// The entry for what the profile's rules made of the answer: such a rule is a decision, so scope has no say.
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
        return entry(url, hop: hop, kind: CaptureKind(discovery.kind), rule: discovery.rule)
    }

    /// Pages of the list that the source continues, itself included.
    private var pagesOfList: Int { source.hops.reversed().prefix { $0 == HopPath.nextPage }.count + 1 }

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

    private func entry(_ url: WebAddress, hop: Character, kind: CaptureKind, rule profileRule: String?) -> FoundURL? {
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
        if profileRule == nil, !Self.isNamed(pageKind) {
            if case .refused(let rule) = plan.scope.verdict(for: url, hops: HopPath(source.hops).appending(hop)) {
                return refused(url, hop: hop, kind: kind, .scope, rule)
            }
        }
        return found(url, hop: hop, kind: kind)
    }

    /// True for what the profile names as a part of the account; other pages are judged by the scope.
    private static func isNamed(_ kind: PageKind?) -> Bool {
        switch kind {
        case .profile, .post, .thread, .listing, .feed: true
        case .other, .api, .media, .ignored, nil: false
        }
    }

    private func found(_ url: WebAddress, hop: Character, kind: CaptureKind) -> FoundURL {
        let hops = source.hops + String(hop)
        return FoundURL(
            url: Self.withoutCredentials(url), host: url.authority, account: source.account, kind: kind, hops: hops,
            via: source.url, priority: LinkPriority.of(kind, hops: hops))
    }

    private func refused(
        _ url: WebAddress, hop: Character, kind: CaptureKind, _ reason: Outcome.Reason, _ detail: String
    ) -> FoundURL {
        var entry = found(url, hop: hop, kind: kind)
        entry.refusal = FoundURL.Refusal(.refused(reason), detail: detail)
        return entry
    }

    /// A password in a link must not get into the archive (design.md §4 rule 6).
    static func withoutCredentials(_ url: WebAddress) -> String {
        guard !url.username.isEmpty || !url.password.isEmpty else { return url.withoutFragment }
        return "\(url.scheme)://\(url.authority)\(url.path)" + (url.query.map { "?" + $0 } ?? "")
    }
}
