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

    /// What people have to hear of at the end of a run: accounts that can't be as empty as they seem.
    package var findings: [Diagnostic] {
        guard cause == .finished else { return [] }
        return progress.emptyAccounts.sorted { $0.key < $1.key }.map { account, count in
            Diagnostic(
                .error, "\(account): no post was found, although the platform counts \(count)",
                hint: "the platform has changed, or shows its posts only to who is signed in: see the report")
        }
    }

    /// True when `kabinet resume` has something to go on with.
    package var isResumable: Bool { cause != .finished }
}
