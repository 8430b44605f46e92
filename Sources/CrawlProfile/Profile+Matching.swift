// SPDX-License-Identifier: EUPL-1.2

import WebURL

extension Profile {
    /// What a seed is to this platform, nil when it is not one of its own.
    ///
    /// A seed is a URL, a URL without its scheme (`x.com/minpres`, taken as https) or a handle (`@minpres@example.org`).
    /// Scheme, host and port are kept as given, so that a server on another port or without TLS is a platform too. A URL that only
    /// wraps another one (`unwrap:`) is matched as that.
    package func match(seed: String) -> SeedMatch? {
        let trimmed = seed.trimmingASCIISpace()
        guard var best = match(seed: trimmed, depth: 0) else { return nil }
        // The account is named after the one form, however the seed was written.
        if let canonical = best.canonical, let known = match(seed: canonical, depth: 0) {
            best.known = known.bindings
        }
        return best
    }

    /// The URL that a seed only wraps by a rule with `unwrap:`, nil when it wraps none.
    package func unwrapped(seed: String) -> String? {
        Self.address(of: seed.trimmingASCIISpace()).flatMap(unwrapped)
    }

    private func unwrapped(_ url: WebAddress) -> String? {
        for rule in matches {
            guard let parameter = rule.unwrap, captures(of: rule, url: url) != nil,
                let value = url.parameter(parameter), !value.isEmpty
            else { continue }
            return PercentCoding.decoded(value)
        }
        return nil
    }

    /// Redirectors in redirectors, of which an honest URL has two at most.
    private static let mostWrappings = 3

    private func match(seed: String, depth: Int) -> SeedMatch? {
        let url = Self.address(of: seed)
        // Whatever else a redirector looks like, it is what it leads to.
        if let inner = url.flatMap(unwrapped) {
            guard depth < Self.mostWrappings, var match = match(seed: inner, depth: depth + 1) else { return nil }
            match.seed = seed
            return match
        }
        var best: SeedMatch?
        for rule in matches where rule.unwrap == nil {
            guard let found = match(rule, seed: seed, url: url) else { continue }
            if best.map({ $0.certainty < found.certainty }) ?? true { best = found }
        }
        return best
    }

    /// The one URL by which a seed is known, with its match; nil when the seed is none of this platform or has no such URL.
    package func canonical(of seed: String) -> (match: SeedMatch, canonical: String)? {
        guard let match = match(seed: seed), let canonical = match.canonical else { return nil }
        return (match, canonical)
    }

    /// What to fetch for a seed, in the order of the profile, each URL once.
    package func expansion(of match: SeedMatch) -> [PlannedURL] {
        var seen: Set<PlannedURL> = []
        return seeds.compactMap { rule in
            guard rule.seedKinds.isEmpty || rule.seedKinds.contains(match.kind),
                let text = rule.url.filled(captured: match.bindings), let address = WebAddress(text), address.isHTTP
            else { return nil }
            var request: RequestContent?
            if let template = rule.request {
                guard let filled = template.filled(captured: match.bindings) else { return nil }
                request = filled
            }
            let planned = PlannedURL(
                url: address.withoutFragment, kind: rule.kind, isOptional: rule.isOptional, lane: rule.lane,
                request: request)
            return seen.insert(PlannedURL(url: planned.url, kind: .page, request: request)).inserted ? planned : nil
        }
    }

    /// The address that a seed stands for; nil for a handle and for what is no URL.
    static func address(of seed: String) -> WebAddress? {
        if seed.hasPrefix("@") || seed.isEmpty { return nil }
        if let address = WebAddress(seed), address.isHTTP, address.host != nil { return address }
        // "localhost:3077/@a" parses as a URL with the scheme "localhost", "x.com/minpres" not at all.
        guard !seed.contains("://"), let address = WebAddress("https://" + seed), let host = address.host,
            host.contains(".") || host == "localhost"
        else { return nil }
        return address
    }

    private func match(_ rule: MatchRule, seed: String, url: WebAddress?) -> SeedMatch? {
        let caught: [String: String]
        let certainty: SeedMatch.Certainty
        let address: WebAddress
        switch rule.form {
        case .handle(let pattern):
            guard let names = pattern.match(seed), let host = names["host"] ?? rule.hosts.first?.text,
                let server = WebAddress("https://" + host)
            else { return nil }
            (caught, certainty, address) = (names, .handle, server)
        case .url:
            guard let url, let names = captures(of: rule, url: url) else { return nil }
            let isListed = rule.hosts.contains { $0.matches(url.host ?? "") }
            (caught, certainty, address) = (names, isListed ? .host : .form, url)
        }
        guard !Self.isExcluded(caught, by: rule) else { return nil }
        let bindings = caught.merging(Self.bindings(of: address)) { _, new in new }
        var match = SeedMatch(profile: name, seed: seed, kind: rule.kind, certainty: certainty, bindings: bindings)
        match.canonical = rule.canonical?.filled(captured: bindings).flatMap { WebAddress($0)?.withoutFragment }
        match.isSupported = rule.isSupported
        return match
    }

    /// What a rule catches of a URL, nil when it is not meant.
    private func captures(of rule: MatchRule, url: WebAddress) -> [String: String]? {
        guard case .url(let patterns) = rule.form,
            var captures = patterns.lazy.compactMap({ $0.match(url.withoutFragment) }).first
        else { return nil }
        guard !rule.query.isEmpty else { return captures }
        let parameters = url.parameters
        for wanted in rule.query {
            guard let value = parameters.first(where: { $0.name == wanted.name })?.value,
                let caught = wanted.value.match(value)
            else { return nil }
            captures.merge(caught) { _, new in new }
        }
        return captures
    }

    private static func isExcluded(_ captures: [String: String], by rule: MatchRule) -> Bool {
        rule.exclusions.contains { name, words in captures[name].map { words.contains($0.lowercased()) } ?? false }
    }

    static func bindings(of url: WebAddress) -> [String: String] {
        [
            "scheme": url.scheme, "host": url.host ?? "", "authority": url.authority, "origin": url.origin,
            "url": url.withoutFragment,
        ]
    }
}

extension String {
    /// The text without spaces, tabs and line ends around it.
    func trimmingASCIISpace() -> String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars = scalars.dropFirst() }
        while let last = scalars.last, isSpace(last) { scalars = scalars.dropLast() }
        return String(scalars)
    }
}
