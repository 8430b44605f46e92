// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The processor time one extraction may take, on the thread that made the budget.
struct ProcessorBudget {
    private let end: Double

    init(seconds: Double) {
        end = Self.now() + seconds
    }

    /// True when nothing is left.
    var isSpent: Bool { Self.now() > end }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
