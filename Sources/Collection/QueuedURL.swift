// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// A URL that a crawl has yet to fetch, as it stands in the frontier.
package struct QueuedURL: Sendable, Hashable {
    /// The id of a URL that has no row in the frontier.
    package static let unlisted: Int64 = 0

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
    /// What is sent when it is more than a plain GET.
    package let request: RequestMessage?
    /// The way by which its posts are reached: feed, API, page …; nil where the profile names none.
    package let lane: String?
    /// The id of the post that it belongs to.
    package let post: String?
    /// For a page of a list: pages in a row before it that were wholly older than the period.
    package let trail: Int

    package init(
        id: Int64, url: String, host: String, account: String, kind: CaptureKind, hops: String, via: String?,
        attempts: Int, request: RequestMessage? = nil, lane: String? = nil, post: String? = nil, trail: Int = 0
    ) {
        (self.id, self.url, self.host, self.account) = (id, url, host, account)
        (self.kind, self.hops, self.via, self.attempts) = (kind, hops, via, attempts)
        (self.request, self.lane, self.post, self.trail) = (request, lane, post, trail)
    }
}

/// A URL that was found and is to enter the frontier, or to be noted as refused.
package struct FoundURL: Sendable, Hashable {
    /// Without a fragment, and without a user name or password: those must not get into a file (design.md §4 rule 6).
    package let url: String
    package var host: String
    package var account: String
    package var kind: CaptureKind
    package var hops: String
    /// Without a user name or password as well.
    package let via: String?
    /// Smaller is fetched first.
    package var priority: Int
    /// Set when it shall not be fetched: it enters as ended, so that the log names every URL seen.
    package var refusal: Refusal?
    /// True when a server may well not have it, so that its absence is no gap.
    package let isOptional: Bool
    /// What is sent when it is more than a plain GET.
    package let request: RequestMessage?
    /// The way by which its posts are reached.
    package let lane: String?
    /// The id of the post that it belongs to.
    package let post: String?
    /// For a page of a list: pages in a row before it that were wholly older than the period.
    package let trail: Int

    /// Why a URL is not fetched, and the rule that said so.
    package struct Refusal: Sendable, Hashable {
        package let outcome: Outcome
        package let detail: String
        package init(_ outcome: Outcome, detail: String) { (self.outcome, self.detail) = (outcome, detail) }
    }

    /// An entry; credentials in `url` and `via` are left out here, so that no caller can forget to.
    package init(
        url: String, host: String, account: String, kind: CaptureKind, hops: String, via: String?, priority: Int,
        refusal: Refusal? = nil, isOptional: Bool = false, request: RequestMessage? = nil, lane: String? = nil,
        post: String? = nil, trail: Int = 0
    ) {
        (self.url, self.host, self.account, self.kind) = (Self.withoutCredentials(url), host, account, kind)
        (self.hops, self.via) = (hops, via.map { Self.withoutCredentials($0) })
        (self.priority, self.refusal, self.isOptional) = (priority, refusal, isOptional)
        (self.request, self.lane, self.post, self.trail) = (request, lane, post, trail)
    }

    /// The address without the user name and the password before its host.
    private static func withoutCredentials(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return String(url[..<scheme.upperBound] + rest[rest.index(after: at)...])
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
    /// It has no row: an answer on the way to something else, which is kept and says nothing about the URL as a page.
    case unlisted(Outcome, detail: String?)
}
