// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
package import WebURL

/// Decides which addresses belong to a crawl, and names the rule when one does not.
///
/// The order of the rules: only `http` and `https`; seeds always; exclude patterns; requisites; the number of links;
/// include patterns; the mode. A redirect is judged as what redirected to it, because the answer is not whole
/// without its target; the links on that target are judged by where they lead.
package struct CrawlScope: Sendable {
    /// What is decided about an address.
    package enum Verdict: Sendable, Hashable {
        /// Belongs to the crawl by itself.
        case inScope
        /// Belongs to a page that does, wherever it is.
        case requisite
        /// Does not belong to it; the text names the rule.
        case refused(rule: String)
    }

    /// Embeds in a row that are requisites of a page whatever their host: a style sheet and the font it names.
    package static let requisiteDepth = 2

    private let areas: [ScopeArea]
    private let seeds: Set<String>
    private let mode: ScopeMode
    private let maxHops: Int?
    private let include: [ScopePattern]
    private let exclude: [ScopePattern]

    /// A scope around `seeds`.
    ///
    /// `maxHops` bounds the links from a seed (``HopPath/linkCount``), nil is no bound. `include` adds to what the mode
    /// takes, `exclude` takes away from everything but the seeds; both hold patterns as ``ScopePattern`` reads them.
    ///
    /// - Throws: a finding that names the first wrong pattern.
    package init(
        seeds: [WebAddress], mode: ScopeMode, maxHops: Int? = nil, include: [String] = [], exclude: [String] = []
    ) throws(Diagnostic) {
        self.mode = mode
        self.maxHops = maxHops
        self.seeds = Set(seeds.map(\.withoutFragment))
        areas = seeds.map { ScopeArea($0, mode: mode) }
        var patterns: [[ScopePattern]] = [[], []]
        for (index, list) in [include, exclude].enumerated() {
            for text in list { patterns[index].append(try ScopePattern(text)) }
        }
        self.include = patterns[0]
        self.exclude = patterns[1]
    }

    /// The verdict on an address that was reached by `hops`, the hop to it included.
    package func verdict(for url: WebAddress, hops: HopPath) -> Verdict {
        guard url.isHTTP else { return .refused(rule: "scheme: \(url.scheme) is not crawled") }
        let text = url.withoutFragment
        if hops.isSeed || seeds.contains(text) { return .inScope }
        if let rule = bound(for: url, hops: hops) { return .refused(rule: rule) }
        let embeds = hops.trailingEmbeds
        if (1...Self.requisiteDepth).contains(embeds) { return .requisite }
        if include.contains(where: { $0.matches(text) }) { return .inScope }
        if areas.contains(where: { $0.contains(url) }) { return .inScope }
        if embeds > Self.requisiteDepth {
            return .refused(rule: "requisite: \(embeds) embeds from its page, \(Self.requisiteDepth) allowed")
        }
        if hops.isRedirect { return .inScope }
        return .refused(rule: outside)
    }

    /// The rule that keeps an address out wherever a crawl may go otherwise: an exclude pattern or the number of links; nil when
    /// there is none. Seeds are bound by neither, requisites not by the number of links.
    package func bound(for url: WebAddress, hops: HopPath) -> String? {
        let text = url.withoutFragment
        if hops.isSeed || seeds.contains(text) { return nil }
        if let pattern = exclude.first(where: { $0.matches(text) }) { return "exclude: \(pattern.text)" }
        guard let maxHops, hops.linkCount > maxHops, !(1...Self.requisiteDepth).contains(hops.trailingEmbeds) else {
            return nil
        }
        return "max-hops: \(hops.linkCount) links from the seed, \(maxHops) allowed"
    }

    private var outside: String {
        guard areas.count == 1, let area = areas.first else {
            return "\(mode.rawValue): outside all \(areas.count) seeds"
        }
        return "\(mode.rawValue): outside \(area)"
    }
}
