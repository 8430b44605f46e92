// SPDX-License-Identifier: EUPL-1.2

import Fetch
import Frontier

extension CrawlController {
    func obeyStops(_ group: inout DiscardingTaskGroup) {
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
    func end(_ reason: CrawlEnd.Cause, _ group: inout DiscardingTaskGroup) {
        cause = reason
        switch reason {
        case .finished, .limit, .stopped: startGrace()
        case .stoppedHard, .diskFull, .failed: cutOff(&group)
        }
    }

    func fail(_ error: any Error, _ group: inout DiscardingTaskGroup) {
        switch cause {
        case nil, .stopped, .limit: end(CrawlEnd.Cause(error), &group)
        case .finished, .stoppedHard, .diskFull, .failed: break
        }
    }

    private func startGrace() {
        guard graceTimer == nil else { return }
        graceTimer = startTimer(grace, .graceIsOver)
    }

    /// Ends what runs. Cancelling the tasks keeps a worker from starting a fetch that the engine's order came too early for;
    /// the engine is told as well, because robots.txt is fetched by a task that belongs to no worker.
    func cutOff(_ group: inout DiscardingTaskGroup) {
        isCuttingOff = true
        group.cancelAll()
        worker.engine.cancelAll()
    }

    /// A fetch of robots.txt that was about to begin during a cut-off is caught by the next round.
    func restartCutOff() {
        guard isCuttingOff, frontier.runningCount > 0 else { return }
        worker.engine.cancelAll()
        cutOffTimer?.cancel()
        cutOffTimer = startTimer(0.5, .tick)
    }
}
