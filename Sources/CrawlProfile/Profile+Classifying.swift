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
        if api.contains(where: { matches($0.on) }) { return .api }
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

    /// The wall that an answer is, nil when it is none.
    ///
    /// `bodyPrefix` is the first part of the decoded body; 64 KiB are enough, and no more are looked at. `location` is the
    /// absolute URL of a redirect.
    package func wall(status: Int, url: String, bodyPrefix: [UInt8], location: String? = nil) -> Wall? {
        guard !walls.isEmpty else { return nil }
        let text = String(decoding: bodyPrefix.prefix(1 << 16).map(\.asciiLowercased), as: UTF8.self)
        return walls.first { rule in
            (rule.statuses.isEmpty || rule.statuses.contains { $0.contains(status) })
                && (rule.url.isEmpty || rule.url.contains { $0.match(url) != nil })
                && (rule.redirectTo.isEmpty || rule.redirectTo.contains { $0.match(location ?? "") != nil })
                && (rule.body.isEmpty || rule.body.contains { text.contains($0) })
        }?.wall
    }

    /// What an answer really is: the first wall or, when none fits, the first rule of `answers:` that does; nil when it is what its
    /// status says.
    ///
    /// `bodyPrefix` is the first part of the decoded body, better all of it, as `isWhole` says: JSON can be looked into only whole.
    /// `location` is the absolute URL of a redirect, `request` what was asked of the URL.
    package func judgement(
        status: Int, url: String, mediaType: String?, bodyPrefix: [UInt8], isWhole: Bool, location: String? = nil,
        request: RequestContent? = nil
    ) -> AnswerJudgement? {
        wall(status: status, url: url, bodyPrefix: bodyPrefix, location: location).map { AnswerJudgement($0) }
    }

    /// The moment that a post's id carries, in microseconds since 1970 UTC; nil when no rule of `ids:` fits.
    package func idTime(_ id: String) -> Int64? { nil }
}
