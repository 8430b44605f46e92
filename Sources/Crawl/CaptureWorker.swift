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

    /// - Throws: when the archive or the database can't be written: then the crawl has to stop.
    func work(on url: QueuedURL) async throws -> WorkResult {
        var work = WorkResult()
        guard let address = WebAddress(url.url), let plan = context.plans[url.account] else {
            work.stored.append(
                try await writer.note(url, .ended(.failed(.protocol), detail: "not a URL that can be fetched")))
            return work
        }
        if !(try await isAllowed(url, address, plan, &work)) { return work }
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
        let finished = try judge(url, address, plan, result, &work)
        work.stored.append(try await writer.store(finished))
        return work
    }

    // MARK: Robots

    private func isAllowed(
        _ url: QueuedURL, _ address: WebAddress, _ plan: AccountPlan, _ work: inout WorkResult
    ) async throws -> Bool {
        guard plan.robots.binds(HopPath(url.hops)) else { return true }
        let (verdict, stored) = try await gate.verdict(
            on: address, agent: CrawlSettings.robotsToken, account: url.account)
        work.stored += stored
        switch verdict {
        case .allowed(let delay):
            if context.settings.delay == nil { work.crawlDelay = delay }
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
    ) throws -> FinishedFetch {
        let contents = result.responseHead.map {
            AnswerContents(plan: plan, url: url, address: address, head: $0, body: result.body)
        }
        let wall = try contents?.wall()
        let verdict = OutcomeRules.verdict(
            of: result, wall: wall.flatMap { Outcome.Reason(rawValue: $0.kind.rawValue) }, wallName: wall?.name,
            contents: contents, now: .now())
        let wasCancelled = result.failure?.kind == .cancelled
        work.signal = wasCancelled ? .fine : verdict.signal
        var retryAt: ArchiveDate?
        if verdict.isRetryable, case .retry(let notBefore, _) = retry(url, plan, detail: "", signal: verdict.signal) {
            retryAt = notBefore
        }
        work.isFinal = retryAt == nil && !wasCancelled
        var reading = LinkReading()
        // Walls, errors and refusals lead nowhere that the account is.
        if let contents, work.isFinal, [.captured, .redirected, .truncated].contains(verdict.outcome) {
            reading = readLinks(contents, url)
            work.findings = reading.findings
        }
        return FinishedFetch(
            url: url, result: result, outcome: verdict.outcome, detail: verdict.detail ?? reading.detail,
            kind: contents?.kind ?? url.kind,
            title: reading.title, retryAt: retryAt, wasCancelled: wasCancelled, found: reading.found)
    }

    /// A body that no extractor can read is stored all the same: the finding tells that its links are not known.
    private func readLinks(_ contents: AnswerContents, _ url: QueuedURL) -> LinkReading {
        do { return try contents.reading() } catch {
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
