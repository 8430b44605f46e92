// SPDX-License-Identifier: EUPL-1.2

import Testing
import Threads

@Suite struct ScopedThreadsTests {
    @Test func `threads wait for each other's changes, and all have ended after the call`() {
        let turn = Monitor(0)
        ScopedThreads.run(name: "scoped", count: 3) {
            turn.withLock { $0 += 1 }
            turn.wait { $0 >= 13 ? true : nil }
            turn.withLock { $0 += 1 }
        } while: { started in
            #expect(started == 3)
            turn.wait { $0 == 3 ? true : nil }
            turn.withLock { $0 += 10 }
        }
        #expect(turn.withLock { $0 } == 16)
    }

    @Test func `an error of the calling thread is thrown on when the others have ended`() {
        struct Failure: Error {}
        let ended = Monitor(false)
        #expect(throws: Failure.self) {
            try ScopedThreads.run(name: "scoped", count: 1) {
                ended.withLock { $0 = true }
            } while: { _ in
                throw Failure()
            }
        }
        #expect(ended.withLock { $0 })
    }
}
