// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import CrawlProfile
import Diagnostics
import Fetch
import Frontier
import HTTPMessage
import Scope
import WebURL

/// What came of working on one URL.
struct WorkResult: Sendable {
    /// What was stored: the answer, and robots.txt when it was asked for the first time.
    var stored: [StoredFetch] = []
    /// How long the fetch took, and what it says about the host's patience.
    var seconds = 0.0
    var signal = HostSignal.fine
    /// What the answer says about quotas, and the address that it came from.
    var notice: RateLimitNotice?
    var peer: String?
    /// False when the URL will be tried again.
    var isFinal = true
    /// Seconds between fetches that robots.txt asks for.
    var crawlDelay: Double?
    /// What people should hear of, such as an answer that the profile can't read any more.
    var findings: [Diagnostic] = []
    /// Accounts that are to be left alone from now on. Each is told of once, by whichever work was committed with it.
    var pauses: [AccountPause] { stored.flatMap(\.receipt.pauses) }
}

/// Takes one URL from the frontier to the archive: robots, fetch, judgement, links, records. Holds no state of its own.
struct CaptureWorker: Sendable {
    let context: CrawlContext
    let engine: DiscreetEngine
    let writer: CaptureWriter
    let gate: RobotsGate

    /// `complaint` hears at once of an answer that asks to slow down: until it is stored, many more requests could have started.
    /// - Throws: when the archive or the database can't be written: then the crawl has to stop.
    func work(on url: QueuedURL, complaint: @Sendable (FetchReport) -> Void) async throws -> WorkResult {
        var work = WorkResult()
        guard let address = WebAddress(url.url), let plan = context.plans[url.account] else {
            work.stored.append(
                try await writer.note(url, .ended(.failed(.protocol), detail: "not a URL that can be fetched")))
            return work
        }
        var sitemaps: [FoundURL] = []
        if !(try await isAllowed(url, address, plan, &work, &sitemaps)) { return work }
        let began = ContinuousClock.now
        let fields = context.fields(for: url, plan)
        let result = await engine.fetch(
            context.request(for: address, profileFields: fields, message: url.request), plan.profile.secrets)
        let elapsed = (ContinuousClock.now - began).components
        work.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        work.notice = result.responseHead.map { RateLimitNotice($0.fields, now: .now()) }
        work.peer = result.peer
        if let failure = result.failure, failure.kind == .diskFull || failure.kind == .spool {
            // The answer is worth another try once the disk is well: nothing may be noted against the URL.
            throw ByteStreamError(
                failure.kind == .diskFull ? .diskFull : .io, path: context.spoolDirectory, failure.detail)
        }
        var finished = try await judge(url, address, plan, result, &work)
        if case .slowDown = work.signal {
            complaint(FetchReport(seconds: work.seconds, signal: work.signal, notice: work.notice))
        }
        if finished.retryAt == nil, !finished.wasCancelled { finished.found += sitemaps }
        work.stored.append(try await writer.store(finished))
        return work
    }

    // MARK: Robots

    private func isAllowed(
        _ url: QueuedURL, _ address: WebAddress, _ plan: AccountPlan, _ work: inout WorkResult,
        _ sitemaps: inout [FoundURL]
    ) async throws -> Bool {
        guard plan.robots.binds(HopPath(url.hops)) else { return true }
        let (verdict, stored) = try await gate.verdict(
            on: address, agent: CrawlSettings.robotsToken, account: url.account)
        work.stored += stored
        switch verdict {
        case .allowed(let delay, let named):
            if context.settings.delay == nil { work.crawlDelay = delay }
            if url.hops.isEmpty, url.kind == .page { sitemaps = LinkPlanner(plan: plan, source: url).sitemaps(named) }
            return true
        case .disallowed(let line):
            work.stored.append(
                try await writer.note(url, .ended(.refused(.robots), detail: "robots.txt says \"\(line)\"")))
            return false
        case .cancelled:
            work.isFinal = false
            work.stored.append(try await writer.note(url, .untried))
            return false
        case .unavailable(let reason):
            work.signal = reason.signal
            let again = reason.isRetryable ? retry(url, plan, detail: reason.detail, signal: reason.signal) : nil
            let change = again ?? .ended(reason.outcome, detail: reason.detail)
            if case .retry = change { work.isFinal = false }
            work.stored.append(try await writer.note(url, change))
            return false
        }
    }

