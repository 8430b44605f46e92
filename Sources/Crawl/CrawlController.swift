// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Diagnostics
import Frontier

/// Runs a crawl: asks the frontier what is next, has workers do it, and watches limits and stops.
///
/// The frontier is a value inside this actor; nothing here blocks. Events of workers, timers and signals come through one stream.
actor CrawlController {
    enum Event: Sendable {
        case worked(QueuedURL, WorkResult)
        case workFailed(QueuedURL, any Error)
        case complained(QueuedURL, FetchReport)
        case claimed([(URLQueue, ClaimedURLs)])
        case remembered
        case ledgerFailed(any Error)
        case tick
        case timeIsUp
        case graceIsOver
    }

    let context: CrawlContext
    let manners: CrawlManners
    let worker: CaptureWorker
    let onFinding: @Sendable (Diagnostic) -> Void
    let onProgress: @Sendable (CrawlProgress) -> Void
    let post: AsyncStream<Event>.Continuation
    let stops: StopSwitch
    var frontier: FrontierState
    var progress: CrawlProgress
    /// Why the crawl ends, once it does: from then on nothing is started.
    var cause: CrawlEnd.Cause?
    /// Pages that this process and earlier ones of the run asked for; further tries and redirects are no further pages.
    var pagesStarted: Int
    /// True beyond the page limit, when only what the captured pages need is still fetched; and the pages that stay behind.
    var isDraining = false
    var deferredPages = 0
    /// Seconds that running fetches get after the first stop signal, and at the end of the time limit.
    let grace: Double
    var timer: Task<Void, Never>?
    var graceTimer: Task<Void, Never>?
    var cutOffTimer: Task<Void, Never>?
    var isCuttingOff = false
    /// The longest Crawl-delay that a host asks for: waiting for that is no reason to stop.
    var longestDelay = 0.0
    /// Clocks of hosts that are still to be written, and whether a write is on its way: one at a time, so that none overtakes.
    var memories: [String: HostMemory] = [:]
    var isRemembering = false

    private let events: AsyncStream<Event>
    private let hasEarlierWork: Bool

    /// A controller for a run that `CrawlSession` opened.
    init(
        context: CrawlContext, worker: CaptureWorker, stops: StopSwitch,
        earlier: RunProgress, grace: Double,
        onFinding: @escaping @Sendable (Diagnostic) -> Void, onProgress: @escaping @Sendable (CrawlProgress) -> Void
    ) {
        (self.context, self.worker, self.stops) = (context, worker, stops)
        (self.onFinding, self.onProgress) = (onFinding, onProgress)
        (events, post) = AsyncStream.makeStream()
        let manners = CrawlManners(context.plans.values)
        self.manners = manners
        frontier = FrontierState(width: context.settings.concurrency, pace: context.pace) { manners.manners(of: $0) }
        progress = CrawlProgress(earlier)
        pagesStarted = earlier.pagesTried
        hasEarlierWork = !earlier.outcomes.isEmpty || !earlier.kinds.isEmpty
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
            cutOffTimer?.cancel()
        }
        var iterator = events.makeAsyncIterator()
        await withDiscardingTaskGroup { group in
            while true {
                obeyStops(&group)
                restartCutOff()
                let isOver = await step(&group)
                writeMemories(&group)
                if isOver { break }
                guard let event = await iterator.next(isolation: self) else { break }
                handle(event, &group)
                progress.seconds = Self.seconds(ContinuousClock.now - began)
                progress.queued = frontier.waitingCount
                progress.running = frontier.runningCount
                onProgress(progress)
            }
        }
        return await lastWords() ?? cause ?? .finished
    }

    /// What waits in the ledger, by queue, and who has to be left alone.
    private func loadBacklog() async throws {
        let now = ArchiveDate.now()
        let (backlog, rests, pauses) = try await worker.writer.standing()
        frontier = FrontierState(
            width: context.settings.concurrency, pace: context.pace, remembered: rests,
            resumedAt: hasEarlierWork ? now : nil
        ) { [manners] in manners.manners(of: $0) }
        for pause in pauses { frontier.pause(pause, now: now) }
        frontier.added(backlog, now: now)
    }

    func startTimer(_ seconds: Double, _ event: Event) -> Task<Void, Never> {
        Task { [post] in
            do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
            post.yield(event)
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
