// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import DequeModule

/// What the frontier keeps in memory of one host: a window on its URLs, and its clock.
struct HostQueue: Sendable {
    /// URLs that were claimed from the ledger and not yet started.
    var window: Deque<QueuedURL> = []
    /// URLs that wait in the ledger.
    var inStore = 0
    /// Fetches that run.
    var running = 0
    /// True while a claim is on its way.
    var isLoading = false
    /// URLs that entered the ledger while a claim was on its way: the answer may or may not know of them.
    var addedWhileLoading = 0
    /// No fetch starts before this.
    var nextStart: ArchiveDate
    /// `nextStart` as it was before the newest start, which may be put back; and when that was.
    var startBefore: ArchiveDate
    var lastStart: ArchiveDate?
    /// When `window` is empty: the ledger has nothing that is due before this.
    var nextDue: ArchiveDate?
    /// Times in a row that the host asked to slow down.
    var backoff = 0
    /// Number of the heap entry that counts, and its moment; older entries are passed over.
    var ticket = 0
    var turnAt: ArchiveDate?
    /// Seconds between fetches that the host itself asks for (Crawl-delay), whatever the profile says.
    var askedDelay = 0.0

    init(now: ArchiveDate) { (nextStart, startBefore) = (now, now) }

    /// URLs that wait, in memory or in the ledger.
    var waiting: Int { window.count + inStore }

    var hasWork: Bool { !window.isEmpty || inStore > 0 }

    /// The moment from which the next step for this host makes sense.
    var readyAt: ArchiveDate {
        guard window.isEmpty, let nextDue else { return nextStart }
        return max(nextStart, nextDue)
    }
}
