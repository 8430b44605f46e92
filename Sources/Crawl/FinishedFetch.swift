// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Fetch

/// A judged answer on its way to the archive: one message to the writer per capture.
struct FinishedFetch: Sendable {
    let url: QueuedURL
    let result: FetchResult
    var outcome: Outcome
    var detail: String?
    /// What the answer turned out to be, which may differ from what was expected when the URL was queued.
    let kind: CaptureKind
    let title: String?
    /// Set when the URL is to be tried again although this answer is kept.
    let retryAt: ArchiveDate?
    /// The crawl was stopped in the middle of this answer: what came is kept, and the URL goes back untried.
    let wasCancelled: Bool
    var found: [FoundURL]
    /// Set for a robots.txt that counts: it is remembered in the transaction that stores it, or a kill in between would have it
    /// stored twice.
    var robots: CaptureCommit.RobotsMemory?
    /// Where the answer redirects to.
    var target: String?
    /// The posts that it shows, and what the platform itself counts.
    var posts: [PostSighting] = []
    var counters: [CounterSighting] = []
    /// What it says of the account.
    var sign: AccountSign?
    var accountState: String?
}

/// What became of an answer.
struct StoredFetch: Sendable {
    let receipt: CommitReceipt
    /// The record, or nil when there was no answer to keep.
    let capture: CatalogCapture?
    /// The outcome as it stands in the archive: `captured` may have become `revisit`.
    let outcome: Outcome
    /// Bytes that the records take in the archive file.
    let bytes: UInt64
}
