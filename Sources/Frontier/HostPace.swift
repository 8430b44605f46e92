// SPDX-License-Identifier: EUPL-1.2

/// How gently one host is asked. All times in seconds.
package struct HostPace: Sendable, Hashable, Codable {
    /// Least time between the starts of two fetches.
    package var delay: Double
    /// The pause after a fetch is at least this many times as long as the fetch took.
    package var factor: Double
    /// The pause that `factor` asks for is never longer than this.
    package var longestPause: Double
    /// Fetches at the same time.
    package var concurrency: Int
    /// Pause after the first 429 or 503 without `Retry-After`, and by what each further one in a row is longer.
    package var firstBackoff: Double
    package var backoffFactor: Double
    /// No back-off of our own pauses a host for longer than this; what a server asks for is obeyed beyond it.
    package var longestBackoff: Double
    /// Tries of one URL before it is given up.
    package var tries: Int

    package init(
        delay: Double = 0.5, factor: Double = 1, longestPause: Double = 10, concurrency: Int = 2,
        firstBackoff: Double = 5, backoffFactor: Double = 2, longestBackoff: Double = 900, tries: Int = 4
    ) {
        (self.delay, self.factor, self.longestPause, self.concurrency) = (delay, factor, longestPause, concurrency)
        (self.firstBackoff, self.backoffFactor) = (firstBackoff, backoffFactor)
        (self.longestBackoff, self.tries) = (longestBackoff, tries)
    }

    /// The pause for the `count`-th time in a row (from 1) that a host asked to slow down.
    ///
    /// A `Retry-After` is obeyed as it is, up to 30 days; otherwise the pause grows from `firstBackoff`.
    package func backoff(count: Int, retryAfter: Int?) -> Double {
        if let retryAfter { return min(Double(max(0, retryAfter)), 30 * 86_400) }
        var pause = firstBackoff
        for _ in 1..<max(1, min(count, 32)) { pause *= backoffFactor }
        return min(pause, longestBackoff)
    }
}

/// What a finished fetch says about the host's patience.
package enum HostSignal: Sendable, Hashable {
    /// It answered, and did not complain.
    case fine
    /// It asked to slow down (429, 503), perhaps saying for how many seconds.
    case slowDown(retryAfter: Int?)
    /// It could not be reached: waiting is kinder than hammering.
    case unreachable
}
