// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A moment of the clock that nobody sets, in nanoseconds.
struct MonotonicTime: Sendable, Comparable {
    private let nanoseconds: Int64

    /// The moment of the call.
    static var now: MonotonicTime {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return MonotonicTime(nanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
    }

    /// A later moment; the end of time on overflow.
    func adding(nanoseconds more: Int64) -> MonotonicTime {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(more)
        return MonotonicTime(nanoseconds: overflow ? Int64.max : sum)
    }

    /// Microseconds from `earlier` to this moment.
    func microseconds(since earlier: MonotonicTime) -> Int64 { (nanoseconds - earlier.nanoseconds) / 1000 }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }
}
