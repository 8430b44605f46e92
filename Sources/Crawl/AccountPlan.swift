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
    let period: CapturePeriod
    /// Steps from the account's own posts that the posts of others around them are captured.
    let threadDepth: Int
    /// Lanes that can't be used, with the credential that is missing.
    let closedLanes: [String: String]
    /// When the account is left alone for a while.
    let pause: PauseLimit?
    /// Whose account it is, for the ledger.
    let about: CrawlAccount

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
        guard match.isSupported else {
            throw Diagnostic(
                at: .url(seed.text), "\(profile.title) has this kind of seed, but Kabinet does not capture it",
                hint: "give an account or a post; `kabinet profiles show \(profile.name)` lists what is captured")
        }
        let planned = profile.expansion(of: match)
        let addresses = planned.compactMap { WebAddress($0.url) }
        guard !addresses.isEmpty else {
            throw Diagnostic(
                at: .url(seed.text), "the profile \"\(profile.name)\" makes no address of this seed",
                hint: "check its `seed:` rules with `kabinet profiles check`")
        }
        let credentials = Set(settings.credentialNames ?? [])
        let closedLanes = profile.closedLanes(with: credentials)
        if let lane = planned.first?.lane, let name = closedLanes[lane],
            planned.allSatisfy({ closedLanes[$0.lane ?? ""] != nil })
        {
            throw Diagnostic(
                at: .url(seed.text), "the profile \"\(profile.name)\" needs the credential \(name) for this seed",
                hint: "give it with --credentials, or name another profile with --profile")
        }
        account = seed.account
        self.closedLanes = closedLanes
        period = try CapturePeriod(since: seed.since ?? settings.since, until: seed.until ?? settings.until)
        threadDepth = settings.threadDepth ?? 1
        pause = profile.pause.map { PauseLimit(strikes: $0.after, seconds: Double($0.milliseconds) / 1000) }
        var about = CrawlAccount(seed, match, period)
        about.findsPosts = match.kind == .profile && profile.promisesPosts
        about.lanesLeftOut = closedLanes.mapValues { "no credential \($0)" }
        self.about = about
        self.profile = profile
        self.match = match
        seeds = planned.compactMap { planned in
            WebAddress(planned.url).map { Self.entry(planned, $0, account: seed.account, closedLanes) }
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

    /// A seed that needs a credential which is not there stays in the ledger, so that the report can say so.
    private static func entry(
        _ planned: PlannedURL, _ address: WebAddress, account: String, _ closedLanes: [String: String]
    ) -> FoundURL {
        let refusal = FoundURL.Refusal(lane: planned.lane, closedLanes)
        return FoundURL(
            url: address.withoutFragment, host: address.authority, account: account,
            kind: CaptureKind(planned.kind), hops: "", via: nil, priority: LinkPriority.seed, refusal: refusal,
            isOptional: planned.isOptional || refusal != nil, request: planned.request.map { RequestMessage($0) },
            lane: planned.lane)
    }

    /// What the user should know of lanes that are left out.
    var findings: [Diagnostic] {
        seeds.compactMap { seed in
            seed.refusal.map { Diagnostic(.note, at: .url(seed.url), "is left out: \($0.detail)") }
        }
    }
}

extension FoundURL.Refusal {
    /// The refusal of what lies in a lane whose credential is missing; nil in others.
    init?(lane: String?, _ closedLanes: [String: String]) {
        guard let lane, let credential = closedLanes[lane] else { return nil }
        self.init(.refused(.scope), detail: "lane \(lane) needs the credential \(credential)")
    }
}

extension Profile {
    /// True when an account of the platform that shows no post is an error of the profile or of the platform; a rule that an answer
    /// may well not fit promises nothing.
    fileprivate var promisesPosts: Bool { api.contains { !$0.posts.isEmpty && !$0.isOptional } }

    /// The lanes that need a credential which is not there, with its name.
    fileprivate func closedLanes(with credentials: Set<String>) -> [String: String] {
        Dictionary(
            lanes.compactMap { lane in
                lane.credential.flatMap { credentials.contains($0) ? nil : (lane.name, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension CrawlAccount {
    fileprivate init(_ seed: CrawlSettings.Seed, _ match: SeedMatch, _ period: CapturePeriod) {
        self.init(account: seed.account, profile: seed.profile, seed: seed.text)
        canonical = match.canonical
        (person, department, kind, role) = (seed.person, seed.department, seed.kind, seed.role)
        (since, until) = (period.since?.description, period.until?.description)
    }
}

extension RequestMessage {
    init(_ content: RequestContent) { self.init(method: content.method, body: content.body, type: content.type) }
}

extension RequestContent {
    init(_ message: RequestMessage) { self.init(method: message.method, body: message.body, type: message.type) }
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
