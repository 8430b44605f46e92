// SPDX-License-Identifier: EUPL-1.2

import Collection
import CrawlProfile
import Diagnostics
import Frontier
import Scope
import WebURL

/// What the settings mean for one account: its profile, its seeds, how far to go and how gently.
struct AccountPlan: Sendable {
    let account: String
    let profile: Profile
    let match: SeedMatch
    let seeds: [FoundURL]
    let scopeMode: ScopeMode
    let scope: CrawlScope
    let robots: RobotsPolicy
    let pace: HostPace

    /// The plan for one seed; a profile that does not know the seed can't be used for it.
    ///
    /// - Throws: a diagnostic that names what is wrong with the seed or with the profile kept in the settings.
    init(_ seed: CrawlSettings.Seed, settings: CrawlSettings) throws {
        if let refusal = seed.refusal { throw refusal }
        let reading = Profile.parse(settings.profiles[seed.profile] ?? "", file: "crawl-profiles/\(seed.profile).yaml")
        guard let profile = reading.profile else {
            throw reading.findings.first
                ?? Diagnostic(at: .file(seed.profile), "the run's settings have no profile of that name")
        }
        guard let match = profile.match(seed: seed.text) else {
            throw Diagnostic(
                at: .url(seed.text), "the profile \"\(profile.name)\" does not know this kind of seed",
                hint: "give the address of a page, as https://…, or name another profile with --profile")
        }
        let planned = profile.expansion(of: match)
        let addresses = planned.compactMap { WebAddress($0.url) }
        guard !addresses.isEmpty else {
            throw Diagnostic(
                at: .url(seed.text), "the profile \"\(profile.name)\" makes no address of this seed",
                hint: "check its `seed:` rules with `kabinet profiles check`")
        }
        account = seed.account
        self.profile = profile
        self.match = match
        seeds = zip(planned, addresses).map { planned, address in
            FoundURL(
                url: address.withoutFragment, host: address.authority, account: seed.account,
                kind: CaptureKind(planned.kind), hops: "", via: nil, priority: LinkPriority.seed,
                isOptional: planned.isOptional)
        }
        // The address the user gave says how far to go; what the profile adds to it (an API, a feed) does not widen that.
        let anchor = match.bindings["url"].flatMap { WebAddress($0) } ?? addresses[0]
        scopeMode = settings.scope ?? (anchor.path == "/" ? .host : .prefix)
        scope = try CrawlScope(
            seeds: [anchor], mode: scopeMode, maxHops: settings.maxHops,
            include: settings.include, exclude: settings.exclude)
        robots =
            settings.robots ?? profile.politeness.robots.flatMap { RobotsPolicy(rawValue: $0.rawValue) }
            ?? .requisitesExempt
        pace = HostPace(profile.politeness, delay: settings.delay)
    }
}

extension CaptureKind {
    init(_ kind: PlannedURL.Kind) {
        switch kind {
        case .page: self = .page
        case .api: self = .api
        case .media: self = .media
        case .feed: self = .feed
        }
    }
}

extension CaptureKind {
    /// The kind by which a profile names its header fields.
    var planned: PlannedURL.Kind {
        switch self {
        case .page, .robots: .page
        case .media, .requisite: .media
        case .api: .api
        case .feed: .feed
        }
    }
}

extension HostPace {
    /// The pace of a profile; `delay` in seconds goes before its own, and 0 means as fast as the server answers.
    init(_ rules: Politeness, delay: Double?) {
        let delay = delay ?? Double(rules.delay) / 1000
        self.init(
            delay: delay, factor: delay > 0 ? 1 : 0, longestPause: max(10, delay),
            concurrency: delay > 0 ? rules.concurrency : max(rules.concurrency, 4),
            firstBackoff: Double(rules.backoffFirst) / 1000, backoffFactor: Double(rules.backoffFactor),
            longestBackoff: Double(rules.backoffCap) / 1000, tries: rules.maxRetries + 1)
    }
}
