// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// Makes the statement of an account from the rows of its posts, media and addresses, one after the other.
///
/// Pure: it sees values and no database. Its memory does not grow with the number of rows.
package struct AccountTally: Sendable {
    /// A post or a medium of one, with all that became of it.
    package struct Post: Sendable {
        package enum Relation: String, Sendable { case own, repost, context }

        package var id: String
        package var url: String?
        package var date: ArchiveDate?
        package var relation = Relation.own
        package var isPinned = false
        /// False for one outside the period.
        package var isInPeriod = true
        /// What became of its address; nil when it is in no frontier.
        package var address: Fate?
        /// True when the answer that shows it is held.
        package var isShown = false

        package init(id: String, url: String? = nil, date: ArchiveDate? = nil) {
            (self.id, self.url, self.date) = (id, url, date)
        }
    }

    /// What became of an address, over all runs that are counted.
    package struct Fate: Sendable {
        /// True when a run got it: nothing that came later takes that away.
        package var isHeld = false
        /// How the newest run that ended with it ended; nil while it waits.
        package var newest: Outcome?
        package var detail: String?

        package init(isHeld: Bool = false, newest: Outcome? = nil, detail: String? = nil) {
            (self.isHeld, self.newest, self.detail) = (isHeld, newest, detail)
        }

        /// The reason for which it is missing; nil when it is held.
        package var reason: String? {
            if isHeld { return nil }
            guard let newest else { return MissingItem.waiting }
            return newest.isSuccess ? nil : newest.description
        }
    }

    /// An address that is no post's own and ended without success.
    package struct Loss: Sendable {
        package var item: MissingItem
        package var outcome: Outcome
        /// True when a server may well not have it.
        package var isOptional = false
        package var ended: ArchiveDate?

        package init(_ item: MissingItem, outcome: Outcome) { (self.item, self.outcome) = (item, outcome) }

        /// True for what a reader has to know of: what the scope keeps out and what may be absent is no loss.
        package var counts: Bool { outcome.isGap || outcome == .refused(.robots) || !isOptional && item.kind == .list }
    }

    private var identity: AccountStatement.Identity
    private var counts: [Post.Relation: PostCounts] = [:]
    private var media = PostCounts()
    private var days = PostingDays()
    private var oldest, newest: ArchiveDate?
    private var missing: [String: Int] = [:]
    private var firstMissing: [MissingItem] = []
    private let shown: Int
    private var lastListLoss: Loss?

    /// A tally of nothing yet; it keeps the first `shown` missing things.
    package init(_ identity: AccountStatement.Identity, shown: Int) { (self.identity, self.shown) = (identity, shown) }

    /// Counts a post; returns the reason for which it is missing, if it is.
    package mutating func add(_ post: Post) -> String? {
        var count = counts[post.relation] ?? PostCounts()
        let reason = Self.count(post, into: &count)
        counts[post.relation] = count
        if post.relation == .own, let date = post.date {
            if !post.isPinned {
                oldest = min(oldest ?? date, date)
                newest = max(newest ?? date, date)
            }
            if post.isInPeriod { days.add(date, isHeld: reason == nil) }
        }
        return reason
    }

    /// Counts a medium of a post; returns the reason for which it is missing, if it is.
    package mutating func add(medium post: Post) -> String? { Self.count(post, into: &media) }

    private static func count(_ post: Post, into count: inout PostCounts) -> String? {
        count.found += 1
        if post.date == nil { count.undated += 1 }
        switch post.address {
        case let fate? where fate.reason == nil:
            count.captured += 1
            if fate.newest == .revisit || fate.newest == .notModified { count.unchanged += 1 }
            if fate.newest == .gone || fate.newest == .notFound { count.laterGone += 1 }
            return nil
        // What was asked for all the same is told as it ended.
        case let fate? where post.isInPeriod || fate.newest != nil && fate.newest != .refused(.scope):
            // Links out of scope are no posts that failed: the answer that shows them is what there is.
            if post.isShown, fate.newest == .refused(.scope) { break }
            if let newest = fate.newest { count.ended[newest, default: 0] += 1 } else { count.waiting += 1 }
            if post.isShown { count.missingButShown += 1 }
            return fate.reason
        default: break
        }
        if !post.isInPeriod {
            count.outOfPeriod += 1
            return nil
        }
        if post.isShown {
            count.inAnswer += 1
            return nil
        }
        count.notAsked += 1
        return MissingItem.notAsked
    }

    /// Notes an address that is missing and no post's own.
    package mutating func add(_ loss: Loss) {
        guard loss.counts else { return }
        note(loss.item)
        if loss.item.kind == .list, loss.ended ?? .distantPast >= lastListLoss?.ended ?? .distantPast {
            lastListLoss = loss
        }
    }

    /// Notes a missing post, medium or address.
    package mutating func note(_ item: MissingItem) {
        missing[item.reason, default: 0] += 1
        if firstMissing.count < shown { firstMissing.append(item) }
    }

    /// The statement. `stopped` is why the newest run of the account ended, when it did not come to its end.
    package func statement(
        claims: [AccountStatement.Claim], addresses: AddressCounts, lanes: [AccountStatement.Lane], stopped: String?,
        now: ArchiveDate
    ) -> AccountStatement {
        let own = counts[.own] ?? PostCounts()
        let owned = own + (counts[.repost] ?? PostCounts())
        let reach = reach(addresses, stopped: stopped)
        return AccountStatement(
            identity: identity, claims: claims, own: own, reposts: counts[.repost] ?? PostCounts(),
            context: counts[.context] ?? PostCounts(), media: media, addresses: addresses, lanes: lanes,
            oldest: oldest, newest: newest,
            months: days.months(since: identity.since, until: identity.until, now: now), silences: days.silences,
            silenceThreshold: days.silenceThreshold, reach: reach, missing: missing, firstMissing: firstMissing,
            verdict: verdict(owned, claims.first { $0.name == "posts" }?.value, addresses, reach))
    }

    private func reach(_ addresses: AddressCounts, stopped: String?) -> Reach {
        let end: Reach.End =
            if addresses.waitingCount > 0 {
                .waiting(stopped)
            } else if let oldest, let since = identity.since, oldest < since {
                .periodStart
            } else if let loss = lastListLoss {
                .outcome(loss.outcome, url: loss.item.url ?? "", loss.item.evidence)
            } else {
                .listEnd
            }
        // A post of the first day leaves nothing unseen that one could speak of.
        guard let since = identity.since, oldest ?? .distantFuture > since.lastOfDay, end != .periodStart else {
            return Reach(end: end)
        }
        return Reach(end: end, unseenFrom: since, unseenTo: oldest ?? identity.until)
    }

    private func verdict(
        _ owned: PostCounts, _ claimed: Int64?, _ addresses: AddressCounts, _ reach: Reach
    ) -> AccountStatement.Verdict {
        if owned.found == 0, addresses.waitingCount == 0 {
            if claimed ?? 0 > 0 { return .nothingFound }
            if claimed == 0 || identity.state == "empty" { return missing.isEmpty ? .empty : .gaps }
            if identity.expectsPosts { return .nothingFound }
        }
        if addresses.waitingCount > 0 { return .unfinished }
        let isShort = AccountStatement.shortfall(claimed, found: owned.found, identity) != nil
        return missing.isEmpty && !reach.isCutShort && !isShort ? .complete : .gaps
    }
}

extension ArchiveDate {
    /// The bounds of what can be written.
    fileprivate static var distantPast: ArchiveDate { ArchiveDate(microseconds: .min) }
    fileprivate static var distantFuture: ArchiveDate { ArchiveDate(microseconds: .max) }
}
