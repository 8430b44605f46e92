// SPDX-License-Identifier: EUPL-1.2

/// One named thread that runs the jobs of an actor, so that the actor may block on files and databases.
///
/// The threads of the cooperative pool are as few as the cores: a blocked one stalls everybody. An actor names this
/// executor as its `unownedExecutor` and keeps it alive. Jobs run in the order in which they were enqueued.
package final class ThreadExecutor: SerialExecutor {
    private let worker: WorkerThreads

    /// Starts the thread; at most 15 bytes of `name` are shown by `top -H`.
    package init(name: String) {
        worker = WorkerThreads(name: name, count: 1)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        worker.submit { job.runSynchronously(on: executor) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }
}
