// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

extension CrawlLedger {
    /// Enters accounts that the run does not know yet; what it knows of the others stays.
    package func enter(_ accounts: [CrawlAccount], of run: CrawlRun) throws(CollectionError) {
        try database.write { db in
            for account in accounts { try Self.enter(account, run: run.id, db) }
        }
    }

    static func enter(_ account: CrawlAccount, run: Int64, _ db: Database) throws {
        try db.perform(
            """
            INSERT OR IGNORE INTO accounts (run_id, account, profile, seed, canonical, person, department, kind, role,
                since, until, finds_posts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                run, account.account, account.profile, account.seed, account.canonical, account.person,
                account.department, account.kind, account.role, account.since, account.until, account.findsPosts,
            ])
        for (lane, reason) in account.lanesLeftOut {
            try db.perform(
                "INSERT OR IGNORE INTO lanes_left_out (run_id, account, lane, reason) VALUES (?, ?, ?, ?)",
                [run, account.account, lane, reason])
        }
    }

    /// The accounts of a run, by name.
    package func accounts(of run: CrawlRun) throws(CollectionError) -> [CrawlAccount] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM accounts WHERE run_id = ? ORDER BY account", arguments: [run.id])
                .map { CrawlAccount(row: $0) }
        }
    }

    /// The accounts that have to be left alone at a moment, also because of what an earlier run met; by name.
    package func pauses(at now: ArchiveDate) throws(CollectionError) -> [AccountPause] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT account, max(paused_until) AS paused_until, pause_reason FROM accounts
                    WHERE paused_until > ? GROUP BY account ORDER BY account
                    """,
                arguments: [now.microseconds]
            ).compactMap { AccountPause(row: $0) }
        }
    }

    /// The hosts that have to be left alone at a moment, those with the longest wait first.
    package func hostsWaiting(
        at now: ArchiveDate, limit: Int
    ) throws(CollectionError) -> [(host: String, until: ArchiveDate, backoff: Int)] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT host, next_fetch, backoff FROM hosts WHERE next_fetch > ? ORDER BY next_fetch DESC LIMIT ?
                    """,
                arguments: [now.microseconds, limit]
            ).map { ($0["host"], ArchiveDate(microseconds: $0["next_fetch"]), $0["backoff"]) }
        }
    }

    /// Counts walls in a row; the pause that begins with this one, if it does.
    static func note(
        _ sign: AccountSign, of account: String, run: Int64, at now: ArchiveDate, _ db: Database
    ) throws -> AccountPause? {
        switch sign {
        case .open:
            try db.perform(
                "UPDATE accounts SET strikes = 0 WHERE run_id = ? AND account = ? AND strikes > 0",
                [run, account])
            return nil
        case .strike(let reason, let rule):
            let strikes: Int? = try db.value(
                "UPDATE accounts SET strikes = strikes + 1 WHERE run_id = ? AND account = ? RETURNING strikes",
                [run, account])
            guard let strikes, strikes >= rule.strikes else { return nil }
            let pause = AccountPause(account: account, until: now.adding(seconds: rule.seconds), reason: reason)
            try db.perform(
                """
                UPDATE accounts SET strikes = 0, paused_until = ?, pause_reason = ? WHERE run_id = ? AND account = ?
                """,
                [pause.until.microseconds, reason, run, account])
            return pause
        }
    }

    /// Keeps what the platform says of the whole account.
    static func note(state: String, of account: String, run: Int64, _ db: Database) throws {
        try db.perform("UPDATE accounts SET state = ? WHERE run_id = ? AND account = ?", [state, run, account])
    }
}

extension CrawlAccount {
    init(row: Row) {
        self.init(account: row["account"], profile: row["profile"], seed: row["seed"])
        canonical = row["canonical"]
        (person, department, kind, role) = (row["person"], row["department"], row["kind"], row["role"])
        (since, until) = (row["since"], row["until"])
        pause = AccountPause(row: row)
        (strikes, state, findsPosts) = (row["strikes"], row["state"], row["finds_posts"])
    }
}

extension AccountPause {
    /// Nil for an account that was never paused.
    init?(row: Row) {
        guard let until: Int64 = row["paused_until"] else { return nil }
        self.init(
            account: row["account"], until: ArchiveDate(microseconds: until), reason: row["pause_reason"] ?? "")
    }
}
