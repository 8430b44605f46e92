// SPDX-License-Identifier: EUPL-1.2

extension Profile {
    /// What a URL is to this platform, nil when no rule names it.
    ///
    /// With the seed it was reached from, a pattern with `{user}` matches only that account and `{host}` only that server.
    /// What is ignored goes before all, then pages, the interface, media, and what is followed besides.
    package func classify(_ url: String, seed: SeedMatch? = nil) -> PageKind? {
        let bindings = seed?.bindings ?? [:]
        let matches = { (pattern: URLPattern) in pattern.match(url, bindings: bindings) != nil }
        if ignore.contains(where: matches) || media.exclude.contains(where: matches) { return .ignored }
        if let page = pages.first(where: { matches($0.url) }) { return page.kind }
        // What is read out of web pages stays a page.
        if api.contains(where: { $0.source == .body && matches($0.on) }) { return .api }
        if media.urls.contains(where: matches) { return .media }
        return follow.contains(where: matches) ? .other : nil
    }

    /// The URLs of better renditions of a medium, best first; empty when none is known.
    package func renditions(of url: String) -> [String] {
        media.renditions.compactMap { rule in
            guard let captures = rule.from.match(url), let best = rule.best.filled(captured: captures), best != url
            else {
                return nil
            }
            return best
        }
    }
}
