// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

/// What a statement knows of an account before it looks at its posts.
package struct AccountHead {
    package var identity: AccountStatement.Identity
    var addresses = AddressCounts()
    var lanes: [AccountStatement.Lane] = []
    /// Why the newest run that left addresses of it waiting ended.
    var stopped: String?
    var now: ArchiveDate
}

extension CompletenessReader.Snapshot {
    /// All accounts of the scope, by name.
    package func heads(now: ArchiveDate) throws -> [AccountHead] {
        var heads: [String: AccountHead] = [:]
        for identity in try identities() where scope.includes(identity.account) {
            heads[identity.account] = AccountHead(identity: identity, now: now)
        }
        var lanes: [String: [String: (asked: Int, succeeded: Int)]] = [:]
        for row in try addressRows() where scope.includes(row["account"]) {
            guard let kind = CaptureKind(rawValue: row["kind"]), kind != .robots else { continue }
            let account: String = row["account"]
            let number: Int = row["number"]
            let outcome = (row["outcome"] as String?).flatMap { Outcome($0) }
            var head = heads[account] ?? AccountHead(identity: .init(account: account), now: now)
            if let outcome {
                head.addresses.outcomes[kind, default: [:]][outcome, default: 0] += number
            } else {
                head.addresses.waiting[kind, default: 0] += number
                head.stopped = runs.last { $0.state == .stopped }?.end
            }
            if let lane: String = row["lane"], outcome?.reason != .scope {
                lanes[account, default: [:]][lane, default: (0, 0)].asked += number
                if outcome?.isSuccess == true { lanes[account]?[lane]?.succeeded += number }
            }
            heads[account] = head
        }
        let leftOut = try lanesLeftOut()
        for account in heads.keys {
            var lines = (lanes[account] ?? [:]).map { name, count in
                AccountStatement.Lane(name: name, asked: count.asked, succeeded: count.succeeded, leftOut: nil)
            }
            for (name, reason) in leftOut[account] ?? [:] where !lines.contains(where: { $0.name == name }) {
                lines.append(AccountStatement.Lane(name: name, asked: 0, succeeded: 0, leftOut: reason))
            }
            heads[account]?.lanes = lines.sorted { $0.name < $1.name }
        }
        for account in scope.accounts.sorted() where heads[account] == nil {
            throw CollectionError(
                .notFound, path: account, "the collection has no account of that name",
                hint: "`kabinet report` without --account shows all")
        }
        return heads.values.sorted { $0.identity.account < $1.identity.account }
    }

    /// The newest that is known of each account.
    private func identities() throws -> [AccountStatement.Identity] {
        try Row.fetchAll(
            db, sql: "SELECT *, max(run_id) FROM accounts WHERE run_id IN (\(runList)) GROUP BY account"
        ).map { row in
            var identity = AccountStatement.Identity(account: row["account"], expectsPosts: row["finds_posts"])
            identity.profile = row["profile"]
            identity.seed = row["seed"]
            identity.canonical = row["canonical"]
            identity.person = row["person"]
            identity.department = row["department"]
            identity.kind = row["kind"]
            identity.role = row["role"]
            identity.since = (row["since"] as String?).flatMap { ArchiveDate(day: $0) }
            identity.until = (row["until"] as String?).flatMap { ArchiveDate(day: $0) }?.lastOfDay
            identity.state = row["state"]
            identity.pausedUntil = (row["paused_until"] as Int64?).map { ArchiveDate(microseconds: $0) }
            identity.pauseReason = row["pause_reason"]
            return identity
        }
    }

    /// Addresses in numbers: each counts once over all runs. A run that got it goes before one that did not, a newer one before an
    /// older. A ledger that was rebuilt from the archive knows captures alone.
    private func addressRows() throws -> [Row] {
        let best = "max(coalesce(outcome IN \(Outcome.held), 0) * 1000000000 + run_id)"
        let isRebuilt = runs.isEmpty
        let source =
            isRebuilt
            ? "SELECT account, kind, NULL AS lane, outcome, \(best) FROM captures GROUP BY url"
            : """
            SELECT account, kind, lane, outcome, \(best) FROM urls WHERE run_id IN (\(runList)) GROUP BY url, request_key
            """
        return try Row.fetchAll(
            db,
            sql: """
                SELECT account, kind, lane, outcome, count(*) AS number FROM (\(source))
                GROUP BY account, kind, lane, outcome
                """)
    }

    private func lanesLeftOut() throws -> [String: [String: String]] {
        var reasons: [String: [String: String]] = [:]
        let rows = try Row.fetchAll(
            db, sql: "SELECT account, lane, reason FROM lanes_left_out WHERE run_id IN (\(runList)) ORDER BY run_id")
        for row in rows { reasons[row["account"], default: [:]][row["lane"]] = row["reason"] }
        return reasons
    }
}

extension ArchiveDate {
    /// The first moment of a day, `yyyy-MM-dd`; nil for anything else.
    package init?(day: String) {
        guard day.utf8.count == 10 else { return nil }
        self.init(iso8601: day + "T00:00:00Z")
    }

    /// The last moment of the day that begins with this one.
    package var lastOfDay: ArchiveDate { ArchiveDate(microseconds: microseconds + 86_400_000_000 - 1) }

    /// `2021-03-30`, in UTC.
    package var day: String { String(iso8601.prefix(10)) }
}
