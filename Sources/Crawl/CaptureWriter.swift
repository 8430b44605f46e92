// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import Dedup
import Fetch
import Threads
import WARC

/// The one writer of a collection: records, digests and URL states, in the order that loses nothing (design.md §4 rule 5).
///
/// An actor on a thread of its own, because it blocks on files and SQLite. Captures that arrive while one is being synced are
/// committed together: one `fdatasync` per file and one transaction for all of them.
actor CaptureWriter {
    private let executor = ThreadExecutor(name: "kabinet-writer")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private struct Pending {
        let commit: CaptureCommit
        let bytes: UInt64
        let continuation: CheckedContinuation<StoredFetch, any Error>
    }

    private let ledger: CrawlLedger
    private let run: CrawlRun
    private let dedup: PayloadDeduplicator
    private let shelf: ArchiveShelf
    private let log: CrawlLog
    private let spaceCheck: DiskSpaceCheck
    private let board: StatusBoard
    private var pending: [Pending] = []
    private var pendingDigests: Set<Digest> = []
    private var flushIsScheduled = false
    /// Set by the first failed write: nothing is written after it, because what is on disk is no longer certain.
    private var failure: (any Error)?

    init(
        ledger: CrawlLedger, run: CrawlRun, dedup: PayloadDeduplicator, shelf: sending ArchiveShelf,
        log: sending CrawlLog, spaceCheck: DiskSpaceCheck,
        board: StatusBoard = StatusBoard()
    ) {
        (self.ledger, self.run, self.dedup) = (ledger, run, dedup)
        (self.shelf, self.log, self.spaceCheck) = (shelf, log, spaceCheck)
        self.board = board
    }

    // MARK: Frontier

    /// What a process begins with: URLs to be fetched by queue, and the hosts and accounts that have to be left alone.
    func standing() throws -> (backlog: [URLQueue: Int], rests: [String: HostMemory], pauses: [AccountPause]) {
        let now = ArchiveDate.now()
        return (try ledger.backlog(of: run), try ledger.rests(at: now), try ledger.pauses(at: now))
    }

    /// Hands out URLs of several queues at once.
    func claim(_ wishes: [(URLQueue, limit: Int)]) throws -> [(URLQueue, ClaimedURLs)] {
        try ledger.claim(wishes, of: run, at: .now())
    }

    /// Enters a URL that is needed at once, and hands it out.
    func claim(_ found: FoundURL) throws -> QueuedURL? { try ledger.claim(found, of: run, at: .now()) }

    /// What is remembered of a host.
    func memory(of host: String) throws -> HostMemory? { try ledger.memory(of: host) }

    /// URLs to be fetched, by queue.
    func backlog() throws -> [URLQueue: Int] { try ledger.backlog(of: run) }

    /// Remembers the clocks of hosts over restarts.
    func remember(_ memories: [(key: String, memory: HostMemory)]) throws { try ledger.remember(memories) }

    // MARK: Captures

    /// Appends the records of an answer and returns once they, the URL's new state and the links found are durable.
    ///
    /// - Throws: what the disk or the database said. Nothing is written after that; the next start cuts the files back to the
    ///   last commit.
    func store(_ fetch: FinishedFetch) async throws -> StoredFetch {
        if let failure { throw failure }
        do {
            return try await commit(append(fetch))
        } catch {
            fail(error)
            throw error
        }
    }

    /// Notes a change that comes without a record.
    func note(_ url: QueuedURL, _ change: URLChange, found: [FoundURL] = []) async throws -> StoredFetch {
        if let failure { throw failure }
        return try await commit((CaptureCommit(url: url, change: change, found: found), 0, nil))
    }

    private func append(_ fetch: FinishedFetch) throws -> (CaptureCommit, bytes: UInt64, original: Digest?) {
        let fetch = try withoutCircle(fetch)
        let body = fetch.result.body
        let account = fetch.url.account
        if let digest = body.digest, pendingDigests.contains(digest) { flush() }
        if shelf.mustClose(before: account) { flush() }
        if let failure { throw failure }
        try spaceCheck.require(bytes: body.count)
        let decision = try dedup.decision(
            digest: body.digest, length: body.count, isWhole: fetch.result.truncated == nil)
        let now = ArchiveDate.now()
        let volume = try shelf.volume(for: account, now: now)
        guard let records = ExchangeRecords(fetch, decision: decision, warcinfo: volume.warcinfo, run: run.id) else {
            return (commit(of: fetch, fetch.outcome), 0, nil)
        }
        let locations = try volume.file.append(records.drafts)
        guard let location = locations.first, let capture = records.capture(at: location, run: run.id) else {
            preconditionFailure("an exchange always has an answer that is indexed")
        }
        let commit = commit(of: fetch, records.outcome, capture: capture, isOriginal: records.isOriginal)
        let bytes = locations.reduce(0) { $0 + $1.length }
        return (commit, bytes, records.isOriginal ? body.digest : nil)
    }

    private func commit(
        of fetch: FinishedFetch, _ outcome: Outcome, capture: CatalogCapture? = nil, isOriginal: Bool = false
    ) -> CaptureCommit {
        CaptureCommit(
            url: fetch.url, change: change(fetch, outcome), capture: capture, isOriginal: isOriginal,
            found: fetch.found, robots: fetch.robots, posts: fetch.posts, counters: fetch.counters, sign: fetch.sign,
            accountState: fetch.accountState, target: outcome == .redirected ? fetch.target : nil)
    }

    /// A redirect that leads back to itself over others is no success. Decided here, where one answer comes after the other: of two
    /// that redirect to each other the later one closes the circle.
    private func withoutCircle(_ fetch: FinishedFetch) throws -> FinishedFetch {
        guard fetch.outcome == .redirected, fetch.url.request == nil, fetch.url.id != QueuedURL.unlisted,
            var next = fetch.target
        else { return fetch }
        for length in 2...LinkPlanner.longestRedirectChain {
            guard let target = try target(of: next) else { return fetch }
            if target == fetch.url.url {
                var fetch = fetch
                (fetch.outcome, fetch.detail) = (.failed(.protocol), "redirects in a circle of \(length)")
                return fetch
            }
            next = target
        }
        return fetch
    }

    private func target(of url: String) throws -> String? {
        for item in pending where item.commit.url.url == url && item.commit.url.request == nil {
            if let target = item.commit.target { return target }
        }
        return try ledger.redirectTarget(of: url, in: run)
    }

    /// The digest of a URL's newest answer when that was cut off.
    func digestOfCutAnswer(urlkey: String, of url: QueuedURL) throws -> String? {
        try ledger.digestOfCutAnswer(urlkey: urlkey, of: url, in: run)
    }

    private func change(_ fetch: FinishedFetch, _ outcome: Outcome) -> URLChange {
        if fetch.url.id == QueuedURL.unlisted { return .unlisted(outcome, detail: fetch.detail) }
        if fetch.wasCancelled { return .untried }
        if let retryAt = fetch.retryAt { return .retry(notBefore: retryAt, detail: fetch.detail ?? "\(outcome)") }
        return fetch.result.responseHead == nil
            ? .ended(outcome, detail: fetch.detail) : .stored(outcome, detail: fetch.detail)
    }

    private func commit(_ new: (commit: CaptureCommit, bytes: UInt64, original: Digest?)) async throws -> StoredFetch {
        try await withCheckedThrowingContinuation { continuation in
            pending.append(Pending(commit: new.commit, bytes: new.bytes, continuation: continuation))
            if let digest = new.original { pendingDigests.insert(digest) }
            guard !flushIsScheduled else { return }
            flushIsScheduled = true
            // Runs after the messages that are already waiting: they share the sync and the transaction.
            Task { self.flush() }
        }
    }

    /// Makes everything that was appended durable, and tells those who wait.
    private func flush() {
        flushIsScheduled = false
        let batch = pending
        pending = []
        pendingDigests = []
        guard !batch.isEmpty else { return }
        do {
            if let failure { throw failure }
            let now = ArchiveDate.now()
            let lengths = try shelf.sync()
            let commits = batch.map(\.commit)
            let isLogSynced = try log.syncIfDue()
            let receipt = try ledger.commit(commits, fileLengths: lengths, of: run, at: now, isLogSynced: isLogSynced) {
                try log.append(commits, refused: $0.refused, at: now)
            }
            shelf.committed(lengths)
            board.note(commits, refused: receipt.refused)
            // The receipt belongs to the batch: one carries it, the others would count it twice. Not one that robots.txt waits for:
            // the frontier hears of that only when its page is done.
            let carrier = batch.firstIndex { $0.commit.url.kind != .robots } ?? 0
            for (index, item) in batch.enumerated() {
                item.continuation.resume(
                    returning: StoredFetch(
                        receipt: index == carrier ? receipt : CommitReceipt(), capture: item.commit.capture,
                        outcome: Self.outcome(item.commit), bytes: item.bytes))
            }
        } catch {
            fail(error)
            for item in batch { item.continuation.resume(throwing: error) }
        }
    }

    private static func outcome(_ commit: CaptureCommit) -> Outcome {
        switch commit.change {
        case .stored(let outcome, _), .ended(let outcome, _), .unlisted(let outcome, _): outcome
        case .retry, .untried: commit.capture?.outcome ?? .failed(.protocol)
        }
    }

    private func fail(_ error: any Error) {
        if failure == nil { failure = error }
    }

    /// Commits what is pending, closes the files and notes how the run ended.
    ///
    /// After a failed write the files are left open: the next start cuts them back to the last commit.
    func close(as state: CrawlRun.State) throws {
        flush()
        if let failure { throw failure }
        try shelf.closeAll()
        try ledger.end(run, as: state, at: .now())
    }
}
