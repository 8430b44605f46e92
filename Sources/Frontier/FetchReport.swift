// SPDX-License-Identifier: EUPL-1.2

package import HTTPMessage

/// What a finished fetch says about the host's patience.
package enum HostSignal: Sendable, Hashable {
    /// It answered, and did not complain.
    case fine
    /// It asked to slow down (429, 503), perhaps saying for how many seconds.
    case slowDown(retryAfter: Int?)
    /// It could not be reached: waiting is kinder than hammering.
    case unreachable
}

/// What the frontier has to know of a fetch that is over.
package struct FetchReport: Sendable, Hashable {
    /// How long it took.
    package var seconds: Double
    package var signal: HostSignal
    /// The answer's rate limit fields; nil without an answer.
    package var notice: RateLimitNotice?

    package init(seconds: Double, signal: HostSignal = .fine, notice: RateLimitNotice? = nil) {
        (self.seconds, self.signal, self.notice) = (seconds, signal, notice)
    }
}
