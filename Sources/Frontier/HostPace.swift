// SPDX-License-Identifier: EUPL-1.2

/// How gently a host, or a group of them, is asked. All times in seconds.
package struct HostPace: Sendable, Hashable, Codable {
    /// Least time between the starts of two fetches.
    package var delay: Double
    /// The pause after a fetch is at least this many times as long as the fetch took.
    package var factor: Double
    /// The pause that `factor` asks for is never shorter or longer than these.
    package var shortestPause: Double
    package var longestPause: Double
    /// Fetches at the same time.
    package var concurrency: Int
    /// Pause after the first 429 or 503 without `Retry-After`, and by what each further one in a row is longer.
    package var firstBackoff: Double
    package var backoffFactor: Double
    /// No back-off of our own pauses a host for longer than this; what a server asks for is obeyed beyond it.
    package var longestBackoff: Double
    /// By what share a back-off of our own may be longer, as the dice fall: those who failed together come back one by one.
    package var jitter: Double
    /// Tries of one URL before it is given up.
    package var tries: Int

    package init(
        delay: Double = 0.5, factor: Double = 1, shortestPause: Double = 0, longestPause: Double = 10,
        concurrency: Int = 2, firstBackoff: Double = 5, backoffFactor: Double = 2, longestBackoff: Double = 900,
        jitter: Double = 0.25, tries: Int = 4
    ) {
        (self.delay, self.factor, self.concurrency) = (delay, factor, max(1, concurrency))
        (self.shortestPause, self.longestPause) = (shortestPause, longestPause)
        (self.firstBackoff, self.backoffFactor) = (firstBackoff, backoffFactor)
        (self.longestBackoff, self.jitter, self.tries) = (longestBackoff, jitter, tries)
    }

    /// The pause for the `count`-th time in a row (from 1) that a host asked to slow down.
    ///
    /// A `Retry-After` is obeyed as it is, up to 31 days; otherwise the pause grows from `firstBackoff`.
    package func backoff(count: Int, retryAfter: Int?) -> Double {
        if let retryAfter { return min(Double(max(0, retryAfter)), 31 * 86_400) }
        var pause = firstBackoff
        for _ in 1..<max(1, min(count, 32)) { pause *= backoffFactor }
        return min(pause, longestBackoff)
    }

    /// The pause after a fetch that took so long.
    func pause(after seconds: Double) -> Double {
        factor > 0 ? min(max(seconds * factor, shortestPause), longestPause) : 0
    }

    /// What satisfies both: hosts of one group may each have a pace of their own.
    func joined(with other: HostPace) -> HostPace {
        HostPace(
            delay: max(delay, other.delay), factor: max(factor, other.factor),
            shortestPause: max(shortestPause, other.shortestPause), longestPause: max(longestPause, other.longestPause),
            concurrency: min(concurrency, other.concurrency), firstBackoff: max(firstBackoff, other.firstBackoff),
            backoffFactor: max(backoffFactor, other.backoffFactor),
            longestBackoff: max(longestBackoff, other.longestBackoff), jitter: max(jitter, other.jitter),
            tries: max(tries, other.tries))
    }
}
