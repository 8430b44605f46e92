// SPDX-License-Identifier: EUPL-1.2

package import Collection
package import Diagnostics

/// How a process's work on a run ended.
package struct CrawlEnd: Sendable {
    /// Why it ended.
    package enum Cause: Sendable, Hashable {
        /// Nothing is left.
        case finished
        /// A limit of the settings, named.
        case limit(String)
        /// The first signal, or a stop that was asked for.
        case stopped
        /// The second signal.
        case stoppedHard
        case diskFull(String)
        case failed(String)

        /// True for a limit, whichever.
        var isLimit: Bool { if case .limit = self { true } else { false } }
    }

    package let cause: Cause
    package let progress: RunProgress

    /// The code that the process ends with (design.md §3).
    package var exitCode: ExitCode {
        switch cause {
        case .finished: progress.hasGaps ? .gaps : .done
        case .limit, .stopped: .stopped
        case .stoppedHard: .stoppedHard
        case .diskFull: .diskFull
        case .failed: .failed
        }
    }

    /// True when `kabinet resume` has something to go on with.
    package var isResumable: Bool { cause != .finished }
}
