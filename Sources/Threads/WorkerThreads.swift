// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Dispatch
import Glibc
import Synchronization

/// A fixed number of named threads that take closures from one queue, first in first out.
///
/// The queue is unbounded: whoever submits bounds the work. The threads end when this owner is released and the queue is empty.
final class WorkerThreads: Sendable {
    private let inbox: Inbox

    init(name: String, count: Int) {
        inbox = Inbox(threads: count)
        for _ in 0..<count { Self.start(name: name, inbox: inbox) }
    }

    deinit { inbox.close() }

    func submit(_ work: @escaping @Sendable () -> Void) { inbox.put(work) }

    private static func start(name: String, inbox: Inbox) {
        let start = Unmanaged.passRetained(Start(name: name, inbox: inbox))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                kabinet_name_this_thread(start.name)
                while let work = start.inbox.take() { work() }
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            // Without its thread an actor would wait for ever: there is no later point at which this could be reported.
            preconditionFailure("cannot start thread \(name): \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }

    private final class Start: Sendable {
        let name: String
        let inbox: Inbox
        init(name: String, inbox: Inbox) { (self.name, self.inbox) = (name, inbox) }
    }
}

/// The queue that threads wait on.
private final class Inbox: Sendable {
    private struct Waiting {
        var work: [@Sendable () -> Void] = []
        var head = 0
        var closed = false
    }

    private let waiting = Mutex(Waiting())
    private let ready = DispatchSemaphore(value: 0)
    private let threads: Int

    init(threads: Int) { self.threads = threads }

    func put(_ work: @escaping @Sendable () -> Void) {
        waiting.withLock { $0.work.append(work) }
        ready.signal()
    }

    func close() {
        waiting.withLock { $0.closed = true }
        for _ in 0..<threads { ready.signal() }
    }

    /// The next closure; waits for one, and is nil once closed and empty.
    func take() -> (@Sendable () -> Void)? {
        while true {
            ready.wait()
            let (work, ended) = waiting.withLock { waiting -> ((@Sendable () -> Void)?, Bool) in
                guard waiting.head < waiting.work.count else { return (nil, waiting.closed) }
                let work = waiting.work[waiting.head]
                waiting.head += 1
                if waiting.head == waiting.work.count || waiting.head >= 1024 {
                    waiting.work.removeFirst(waiting.head)
                    waiting.head = 0
                }
                return (work, false)
            }
            if let work { return work }
            if ended { return nil }
        }
    }
}
