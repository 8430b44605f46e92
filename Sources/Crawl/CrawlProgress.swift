// SPDX-License-Identifier: EUPL-1.2

package import Collection

/// How a crawl stands at a moment, for people who watch.
package struct CrawlProgress: Sendable, Hashable {
    /// Pages and media of this run that are held: captured, revisited or not modified. Walls and errors are not counted.
    package var pages = 0
    package var media = 0
    /// Answers stored, of any kind.
    package var captures = 0
    /// Answers whose payload was in the archive already.
    package var revisits = 0
    /// Bytes fetched as payload, and bytes that the archive grew by.
    package var fetchedBytes: Int64 = 0
    package var archivedBytes: Int64 = 0
    /// URLs that wait, and fetches that run.
    package var queued = 0
    package var running = 0
    /// Ended URLs by outcome.
    package var outcomes: [Outcome: Int] = [:]
    /// Seconds since this process began.
    package var seconds: Double = 0
    /// The URL that was finished last.
    package var latest: String?

    package init() {}

    /// Starts from what earlier processes of the same run did.
    init(_ earlier: RunProgress) {
        pages = earlier.pages
        media = earlier.media
        captures = earlier.kinds.values.reduce(0, +)
        revisits = earlier.outcomes[.revisit] ?? 0
        fetchedBytes = earlier.payloadBytes
        archivedBytes = earlier.bytes
        outcomes = earlier.outcomes
    }

    mutating func note(_ stored: StoredFetch, isFinal: Bool) {
        archivedBytes += Int64(clamping: stored.bytes)
        if let capture = stored.capture {
            captures += 1
            fetchedBytes += capture.payloadLength
            if capture.recordType == "revisit" { revisits += 1 }
            // A URL is final once: each counts once.
            if isFinal, capture.outcome.isHeld {
                if capture.kind == .page { pages += 1 }
                if capture.kind == .media { media += 1 }
            }
        }
        if isFinal { outcomes[stored.outcome, default: 0] += 1 }
        for refused in stored.receipt.refused {
            if let outcome = refused.refusal?.outcome { outcomes[outcome, default: 0] += 1 }
        }
    }
}
