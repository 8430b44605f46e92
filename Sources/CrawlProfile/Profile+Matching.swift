// SPDX-License-Identifier: EUPL-1.2

import WebURL

extension Profile {
    /// What a seed is to this platform, nil when it is not one of its own.
    ///
    /// A seed is a URL, a URL without its scheme (`x.com/minpres`, taken as https) or a handle (`@minpres@example.org`).
    /// Scheme, host and port are kept as given, so that a server on another port or without TLS is a platform too.
    package func match(seed: String) -> SeedMatch? {
        let trimmed = seed.trimmingASCIISpace()
        let url = Self.address(of: trimmed)
        var best: SeedMatch?
        for rule in matches {
            guard let found = match(rule, seed: trimmed, url: url) else { continue }
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
        var seen: Set<String> = []
        return seeds.compactMap { rule in
            guard rule.seedKinds.isEmpty || rule.seedKinds.contains(match.kind),
                let text = rule.url.filled(captured: match.bindings), let address = WebAddress(text), address.isHTTP,
                seen.insert(address.withoutFragment).inserted
            else { return nil }
            return PlannedURL(url: address.withoutFragment, kind: rule.kind, isOptional: rule.isOptional)
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
        switch rule.form {
        case .handle(let pattern):
            guard let captures = pattern.match(seed), let host = captures["host"] ?? rule.hosts.first?.text,
                let address = WebAddress("https://" + host)
            else { return nil }
            return SeedMatch(
                profile: name, seed: seed, kind: rule.kind, certainty: .handle,
                bindings: captures.merging(Self.bindings(of: address)) { _, new in new })
        case .url(let pattern):
            guard let url, let captures = pattern.match(url.withoutFragment) else { return nil }
            let isListed = rule.hosts.contains { $0.matches(url.host ?? "") }
            return SeedMatch(
                profile: name, seed: seed, kind: rule.kind, certainty: isListed ? .host : .form,
                bindings: captures.merging(Self.bindings(of: url)) { _, new in new })
        }
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
