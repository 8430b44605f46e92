// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Synchronization
import Testing
import Threads

@Suite struct ThreadTests {
    /// An actor on a thread of its own, which notes on which thread its jobs ran.
    private actor Diary {
        private let executor = ThreadExecutor(name: "diary")
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
        private var entries: [Int] = []
        private var threads: Set<UInt> = []

        func write(_ entry: Int) {
            entries.append(entry)
            threads.insert(UInt(pthread_self()))
        }

        func read() -> (entries: [Int], threads: Int) { (entries, threads.count) }
    }

    @Test func `an actor on a thread executor runs all its jobs on one thread`() async {
        let diary = Diary()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<500 { group.addTask { await diary.write(number) } }
        }
        let (entries, threads) = await diary.read()
        #expect(entries.sorted() == Array(0..<500))
        #expect(threads == 1)
    }

    @Test func `a blocking pool gives each caller its own result, and errors as they were thrown`() async throws {
        struct Odd: Error, Equatable { let number: Int }
        let pool = BlockingPool(name: "pool", threads: 3)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let work: @Sendable () throws -> Int = {
                        guard number % 2 == 0 else { throw Odd(number: number) }
                        return number * 2
                    }
                    do {
                        let result = try await pool.run(work)
                        #expect(result == number * 2)
                    } catch {
                        #expect(error as? Odd == Odd(number: number))
                    }
                }
            }
        }
    }

    @Test func `a pool that is released finishes what was submitted`() async throws {
        let done = Mutex(0)
        let tasks = makeTasks(count: 50) { done.withLock { $0 += 1 } }
        for task in tasks { try await task.value }
        #expect(done.withLock { $0 } == 50)
    }

    private func makeTasks(count: Int, _ body: @escaping @Sendable () -> Void) -> [Task<Void, any Error>] {
        let pool = BlockingPool(name: "brief", threads: 2)
        return (0..<count).map { _ in Task { try await pool.run(body) } }
    }
}
