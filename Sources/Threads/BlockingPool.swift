// SPDX-License-Identifier: EUPL-1.2

/// A few named threads for work that blocks: file reads, database queries, decompression of large bodies.
package final class BlockingPool: Sendable {
    private let workers: WorkerThreads

    /// Starts `threads` threads; at most 15 bytes of `name` are shown by `top -H`.
    package init(name: String, threads: Int) {
        workers = WorkerThreads(name: name, count: max(1, threads))
    }

    /// Runs `body` on one of the threads and returns what it returns.
    ///
    /// Not interrupted by cancellation: a blocking call has no safe point at which to stop.
    /// - Throws: what `body` throws.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            workers.submit { continuation.resume(with: Result { try body() }) }
        }
    }
}
