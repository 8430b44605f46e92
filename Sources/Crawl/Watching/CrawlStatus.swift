// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Collection

/// How a running crawl stands at a moment: what `logs/status.json` and the metrics tell.
package struct CrawlStatus: Sendable, Hashable {
    package enum State: String, Sendable, Codable {
        case starting, running
        /// Nothing new is begun; what runs gets a while.
        case stopping
        /// It ended and can be resumed.
        case stopped
        /// It ended and nothing is left.
        case finished
    }

    /// A host that is left alone because it asked for it.
    package struct Wait: Sendable, Hashable {
        package let host: String
        package let until: ArchiveDate
        /// Times in a row that it asked to slow down.
        package let backoff: Int
        package init(host: String, until: ArchiveDate, backoff: Int) {
            (self.host, self.until, self.backoff) = (host, until, backoff)
        }
    }

    /// An account that is left alone.
    package struct Pause: Sendable, Hashable {
        package let account: String
        package let until: ArchiveDate
        package let reason: String
        package init(account: String, until: ArchiveDate, reason: String) {
            (self.account, self.until, self.reason) = (account, until, reason)
        }
    }

    package var pid: Int32
    package var run: Int64?
    package var state: State
    /// Start of the run, and the moment of which this speaks.
    package var began: ArchiveDate?
    package var updated: ArchiveDate
    /// Seconds since this process began.
    package var seconds: Double
    /// Why it ended, and the exit code; nil before.
    package var end: String?
    package var exitCode: Int32?
    /// Of the run: held pages and media, stored answers, revisits among them.
    package var pages, media, captures, revisits: Int
    package var fetchedBytes, archivedBytes: Int64
    /// URLs that wait, fetches that run, tries that have to be made again.
    package var queued, running, retries: Int
    /// Ended URLs of the run by outcome.
    package var outcomes: [Outcome: Int]
    /// What this process did, by account.
    package var accounts: [String: AccountTotals]
    package var waits: [Wait]
    package var pauses: [Pause]
    /// Least free room on the disks that the crawl writes to.
    package var freeBytes: UInt64?
    /// Of the last half minute; nil until there is something to measure.
    package var urlsPerSecond, bytesPerSecond: Double?
    /// Until the URLs that wait now are done, at that rate; what is yet to be found is not in it.
    package var secondsLeft: Double?
}
