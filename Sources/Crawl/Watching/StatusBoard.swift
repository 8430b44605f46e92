// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import Collection
import Diagnostics
import Glibc
import Synchronization

/// Where a running crawl writes down how it stands, and where those who watch read it. Any thread may use it.
///
/// What it holds is bounded: accounts beyond the first `mostAccounts` are counted together.
package final class StatusBoard: Sendable {
    /// Accounts that have numbers of their own; the others are one.
    package static let mostAccounts = 500
    /// The name of what is counted together.
    package static let others = "(others)"
    /// Seconds over which a rate is taken.
    static let rateWindow = 30.0

    fileprivate struct Sample {
        let seconds: Double
        let ended: Int
        let bytes: Int64
    }

    fileprivate struct State {
        var run: CrawlRun?
        var state = CrawlStatus.State.starting
        var end: String?
        var exitCode: Int32?
        var progress = CrawlProgress()
        var accounts: [String: AccountTotals] = [:]
        var retries = 0
        var samples: [Sample] = []
        var waits: [CrawlStatus.Wait] = []
        var pauses: [CrawlStatus.Pause] = []
        var freeBytes: UInt64?
    }

    private let state = Mutex(State())

    package init() {}

    // MARK: What the crawl tells

    func begin(_ run: CrawlRun) {
        state.withLock {
            $0.run = run
            $0.state = .running
        }
    }

    /// `isStopping` is true once nothing new is begun.
    func note(_ progress: CrawlProgress, isStopping: Bool) {
        state.withLock { state in
            if isStopping, state.state == .running { state.state = .stopping }
            state.progress = progress
            guard progress.seconds - (state.samples.last?.seconds ?? -1) >= 1 else { return }
            let ended = progress.outcomes.values.reduce(0, +)
            state.samples.append(Sample(seconds: progress.seconds, ended: ended, bytes: progress.fetchedBytes))
            state.samples.removeAll { progress.seconds - $0.seconds > Self.rateWindow }
        }
    }

    /// A transaction came through.
    func note(_ commits: [CaptureCommit], refused: [FoundURL]) {
        state.withLock { state in
            for commit in commits {
                state.change(commit.url.account) { totals in
                    totals.bytes += commit.capture?.payloadLength ?? 0
                    switch commit.change {
                    case .stored(let outcome, _), .ended(let outcome, _): totals.outcomes[outcome, default: 0] += 1
                    case .retry: totals.retries += 1
                    case .untried, .unlisted: break
                    }
                }
                if case .retry = commit.change { state.retries += 1 }
            }
            for found in refused {
                guard let outcome = found.refusal?.outcome else { continue }
                state.change(found.account) { $0.outcomes[outcome, default: 0] += 1 }
            }
        }
    }

    /// What the ledger says of hosts and accounts that are left alone, and what the disks have.
    func note(waits: [CrawlStatus.Wait], pauses: [CrawlStatus.Pause], freeBytes: UInt64?) {
        state.withLock { ($0.waits, $0.pauses, $0.freeBytes) = (waits, pauses, freeBytes) }
    }

    func end(_ end: CrawlEnd) {
        state.withLock { state in
            state.state = end.cause == .finished ? .finished : .stopped
            (state.end, state.exitCode) = (end.cause.text, end.exitCode.rawValue)
            state.progress.running = 0
            state.progress.queued = end.progress.remaining
            (state.waits, state.samples) = ([], [])
        }
    }

    // MARK: What others read

    /// How the crawl stands.
    package func status(now: ArchiveDate) -> CrawlStatus {
        state.withLock { state in
            let progress = state.progress
            let rates = state.rates
            return CrawlStatus(
                pid: getpid(), run: state.run?.id, state: state.state, began: state.run?.started, updated: now,
                seconds: progress.seconds, end: state.end, exitCode: state.exitCode, pages: progress.pages,
                media: progress.media, captures: progress.captures, revisits: progress.revisits,
                fetchedBytes: progress.fetchedBytes, archivedBytes: progress.archivedBytes, queued: progress.queued,
                running: progress.running, retries: state.retries, outcomes: progress.outcomes,
                accounts: state.accounts,
                waits: state.waits, pauses: state.pauses, freeBytes: state.freeBytes, urlsPerSecond: rates?.urls,
                bytesPerSecond: rates?.bytes,
                secondsLeft: rates.flatMap { $0.urls > 0 ? Double(progress.queued + progress.running) / $0.urls : nil })
        }
    }
}

extension StatusBoard.State {
    fileprivate mutating func change(_ account: String, _ body: (inout AccountTotals) -> Void) {
        let isKnown = accounts[account] != nil || accounts.count < StatusBoard.mostAccounts
        body(&accounts[isKnown ? account : StatusBoard.others, default: AccountTotals()])
    }

    /// URLs and bytes a second of late; nil until there is something to measure.
    fileprivate var rates: (urls: Double, bytes: Double)? {
        guard let first = samples.first, let last = samples.last, last.seconds - first.seconds >= 1 else { return nil }
        let seconds = last.seconds - first.seconds
        return (Double(last.ended - first.ended) / seconds, Double(last.bytes - first.bytes) / seconds)
    }
}
