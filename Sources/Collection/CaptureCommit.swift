// SPDX-License-Identifier: EUPL-1.2

/// All that one finished try on a URL changes: written in one transaction, or not at all (design.md §4 rule 5).
package struct CaptureCommit: Sendable {
    package let url: QueuedURL
    package let change: URLChange
    /// The record that was appended; nil when there was no answer to keep.
    package let capture: CatalogCapture?
    /// True when later payloads of the same digest may refer to this capture.
    package let isOriginal: Bool
    /// What the answer linked to.
    package let found: [FoundURL]
    /// What the answer lets one remember of a host: its robots.txt.
    package let robots: RobotsMemory?
    /// Where the answer redirects to.
    package let target: String?
    /// The posts that the answer showed, and the numbers that it stated.
    package let posts: [PostSighting]
    package let counters: [CounterSighting]
    /// What it says of the account: for the pause, and its state (`private`, `removed`, …) in a word.
    package let sign: AccountSign?
    package let accountState: String?

    /// The robots.txt of a host, which may have come from another host by redirect.
    package struct RobotsMemory: Sendable {
        package let host: String
        package let robots: HostMemory.Robots

        package init(host: String, robots: HostMemory.Robots) { (self.host, self.robots) = (host, robots) }
    }

    package init(
        url: QueuedURL, change: URLChange, capture: CatalogCapture? = nil, isOriginal: Bool = false,
        found: [FoundURL] = [], robots: RobotsMemory? = nil, posts: [PostSighting] = [],
        counters: [CounterSighting] = [], sign: AccountSign? = nil, accountState: String? = nil,
        target: String? = nil
    ) {
        (self.url, self.change, self.capture) = (url, change, capture)
        (self.isOriginal, self.found, self.robots) = (isOriginal, found, robots)
        self.target = target
        (self.posts, self.counters, self.sign, self.accountState) = (posts, counters, sign, accountState)
    }
}

/// What the frontier has to know of a transaction.
package struct CommitReceipt: Sendable {
    /// URLs that are new in this run, by queue; the refused ones are not counted.
    package var added: [URLQueue: Int] = [:]
    /// The refused URLs that were new: each gets its line in the crawl log.
    package var refused: [FoundURL] = []
    /// Accounts that are to be left alone from now on.
    package var pauses: [AccountPause] = []

    package init() {}
}
