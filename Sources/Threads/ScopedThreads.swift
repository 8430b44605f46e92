// SPDX-License-Identifier: EUPL-1.2

import CPlatform
import Glibc

/// Threads that live as long as one call.
package enum ScopedThreads {
    /// Runs `work` on `count` threads of its own while `main` runs on the calling one, and returns when all have ended.
    ///
    /// Where the system has no more threads there are fewer, perhaps none: `main` must be able to do without.
    /// - Parameters:
    ///   - name: At most 15 bytes of it are shown by `top -H`.
    ///   - count: How many threads.
    ///   - work: Must end soon after `main` did, also when that threw.
    ///   - main: Learns how many threads there are.
    /// - Throws: what `main` throws.
    package static func run(
        name: String, count: Int, _ work: @Sendable () -> Void, while main: (_ started: Int) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(work) { work in
            let threads = (0..<count).compactMap { _ in start(Start(name: name, work: work)) }
            defer { for thread in threads { pthread_join(thread, nil) } }
            try main(threads.count)
        }
    }

    private static func start(_ start: Start) -> pthread_t? {
        let argument = Unmanaged.passRetained(start)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                kabinet_name_this_thread(start.name)
                start.work()
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            return nil
        }
        return thread
    }

    private final class Start: Sendable {
        let name: String
        let work: @Sendable () -> Void
        init(name: String, work: @escaping @Sendable () -> Void) { (self.name, self.work) = (name, work) }
    }
}
