// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CCurl
import Glibc
import Synchronization
import WebURL

/// What the engine's thread does: starts transfers, lets libcurl work, hands over results.
final class EngineLoop {
    private let options: EngineOptions
    private let multi: CurlMulti
    private let inbox: EngineInbox
    private var running: [UnsafeMutableRawPointer: Transfer] = [:]
    private var cutAt: MonotonicTime?
    private var stopWaiters: [CheckedContinuation<Void, Never>] = []
    private var isStopping = false

    init(options: EngineOptions, multi: CurlMulti, inbox: EngineInbox) {
        self.options = options
        self.multi = multi
        self.inbox = inbox
    }

    /// Runs until it is told to stop and nothing runs any more.
    func run() {
        while true {
            for message in inbox.take() { handle(message) }
            if let cutAt, cutAt <= .now {
                self.cutAt = nil
                cancelRunning("stopped")
            }
            if isStopping { break }
            multi.perform()
            while let ended = multi.nextEnded() { finish(ended) }
            // Waiting is only impossible when the system is out of memory or descriptors: let it breathe.
            if !multi.wait(milliseconds: waitingTime) { usleep(10_000) }
        }
        for message in inbox.close() { handle(message) }
        cancelRunning("the fetch engine was shut down")
        multi.close()
        for waiter in stopWaiters { waiter.resume() }
    }

    /// libcurl's own timers end the wait too; an idle engine sleeps until it is woken.
    private var waitingTime: Int32 {
        guard let cutAt else { return running.isEmpty ? 3_600_000 : 1000 }
        return Int32(clamping: max(0, min(1000, cutAt.microseconds(since: .now) / 1000 + 1)))
    }

    private func handle(_ message: EngineMessage) {
        switch message {
        case .start(let ticket, let continuation): start(ticket, continuation)
        case .cancel(let ticket):
            for (easy, transfer) in running where transfer.ticket === ticket { cancel(easy, "cancelled") }
        case .cancelAll(let moment): cutAt = min(moment, cutAt ?? moment)
        case .stop(let continuation):
            isStopping = true
            if let continuation { stopWaiters.append(continuation) }
        }
    }

    private func start(_ ticket: FetchTicket, _ continuation: CheckedContinuation<FetchResult, Never>) {
        // A handle for each: libcurl 7.88 keeps a pointer to the last field of a handle's former answer, and frees it again when the
        // next one begins with a folded line. Connections belong to the multi handle and are used again all the same.
        let easy = CurlEasy()
        let transfer = Transfer(ticket, easy, options, continuation)
        do throws(FetchFailure) {
            guard !isStopping, !ticket.isCancelled.load(ordering: .relaxed) else {
                throw FetchFailure(.cancelled, "cancelled before it started")
            }
            guard ticket.request.url.isHTTP else {
                throw FetchFailure(.protocol, "only http and https can be fetched, not \(ticket.request.url.scheme)")
            }
            guard RequestLines.isMethod(ticket.request.method) else {
                throw FetchFailure(.protocol, "\"\(ticket.request.method)\" is no HTTP method")
            }
            try easy.prepare(ticket.request, options, transfer)
            guard multi.add(easy.handle) else { throw FetchFailure(.protocol, "libcurl does not take the request") }
            running[easy.handle] = transfer
        } catch {
            continuation.resume(returning: FetchResult(failure: error, startedAt: .now()))
        }
    }

    private func finish(_ ended: CurlMulti.Ended) {
        multi.remove(ended.easy)
        guard let transfer = running.removeValue(forKey: ended.easy) else { return }
        transfer.finish(ended.code)
    }

    private func cancel(_ easy: UnsafeMutableRawPointer, _ reason: String) {
        multi.remove(easy)
        guard let transfer = running.removeValue(forKey: easy) else { return }
        transfer.cancel(reason)
    }

    private func cancelRunning(_ reason: String) {
        for easy in Array(running.keys) { cancel(easy, reason) }
    }
}