    // MARK: Judgement

    private func judge(
        _ url: QueuedURL, _ address: WebAddress, _ plan: AccountPlan, _ result: FetchResult, _ work: inout WorkResult
    ) async throws -> FinishedFetch {
        let contents = result.responseHead.map {
            AnswerContents(plan: plan, url: url, address: address, head: $0, body: result.body)
        }
        let text = try contents?.text()
        let judgement = text.flatMap { contents?.judgement($0) }
        var verdict = OutcomeRules.verdict(of: result, judgement: judgement, contents: contents, now: .now())
        if verdict.outcome == .truncated, try await wasCutThere(url, result) { verdict.isRetryable = false }
        let wasCancelled = result.failure?.kind == .cancelled
        work.signal = wasCancelled ? .fine : verdict.signal
        var retryAt: ArchiveDate?
        if verdict.isRetryable, case .retry(let notBefore, _) = retry(url, plan, detail: "", signal: verdict.signal) {
            retryAt = notBefore
        }
        work.isFinal = retryAt == nil && !wasCancelled
        var reading = LinkReading()
        // Walls, errors and refusals lead nowhere that the account is.
        if let contents, let text, work.isFinal, [.captured, .redirected, .truncated].contains(verdict.outcome) {
            reading = readLinks(contents, text, url)
            work.findings = reading.findings
        }
        var finished = FinishedFetch(
            url: url, result: result, outcome: verdict.outcome, detail: verdict.detail ?? reading.detail,
            kind: contents?.kind ?? url.kind,
            title: reading.title, retryAt: retryAt, wasCancelled: wasCancelled, found: reading.found)
        finished.target = reading.found.first { HopPath($0.hops).isRedirect && $0.request == nil }?.url
        (finished.posts, finished.counters) = (reading.posts, reading.counters)
        if !wasCancelled { finished.sign = AccountSign(verdict, url, plan.pause) }
        finished.accountState = judgement?.account?.rawValue
        return finished
    }

    /// True when an earlier answer of the same URL was cut off at the same place: another try would end there too.
    private func wasCutThere(_ url: QueuedURL, _ result: FetchResult) async throws -> Bool {
        guard url.attempts > 0, url.request == nil, let digest = result.body.digest else { return false }
        return try await writer.digestOfCutAnswer(urlkey: SURT.urlkey(url.url), of: url) == digest.labelled
    }

    /// A body that no extractor can read is stored all the same: the finding tells that its links are not known.
    private func readLinks(_ contents: AnswerContents, _ text: AnswerContents.Text, _ url: QueuedURL) -> LinkReading {
        do { return try contents.reading(text) } catch {
            return LinkReading(findings: [Diagnostic(.warning, at: .url(url.url), "links can't be read: \(error)")])
        }
    }

    private func retry(_ url: QueuedURL, _ plan: AccountPlan, detail: String, signal: HostSignal) -> URLChange? {
        let pace = context.pace(towards: url.host) ?? plan.pace
        guard url.attempts + 1 < pace.tries else { return nil }
        let pause: Double =
            switch signal {
            case .slowDown(let retryAfter): pace.backoff(count: url.attempts + 1, retryAfter: retryAfter)
            case .unreachable, .fine: pace.backoff(count: url.attempts + 1, retryAfter: nil)
            }
        return .retry(notBefore: ArchiveDate.now().adding(seconds: pause), detail: detail)
    }
}

extension AccountSign {
    /// What an answer says of its account; nil where it says nothing, as a file on another server does not.
    init?(_ verdict: OutcomeRules.Verdict, _ url: QueuedURL, _ limit: PauseLimit?) {
        guard let limit, url.kind == .page || url.kind == .api || url.kind == .feed else { return nil }
        if verdict.outcome.kind == .walled || verdict.outcome == .throttled {
            self = .strike(
                reason: ["\(verdict.outcome)", verdict.detail].compactMap(\.self).joined(separator: ", "), limit)
        } else if verdict.outcome.isHeld {
            self = .open
        } else {
            return nil
        }
    }
}
