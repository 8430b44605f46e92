// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Diagnostics
import FoundationEssentials
import GRDB

/// The crawl state of a collection: runs, their URLs, and what is known of hosts.
///
/// Blocking. Only the process that holds the `CollectionLock` may write through it, from one thread at a time.
package final class CrawlLedger: Sendable {
    let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    // MARK: Runs

    /// Starts a run with its seeds and the accounts that they belong to.
    package func begin(
        settings: String, seeds: [FoundURL], accounts: [CrawlAccount] = [], at now: ArchiveDate
    ) throws(CollectionError) -> CrawlRun {
        try database.write { db in
            // A database that was lost and rebuilt knows its runs from the captures alone: their numbers are taken.
            try db.execute(
                sql: """
                    INSERT INTO runs (id, started, state, settings) VALUES (
                        1 + max((SELECT coalesce(max(id), 0) FROM runs),
                            (SELECT coalesce(max(run_id), 0) FROM captures)),
                        ?, 'running', ?)
                    """,
                arguments: [now.microseconds, settings])
            let run = CrawlRun(id: db.lastInsertedRowID, started: now, state: .running, settings: settings)
            try CrawlLogTail.begin(run, database.layout, db)
            for seed in seeds { _ = try Self.insert(seed, run: run.id, at: now, db) }
            for account in accounts { try Self.enter(account, run: run.id, db) }
            return run
        }
    }

    /// The run to resume: the newest that is not finished. When all are, the newest; nil before the first.
    package func newestRun() throws(CollectionError) -> CrawlRun? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM runs ORDER BY state = 'finished', id DESC LIMIT 1")
                .flatMap { CrawlRun(row: $0) }
        }
    }

    /// A note for each run that was begun and never finished, the newest first: what `begin` says before another is begun.
    package func unfinishedRuns() throws(CollectionError) -> [Diagnostic] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM runs WHERE state <> 'finished' ORDER BY id DESC")
                .compactMap { CrawlRun(row: $0) }
        }.map { run in
            Diagnostic(
                .note, at: .file(database.layout.root),
                "run \(run.id), begun \(run.started.iso8601Seconds), is not finished",
                hint: "`kabinet resume` goes on with the newest unfinished run, also after this crawl")
        }
    }

    /// Takes a run up again: what was being fetched when it stopped is to be fetched anew.
    ///
    /// `settings` replace those of the run when they are given; they are kept with it.
    /// - Returns: the run as it is from now on.
    @discardableResult
    package func resume(_ run: CrawlRun, settings: String? = nil) throws(CollectionError) -> CrawlRun {
        let settings = settings ?? run.settings
        try database.write { db in
            try Self.giveBack(run, db)
            try db.execute(
                sql: "UPDATE runs SET state = 'running', ended = NULL, settings = ? WHERE id = ?",
                arguments: [settings, run.id])
        }
        return CrawlRun(id: run.id, started: run.started, state: .running, settings: settings)
    }

    /// Notes that a run stopped or finished.
    package func end(_ run: CrawlRun, as state: CrawlRun.State, at now: ArchiveDate) throws(CollectionError) {
        try database.write { db in
            try Self.giveBack(run, db)
            try db.execute(
                sql: "UPDATE runs SET state = ?, ended = ? WHERE id = ?",
                arguments: [state.rawValue, now.microseconds, run.id])
        }
    }

    /// Notes why the process that worked on a run ended, for its report: `limit: --max-pages 3`.
    package func note(ending: String, of run: CrawlRun) throws(CollectionError) {
        try database.write { db in
            try db.execute(sql: "UPDATE runs SET ending = ? WHERE id = ?", arguments: [ending, run.id])
        }
    }

    /// What was handed out goes back. A robots.txt is asked for when a URL of its host is, and never waits in a queue.
    private static func giveBack(_ run: CrawlRun, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM urls WHERE run_id = ? AND state IN ('todo', 'fetching') AND kind = 'robots'",
            arguments: [run.id])
        try db.execute(
            sql: "UPDATE urls SET state = 'todo' WHERE run_id = ? AND state = 'fetching'", arguments: [run.id])
    }

    // MARK: Hosts

    /// What is remembered of a host.
    package func memory(of host: String) throws(CollectionError) -> HostMemory? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM hosts WHERE host = ?", arguments: [host]).map { row in
                var memory = HostMemory(
                    nextFetch: ArchiveDate(microseconds: row["next_fetch"]), backoff: row["backoff"])
                if let remaining: Int = row["rate_remaining"], let reset: Int64 = row["rate_reset"] {
                    memory.rate = HostMemory.Rate(remaining: remaining, reset: ArchiveDate(microseconds: reset))
                }
                if let status: Int = row["robots_status"], let fetched: Int64 = row["robots_fetched"] {
                    memory.robots = HostMemory.Robots(
                        body: (row["robots"] as Data?).map { [UInt8]($0) } ?? [], status: status,
                        fetched: ArchiveDate(microseconds: fetched))
                }
                return memory
            }
        }
    }

    /// Remembers a host over restarts; an earlier moment does not shorten a pause that is remembered already.
    package func remember(_ memory: HostMemory, of host: String) throws(CollectionError) {
        try database.write { try Self.remember(memory, of: host, $0) }
    }

    static func remember(_ memory: HostMemory, of host: String, _ db: Database) throws {
        try db.perform(
            """
            INSERT INTO hosts (host, next_fetch, backoff, robots, robots_status, robots_fetched, rate_remaining,
                rate_reset)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (host) DO UPDATE SET
                backoff = iif(excluded.next_fetch >= next_fetch, excluded.backoff, backoff),
                next_fetch = max(next_fetch, excluded.next_fetch),
                robots = coalesce(excluded.robots, robots),
                robots_status = coalesce(excluded.robots_status, robots_status),
                robots_fetched = coalesce(excluded.robots_fetched, robots_fetched),
                rate_remaining = iif(excluded.rate_reset IS NULL, rate_remaining, excluded.rate_remaining),
                rate_reset = coalesce(excluded.rate_reset, rate_reset)
            """,
            [
                host, memory.nextFetch.microseconds, memory.backoff, memory.robots.map { Data($0.body) },
                memory.robots?.status, memory.robots?.fetched.microseconds, memory.rate?.remaining,
                memory.rate?.reset.microseconds,
            ])
    }
}
