// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Diagnostics
import Fetch
import Frontier
import Scope
import WARC

/// Runs a crawl: asks the frontier what is next, has workers do it, and watches limits and stops.
///
/// The frontier is a value inside this actor; nothing here blocks. Events of workers, timers and signals come through one stream.
actor CrawlController {
    enum Event: Sendable {
        case worked(QueuedURL, WorkResult)
        case workFailed(QueuedURL, any Error)
        case claimed(host: String, ClaimedURLs, HostMemory?)
        case claimFailed(any Error)
        case tick
        case timeIsUp
        case graceIsOver
    }

    private let context: CrawlContext
    private let worker: CaptureWorker
    private let onFinding: @Sendable (Diagnostic) -> Void
    private let onProgress: @Sendable (CrawlProgress) -> Void
    private let events: AsyncStream<Event>
    private let post: AsyncStream<Event>.Continuation
    private let stops: StopSwitch
    private var frontier: FrontierState
    private var progress: CrawlProgress
    private var cause: CrawlEnd.Cause?
    private var isDraining = false
    private var deferredPages = 0
    /// Pages that this process and earlier ones of the run asked for; further tries and redirects are no further pages.
    private var pagesStarted: Int
    /// Seconds that running fetches get after the first stop signal, and at the end of the time limit.
    private let grace: Double
    private var timer: Task<Void, Never>?
    private var graceTimer: Task<Void, Never>?
    /// The longest Crawl-delay that a host asks for: waiting for that is no reason to stop.
    private var longestDelay = 0.0
    /// Hosts whose remembered pause, if any, is known to the frontier.
    private var restoredHosts: Set<String> = []

    /// A controller for a run that `CrawlSession` opened.
    init(
        context: CrawlContext, worker: CaptureWorker, stops: StopSwitch,
        earlier: RunProgress, grace: Double,
        onFinding: @escaping @Sendable (Diagnostic) -> Void, onProgress: @escaping @Sendable (CrawlProgress) -> Void
    ) {
        (self.context, self.worker, self.stops) = (context, worker, stops)
        (self.onFinding, self.onProgress) = (onFinding, onProgress)
        (events, post) = AsyncStream.makeStream()
        frontier = FrontierState(width: context.settings.concurrency, pace: context.pace)
        progress = CrawlProgress(earlier)
        pagesStarted = earlier.pagesTried
        self.grace = grace
    }

    /// Crawls until nothing is left, a limit is reached, or it is stopped; returns why it ended.
    func run() async -> CrawlEnd.Cause {
        let began = ContinuousClock.now
        do { try await loadBacklog() } catch { return CrawlEnd.Cause(error) }
        watchPageLimit()
        stops.onChange { [post] in post.yield(.tick) }
        let clock = context.settings.limits.seconds.map { startTimer($0, .timeIsUp) }
        defer {
            clock?.cancel()
            timer?.cancel()
            graceTimer?.cancel()
        }
        var iterator = events.makeAsyncIterator()
        await withDiscardingTaskGroup { group in
            while true {
                obeyStops(&group)
                restartCutOff()
                if await step(&group) { break }
                guard let event = await iterator.next(isolation: self) else { break }
                handle(event, &group)
                progress.seconds = Self.seconds(ContinuousClock.now - began)
                progress.queued = frontier.waitingCount
                progress.running = frontier.runningCount
                onProgress(progress)
            }
        }
        return cause ?? .finished
    }

    /// What the URLs that wait in the ledger are, by host, with what is remembered of each host.
    private func loadBacklog() async throws {
        let now = ArchiveDate.now()
        let backlog = Self.byHost(try await worker.writer.backlog())
        for host in backlog.keys {
            if let pace = context.pace(towards: host) { frontier.setPace(pace, towards: host) }
        }
        frontier.added(backlog, now: now)
    }

    // MARK: Decisions

    /// Does what the frontier wants until it wants to wait; true when the crawl is over.
    private func step(_ group: inout DiscardingTaskGroup) async -> Bool {
        while true {
            if cause != nil { return frontier.runningCount == 0 }
            let now = ArchiveDate.now()
            switch frontier.next(now: now) {
            case .start(let url):
                guard !isDraining || !Self.isNewPage(url) else {
                    // Beyond the page limit a page stays in the ledger, while what the captured pages need is still fetched.
                    deferredPages += 1
                    frontier.putBack(url)
                    continue
                }
                start(url, &group)
                watchPageLimit()
            case .load(let host, let limit):
                group.addTask { [worker, post] in
                    do {
                        let (claimed, memory) = try await worker.writer.claim(host: host, limit: limit)
                        post.yield(.claimed(host: host, claimed, memory))
                    } catch {
                        post.yield(.claimFailed(error))
                    }
                }
            case .wait(let until):
                timer?.cancel()
                if let until, frontier.isIdle, until > now.adding(seconds: max(context.longestWait, longestDelay)) {
                    end(.limit("the server asks to be left alone until \(until.iso8601Seconds)"), &group)
                    return true
                }
                timer = until.map { startTimer(max(0.001, Double($0.microseconds - now.microseconds) / 1e6), .tick) }
                return false
            case .finished:
                if await !foundForgottenWork() { return true }
            }
        }
    }

    /// The ledger has the last word on whether a crawl is finished: a count that was lost must not end it.
    private func foundForgottenWork() async -> Bool {
        do {
            let backlog = Self.byHost(try await worker.writer.backlog())
            guard !backlog.isEmpty else {
                if deferredPages > 0 { cause = .limit("--max-pages \(context.settings.limits.pages ?? 0)") }
                return false
            }
            frontier.added(backlog, now: .now())
            return true
        } catch {
            cause = CrawlEnd.Cause(error)
            return false
        }
    }

    private func start(_ url: QueuedURL, _ group: inout DiscardingTaskGroup) {
        if Self.isNewPage(url) { pagesStarted += 1 }
        group.addTask { [worker, post] in
            do { post.yield(.worked(url, try await worker.work(on: url))) } catch {
                post.yield(.workFailed(url, error))
            }
        }
    }

    private func watchPageLimit() {
        guard let limit = context.settings.limits.pages, pagesStarted >= limit else { return }
        isDraining = true
    }

    /// A further try and the target of a redirect belong to a page that was counted already.
    private static func isNewPage(_ url: QueuedURL) -> Bool {
        url.kind == .page && url.attempts == 0 && !HopPath(url.hops).isRedirect
    }

    private func obeyStops(_ group: inout DiscardingTaskGroup) {
        if let reason = stops.reason, cause == nil { end(reason, &group) }
        switch stops.level {
        case .none: break
        case .soft:
            if cause == nil { end(.stopped, &group) } else { startGrace() }
        case .hard:
            guard !isCuttingOff else { break }
            // A disk that is full stays the reason, however impatient people are.
            if cause == nil || cause == .stopped || cause?.isLimit == true { cause = .stoppedHard }
            cutOff(&group)
        }
    }

    /// Closes admission. What runs gets the grace time; after a failed write nothing can be stored any more, so it gets none.
    private func end(_ reason: CrawlEnd.Cause, _ group: inout DiscardingTaskGroup) {
        cause = reason
        switch reason {
        case .finished, .limit, .stopped: startGrace()
        case .stoppedHard, .diskFull, .failed: cutOff(&group)
        }
    }

    private func startGrace() {
        guard graceTimer == nil else { return }
        graceTimer = startTimer(grace, .graceIsOver)
    }

    /// Ends what runs. Cancelling the tasks keeps a worker from starting a fetch that the engine's order came too early for;
    /// the engine is told as well, because robots.txt is fetched by a task that belongs to no worker.
    private func cutOff(_ group: inout DiscardingTaskGroup) {
        isCuttingOff = true
        group.cancelAll()
        worker.engine.cancelAll()
    }

    /// A fetch of robots.txt that was about to begin during a cut-off is caught by the next round.
    private func restartCutOff() {
        guard isCuttingOff, frontier.runningCount > 0 else { return }
        worker.engine.cancelAll()
        cutOffTimer?.cancel()
        cutOffTimer = startTimer(0.5, .tick)
    }

    private var isCuttingOff = false
    private var cutOffTimer: Task<Void, Never>?

    // MARK: Events

    private func handle(_ event: Event, _ group: inout DiscardingTaskGroup) {
        let now = ArchiveDate.now()
        switch event {
        case .worked(let url, let result):
            if let delay = result.crawlDelay {
                frontier.setAskedDelay(delay, of: url.host)
                longestDelay = max(longestDelay, delay)
            }
            let pause = frontier.finished(url, after: result.seconds, signal: result.signal, now: now)
            if let pause { remember(pause, of: url.host, &group) }
            for stored in result.stored {
                let added = Self.byHost(stored.receipt.added)
                for host in added.keys {
                    if let pace = context.pace(towards: host) {
                        frontier.setPace(pace, towards: host)
                    }
                }
                frontier.added(added, now: now)
            }
            for stored in result.stored { progress.note(stored, isFinal: result.isFinal) }
            for finding in result.findings { onFinding(finding) }
            progress.latest = url.url
            if let limit = context.settings.limits.bytes, progress.archivedBytes >= limit, cause == nil {
                end(.limit("--max-bytes \(limit)"), &group)
            }
        case .workFailed(let url, let error):
            frontier.finished(url, after: 0, signal: .fine, now: now)
            fail(error, &group)
        case .claimed(let host, let claimed, let memory):
            // Also for a host that is met in the middle of a crawl: an earlier crawl may have been asked to leave it alone.
            if restoredHosts.insert(host).inserted, let memory {
                frontier.restore(host, nextStart: memory.nextFetch, backoff: memory.backoff, now: now)
            }
            frontier.loaded(host, claimed)
        case .claimFailed(let error):
            fail(error, &group)
        case .tick:
            break
        case .timeIsUp:
            guard cause == nil else { break }
            end(.limit("--time-limit \(Int(context.settings.limits.seconds ?? 0))"), &group)
        case .graceIsOver:
            cutOff(&group)
        }
    }

    /// In the group, so that the crawl does not end before the pause is in the database.
    private func remember(
        _ pause: (nextStart: ArchiveDate, backoff: Int), of host: String, _ group: inout DiscardingTaskGroup
    ) {
        let memory = HostMemory(nextFetch: pause.nextStart, backoff: pause.backoff)
        group.addTask { [worker, post] in
            do { try await worker.writer.remember(memory, of: host) } catch { post.yield(.claimFailed(error)) }
        }
    }

    private func fail(_ error: any Error, _ group: inout DiscardingTaskGroup) {
        switch cause {
        case nil, .stopped, .limit: end(CrawlEnd.Cause(error), &group)
        case .finished, .stoppedHard, .diskFull, .failed: break
        }
    }

    private func startTimer(_ seconds: Double, _ event: Event) -> Task<Void, Never> {
        Task { [post] in
            do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
            post.yield(event)
        }
    }

    private static func byHost(_ counts: [URLQueue: Int]) -> [String: Int] {
        Dictionary(counts.map { ($0.key.host, $0.value) }, uniquingKeysWith: +)
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
