// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Collection
import DequeModule
import HeapModule

/// Decides which URL is fetched next, and when: a pure state machine (events in, actions out, the clock passed in).
///
/// The URLs themselves lie in the ledger. In memory are, per host with work, a window of at most `windowSize` of them and a
/// few numbers; so memory grows with hosts and not with URLs.
package struct FrontierState: Sendable {
    /// What the owner has to do next.
    package enum Action: Sendable, Hashable {
        /// Fetch this.
        case start(QueuedURL)
        /// Claim at most `limit` URLs of the host from the ledger and report them with `loaded`.
        case load(host: String, limit: Int)
        /// Nothing to do until that moment, or until the next event when nil.
        case wait(until: ArchiveDate?)
        /// All is done: no URL waits, none is being fetched.
        case finished
    }

    /// Small, because what a page needs is found after its neighbours were claimed and has to wait for them.
    package static let windowSize = 8

    private var hosts: [String: HostQueue] = [:]
    private var ready = Heap<Turn>()
    private var running = 0
    private var loading = 0
    private var waiting = 0
    private let width: Int
    private let pace: HostPace
    private var exceptions: [String: HostPace] = [:]

    /// - Parameters:
    ///   - width: fetches at the same time over all hosts, at least 1.
    ///   - pace: for hosts that `setPace` does not name.
    package init(width: Int, pace: HostPace) {
        self.width = max(1, width)
        self.pace = pace
    }

    /// Fetches that run now.
    package var runningCount: Int { running }
    /// URLs that wait, in memory or in the ledger.
    package var waitingCount: Int { waiting }
    /// True when nothing is under way: no fetch, and no claim whose answer may hold something to fetch.
    package var isIdle: Bool { running == 0 && loading == 0 }

    /// The pace towards a host: its own or the general one, slowed down to what the host asks for.
    package func pace(towards host: String) -> HostPace {
        var pace = exceptions[host] ?? pace
        if let asked = hosts[host]?.askedDelay, asked > pace.delay { (pace.delay, pace.concurrency) = (asked, 1) }
        return pace
    }

    // MARK: Events

    /// A host gets rules of its own, such as a Crawl-delay.
    package mutating func setPace(_ pace: HostPace, towards host: String) {
        exceptions[host] = pace
    }

    /// A host asks for a least time between fetches, in seconds; counted from its newest fetch on.
    package mutating func setAskedDelay(_ delay: Double, of host: String) {
        guard var queue = hosts[host], delay > queue.askedDelay else { return }
        queue.askedDelay = delay
        if let lastStart = queue.lastStart { queue.nextStart = max(queue.nextStart, lastStart.adding(seconds: delay)) }
        update(host, queue)
    }

    /// A host may not be asked before that moment: what was remembered from an earlier process.
    package mutating func restore(_ host: String, nextStart: ArchiveDate, backoff: Int, now: ArchiveDate) {
        var queue = hosts[host] ?? HostQueue(now: now)
        queue.nextStart = max(queue.nextStart, nextStart)
        queue.backoff = max(queue.backoff, backoff)
        update(host, queue)
    }

    /// URLs entered the ledger, by host.
    package mutating func added(_ counts: [String: Int], now: ArchiveDate) {
        for (host, count) in counts where count > 0 {
            var queue = hosts[host] ?? HostQueue(now: now)
            queue.inStore += count
            if queue.isLoading { queue.addedWhileLoading += count }
            queue.nextDue = nil
            update(host, queue)
        }
    }

    /// The answer to `.load`.
    package mutating func loaded(_ host: String, _ claimed: ClaimedURLs) {
        guard var queue = hosts[host], queue.isLoading else { return }
        queue.isLoading = false
        loading -= 1
        queue.window.append(contentsOf: claimed.urls)
        queue.inStore = max(0, queue.inStore - claimed.urls.count)
        queue.nextDue = queue.addedWhileLoading > 0 ? nil : claimed.nextDue
        // Nothing there and nothing to come: the count was too high. What was added after the claim was answered stays.
        if claimed.urls.isEmpty, claimed.nextDue == nil { queue.inStore = queue.addedWhileLoading }
        update(host, queue)
    }

    /// A fetch that `.start` asked for is over.
    ///
    /// - Returns: the moment and count to remember when the host has to be left alone for a while.
    @discardableResult
    package mutating func finished(
        _ url: QueuedURL, after seconds: Double, signal: HostSignal, now: ArchiveDate
    ) -> (nextStart: ArchiveDate, backoff: Int)? {
        guard var queue = hosts[url.host], queue.running > 0 else { return nil }
        queue.running -= 1
        running -= 1
        let rules = pace(towards: url.host)
        var pause = min(seconds * rules.factor, rules.longestPause)
        var pausedByHost = false
        switch signal {
        case .fine:
            queue.backoff = 0
        case .slowDown(let retryAfter):
            queue.backoff += 1
            pause = max(pause, rules.backoff(count: queue.backoff, retryAfter: retryAfter))
            pausedByHost = true
        case .unreachable:
            queue.backoff += 1
            pause = max(pause, min(rules.backoff(count: queue.backoff, retryAfter: nil), 60))
        }
        queue.nextStart = max(queue.nextStart, now.adding(seconds: pause))
        update(url.host, queue)
        return pausedByHost ? (queue.nextStart, queue.backoff) : nil
    }

    /// A URL that `.start` handed out is not fetched now: the host's clock is as if it had not been started.
    package mutating func putBack(_ url: QueuedURL) {
        guard var queue = hosts[url.host], queue.running > 0 else { return }
        queue.running -= 1
        running -= 1
        queue.nextStart = queue.startBefore
        update(url.host, queue)
    }

    // MARK: Decision

    /// What to do now. Ask again after doing it.
    package mutating func next(now: ArchiveDate) -> Action {
        guard running < width else { return .wait(until: nil) }
        while let turn = ready.min {
            guard var queue = hosts[turn.host], queue.ticket == turn.ticket else {
                _ = ready.popMin()
                continue
            }
            guard turn.readyAt <= now else { return .wait(until: turn.readyAt) }
            _ = ready.popMin()
            queue.turnAt = nil
            guard let url = queue.window.popFirst() else {
                queue.isLoading = true
                queue.addedWhileLoading = 0
                loading += 1
                update(turn.host, queue)
                return .load(host: turn.host, limit: Self.windowSize)
            }
            queue.running += 1
            running += 1
            (queue.startBefore, queue.lastStart) = (queue.nextStart, now)
            queue.nextStart = max(queue.nextStart, now.adding(seconds: pace(towards: turn.host).delay))
            update(turn.host, queue)
            return .start(url)
        }
        return running > 0 || loading > 0 ? .wait(until: nil) : .finished
    }

    /// Stores the queue and gives its host a turn when it can take one.
    private mutating func update(_ host: String, _ queue: HostQueue) {
        var queue = queue
        waiting += queue.waiting - (hosts[host]?.waiting ?? 0)
        hosts[host] = queue
        guard queue.hasWork, !queue.isLoading, queue.running < pace(towards: host).concurrency else {
            queue.turnAt = nil
            queue.ticket += 1
            hosts[host] = queue
            return
        }
        // The turn that stands may be right already: a paused host must not pile up entries.
        guard queue.turnAt != queue.readyAt else { return }
        queue.turnAt = queue.readyAt
        queue.ticket += 1
        hosts[host] = queue
        ready.insert(Turn(readyAt: queue.readyAt, host: host, ticket: queue.ticket))
    }
}

/// A host's place in the order of turns.
private struct Turn: Comparable, Sendable {
    let readyAt: ArchiveDate
    let host: String
    let ticket: Int

    static func < (left: Turn, right: Turn) -> Bool {
        (left.readyAt, left.host, left.ticket) < (right.readyAt, right.host, right.ticket)
    }
}
