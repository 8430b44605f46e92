// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// What the engine's thread is told.
enum EngineMessage: Sendable {
    case start(FetchTicket, CheckedContinuation<FetchResult, Never>)
    case cancel(FetchTicket)
    case cancelAll(at: MonotonicTime)
    case stop(CheckedContinuation<Void, Never>?)
}

/// The way into the engine's thread: any thread posts, the engine's takes.
final class EngineInbox: Sendable {
    private struct Content {
        var messages: [EngineMessage] = []
        var isOpen = true
        let multi: CurlMulti
    }

    private let content: Mutex<Content>

    init(_ multi: CurlMulti) { content = Mutex(Content(multi: multi)) }

    /// Leaves a message and wakes the engine; false when it has ended and nobody will read it.
    @discardableResult
    func post(_ message: EngineMessage) -> Bool {
        content.withLock { content in
            guard content.isOpen else { return false }
            content.messages.append(message)
            // Inside the lock: `close` waits for it, so the handle still exists.
            content.multi.wakeUp()
            return true
        }
    }

    /// All messages since the last call.
    func take() -> [EngineMessage] {
        content.withLock { content in
            defer { content.messages = [] }
            return content.messages
        }
    }

    /// Takes no messages any more; the answer is those that came last.
    func close() -> [EngineMessage] {
        content.withLock { content in
            content.isOpen = false
            defer { content.messages = [] }
            return content.messages
        }
    }
}
