// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection

extension GroupState {
    /// Delays from which on the next start is remembered: one of our own, which a process that goes on waits for anew when it is
    /// shorter, and one that the host asks for, which that process does not know yet.
    private static let longDelay = 10.0
    private static let longAskedDelay = 1.0
    /// A quota with more left is not remembered: its next answer tells in time.
    private static let scarce = 32

    /// What is to be written, or nil when what was written before still does.
    ///
    /// Of a scarce quota half is written off in advance, so that few writes are needed and a process that is killed never leaves
    /// more behind than the server grants.
    mutating func memoryToWrite(delay: Double, now: ArchiveDate) -> HostMemory? {
        let none = ArchiveDate(seconds: 0)
        let known = memory.flatMap { $0.counts(at: now) ? $0 : nil } ?? HostMemory(nextFetch: none)
        var wanted = known
        let isSlow = delay >= Self.longDelay || askedDelay >= Self.longAskedDelay
        wanted.nextFetch = max(known.nextFetch, pausedUntil ?? none, isSlow ? nextStart : none)
        if wanted.nextFetch > known.nextFetch { wanted.backoff = backoff }
        let scarcest = budgets.filter { $0.left <= Self.scarce && ($0.reset.map { $0 > now } ?? false) }
            .max { ($0.reset ?? none) < ($1.reset ?? none) }
        if let scarcest, let reset = scarcest.reset {
            let left = max(0, scarcest.left)
            if isNews(left: left, reset: reset, beside: known.rate, now: now) {
                wanted.rate = HostMemory.Rate(remaining: left / 2, reset: reset)
            }
        }
        guard wanted != known, wanted.counts(at: now) else { return nil }
        memory = wanted
        return wanted
    }

    private func isNews(left: Int, reset: ArchiveDate, beside known: HostMemory.Rate?, now: ArchiveDate) -> Bool {
        guard let known, known.reset > now else { return true }
        return left < known.remaining || (left == 0 && (known.remaining > 0 || reset > known.reset.adding(seconds: 5)))
    }
}

extension HostMemory {
    /// True when it still keeps anything from starting.
    func counts(at now: ArchiveDate) -> Bool { nextFetch > now || rate.map { $0.reset > now } ?? false }
}
