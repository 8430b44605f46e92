// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// A URL that a crawl has yet to fetch, as it stands in the frontier.
package struct QueuedURL: Sendable, Hashable {
    package let id: Int64
    /// Without a fragment.
    package let url: String
    /// Name of its host queue: `host:port`, the port left out when it is the scheme's own.
    package let host: String
    package let account: String
    package let kind: CaptureKind
    /// How it was reached from the seed, a letter a hop (`Scope.HopPath`).
    package let hops: String
    /// The URL on which it was found; nil for a seed.
    package let via: String?
    /// Fetches that have been tried before.
    package let attempts: Int

    package init(
        id: Int64, url: String, host: String, account: String, kind: CaptureKind, hops: String, via: String?,
        attempts: Int
    ) {
        (self.id, self.url, self.host, self.account) = (id, url, host, account)
        (self.kind, self.hops, self.via, self.attempts) = (kind, hops, via, attempts)
    }
}

/// A URL that was found and is to enter the frontier, or to be noted as refused.
package struct FoundURL: Sendable, Hashable {
    /// Without a fragment.
    package var url: String
    package var host: String
    package var account: String
    package var kind: CaptureKind
    package var hops: String
    package var via: String?
    /// Smaller is fetched first.
    package var priority: Int
    /// Set when it shall not be fetched: it enters as ended, so that the log names every URL seen.
    package var refusal: Refusal?

    /// Why a URL is not fetched, and the rule that said so.
    package struct Refusal: Sendable, Hashable {
        package let outcome: Outcome
        package let detail: String
        package init(_ outcome: Outcome, detail: String) { (self.outcome, self.detail) = (outcome, detail) }
    }

    package init(
        url: String, host: String, account: String, kind: CaptureKind, hops: String, via: String?, priority: Int,
        refusal: Refusal? = nil
    ) {
        (self.url, self.host, self.account, self.kind) = (url, host, account, kind)
        (self.hops, self.via, self.priority, self.refusal) = (hops, via, priority, refusal)
    }
}

/// What becomes of a URL after a try.
package enum URLChange: Sendable, Hashable {
    /// Its record is in the archive.
    case stored(Outcome, detail: String?)
    /// It is over without a record.
    case ended(Outcome, detail: String?)
    /// It is to be tried again, not before that moment.
    case retry(notBefore: ArchiveDate, detail: String)
    /// It goes back as if it had not been tried: the crawl was stopped.
    case untried
}
