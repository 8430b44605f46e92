// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Synchronization

/// Fetches over HTTP with one thread and one libcurl multi handle.
///
/// Any task may call it. Only what is running is in it: waiting for a turn is the frontier's business, so the number of transfers,
/// and with it memory (each has at most its `memoryLimit` and one read buffer), is up to the callers.
package final class CurlEngine: Sendable {
    private let inbox: EngineInbox

    /// Starts the engine's thread.
    package init(options: EngineOptions = EngineOptions()) {
        let multi = CurlMulti(idleConnections: options.idleConnections)
        inbox = EngineInbox(multi)
        EngineThread.start(EngineLoop(options: options, multi: multi, inbox: inbox))
    }

    deinit { inbox.post(.stop(nil)) }

    /// Makes one request and returns when its body is complete or will not be.
    ///
    /// Cancelling the task ends the transfer at once; what was received is in the result.
    package func fetch(_ request: FetchRequest) async -> FetchResult {
        let ticket = FetchTicket(request)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !inbox.post(.start(ticket, continuation)) else { return }
                continuation.resume(
                    returning: FetchResult(
                        failure: FetchFailure(.cancelled, "the fetch engine was shut down"), startedAt: .now()))
            }
        } onCancel: {
            ticket.isCancelled.store(true, ordering: .relaxed)
            inbox.post(.cancel(ticket))
        }
    }

    /// Ends all transfers that still run after `grace`; until then they, and new ones, go on. Returns at once.
    package func cancelAll(grace: Duration = .zero) {
        let (seconds, attoseconds) = grace.components
        let nanoseconds = max(0, seconds.clampedMultiply(1_000_000_000) + attoseconds / 1_000_000_000)
        inbox.post(.cancelAll(at: MonotonicTime.now.adding(nanoseconds: nanoseconds)))
    }

    /// Ends all transfers and the thread, and returns when both are gone. Later fetches fail as cancelled.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            if !inbox.post(.stop(continuation)) { continuation.resume() }
        }
    }
}

/// One request on its way through the engine.
final class FetchTicket: Sendable {
    let request: FetchRequest
    /// Set before the message about it, so that a request that is cancelled before it starts does not start.
    let isCancelled = Atomic<Bool>(false)

    init(_ request: FetchRequest) { self.request = request }
}

extension Int64 {
    /// The product, held within half of the type's range so that something can be added to it.
    fileprivate func clampedMultiply(_ factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        let clamped = overflow ? (self < 0 ? Int64.min : Int64.max) : product
        return Swift.min(Swift.max(clamped, Int64.min / 2), Int64.max / 2)
    }
}
