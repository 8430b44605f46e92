// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

/// One crawl over some seeds, from its start over any number of stops to its end.
package struct CrawlRun: Sendable, Hashable {
    /// Where a run stands.
    package enum State: String, Sendable {
        /// At work; or killed, when no process holds the collection's lock.
        case running
        /// Stopped by a signal or at a limit, to be resumed.
        case stopped
        /// Nothing is left to fetch.
        case finished
    }

    package let id: Int64
    package let started: ArchiveDate
    package let state: State
    /// The settings the crawl was started with, as JSON: `resume` needs nothing on its command line.
    package let settings: String
}

extension CrawlRun {
    /// Nil for a state that this version does not know.
    init?(row: Row) {
        guard let state = State(rawValue: row["state"]) else { return nil }
        self.init(
            id: row["id"], started: ArchiveDate(microseconds: row["started"]), state: state, settings: row["settings"])
    }
}

/// A crawl's URLs in numbers.
package struct RunProgress: Sendable, Hashable {
    /// URLs by state: `todo`, `fetching`, `stored`, `ended`.
    package var states: [String: Int] = [:]
    /// URLs by outcome, of those that have one.
    package var outcomes: [Outcome: Int] = [:]
    /// Stored records by what they are for, whatever became of them: walls and errors are among them.
    package var kinds: [CaptureKind: Int] = [:]
    /// Different addresses of pages and of media that are held: captured, revisited or not modified.
    package var pages = 0
    package var media = 0
    /// Seeds, with what they redirect to, that had to be there and did not succeed.
    package var missingSeeds = 0
    /// Accounts of whose posts none was found, with the number that the platform counts.
    package var emptyAccounts: [String: Int64] = [:]
    /// Pages that were asked for; a redirect and its target are one.
    package var pagesTried = 0
    /// Bytes of the run's archive files.
    package var bytes: Int64 = 0
    /// Bytes of payload that were fetched, and those that were not stored again because they are in the archive.
    package var payloadBytes: Int64 = 0
    package var savedBytes: Int64 = 0

    /// URLs that are still to be fetched.
    package var remaining: Int { (states["todo"] ?? 0) + (states["fetching"] ?? 0) }

    /// True when something is missing that the user should know of.
    package var hasGaps: Bool {
        missingSeeds > 0 || !emptyAccounts.isEmpty || outcomes.contains { $0.key.isGap && $0.value > 0 }
    }
}

/// What is remembered of a host between runs.
package struct HostMemory: Sendable, Hashable {
    /// The moment before which nothing may be fetched from it.
    package var nextFetch: ArchiveDate
    /// Times in a row that it asked to slow down.
    package var backoff: Int
    /// Body, status and time of its robots.txt; nil before the first fetch.
    package var robots: Robots?
    /// What it said of the requests that it still allows; nil when it never did.
    package var rate: Rate?

    package struct Rate: Sendable, Hashable {
        package let remaining: Int
        /// When the count begins anew.
        package let reset: ArchiveDate
        package init(remaining: Int, reset: ArchiveDate) { (self.remaining, self.reset) = (remaining, reset) }
    }

    package struct Robots: Sendable, Hashable {
        package let body: [UInt8]
        package let status: Int
        package let fetched: ArchiveDate
        package init(body: [UInt8], status: Int, fetched: ArchiveDate) {
            (self.body, self.status, self.fetched) = (body, status, fetched)
        }
    }

    package init(nextFetch: ArchiveDate, backoff: Int = 0, robots: Robots? = nil, rate: Rate? = nil) {
        (self.nextFetch, self.backoff, self.robots, self.rate) = (nextFetch, backoff, robots, rate)
    }
}
