// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import FoundationEssentials
import GRDB

/// The crawl state of a collection: runs, their URLs, and what is known of hosts.
///
/// Blocking. Only the process that holds the `CollectionLock` may write through it, from one thread at a time.
package final class CrawlLedger: Sendable {
    let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    // MARK: Runs

    /// Starts a run with its seeds.
    package func begin(settings: String, seeds: [FoundURL], at now: ArchiveDate) throws(CollectionError) -> CrawlRun {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO runs (started, state, settings) VALUES (?, 'running', ?)",
                arguments: [now.microseconds, settings])
            let run = CrawlRun(id: db.lastInsertedRowID, started: now, state: .running, settings: settings)
            for seed in seeds { _ = try Self.insert(seed, run: run.id, at: now, db) }
            return run
        }
    }

    /// The newest run, or nil before the first.
    package func newestRun() throws(CollectionError) -> CrawlRun? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM runs ORDER BY id DESC LIMIT 1").flatMap { row in
                CrawlRun.State(rawValue: row["state"]).map {
                    CrawlRun(
                        id: row["id"], started: ArchiveDate(microseconds: row["started"]), state: $0,
                        settings: row["settings"])
                }
            }
        }
    }

    /// Takes a run up again: what was being fetched when it stopped is to be fetched anew.
    package func resume(_ run: CrawlRun) throws(CollectionError) {
        try database.write { db in
            try Self.giveBack(run, db)
            try db.execute(sql: "UPDATE runs SET state = 'running', ended = NULL WHERE id = ?", arguments: [run.id])
        }
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

    /// What was handed out goes back. A robots.txt is asked for when a URL of its host is, and never waits in a queue.
    private static func giveBack(_ run: CrawlRun, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM urls WHERE run_id = ? AND state IN ('todo', 'fetching') AND kind = 'robots'",
            arguments: [run.id])
        try db.execute(
            sql: "UPDATE urls SET state = 'todo' WHERE run_id = ? AND state = 'fetching'", arguments: [run.id])
    }

    /// A run in numbers.
    package func progress(_ run: CrawlRun) throws(CollectionError) -> RunProgress {
        try database.read { db in
            var progress = RunProgress()
            for row in try Row.fetchAll(
                db, sql: "SELECT state, outcome, count(*) AS number FROM urls WHERE run_id = ? GROUP BY state, outcome",
                arguments: [run.id])
            {
                let number: Int = row["number"]
                progress.states[row["state"], default: 0] += number
                if let text: String = row["outcome"], let outcome = Outcome(text) {
                    progress.outcomes[outcome, default: 0] += number
                }
            }
            progress.pagesTried =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM urls
                        WHERE run_id = ? AND kind = 'page' AND attempts > 0 AND hops NOT LIKE '%R'
                        """,
                    arguments: [run.id]) ?? 0
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT kind, record_type = 'revisit' AS again, count(*) AS number, total(payload_length) AS payload
                    FROM captures WHERE run_id = ? GROUP BY kind, again
                    """,
                arguments: [run.id])
            {
                if let kind = CaptureKind(rawValue: row["kind"]) { progress.kinds[kind, default: 0] += row["number"] }
                progress.payloadBytes += row["payload"]
                if row["again"] { progress.savedBytes += row["payload"] }
            }
            // A file belongs to one run: every process begins files of its own.
            progress.bytes =
                try Int64.fetchOne(
                    db,
                    sql: """
                        SELECT total(length) FROM archive_files
                        WHERE id IN (SELECT DISTINCT file_id FROM captures WHERE run_id = ?)
                        """,
                    arguments: [run.id]) ?? 0
            return progress
        }
    }

    // MARK: Hosts

    /// What is remembered of a host.
    package func memory(of host: String) throws(CollectionError) -> HostMemory? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM hosts WHERE host = ?", arguments: [host]).map { row in
                var memory = HostMemory(
                    nextFetch: ArchiveDate(microseconds: row["next_fetch"]), backoff: row["backoff"])
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
        try db.execute(
            sql: """
                INSERT INTO hosts (host, next_fetch, backoff, robots, robots_status, robots_fetched)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (host) DO UPDATE SET
                    backoff = iif(excluded.next_fetch >= next_fetch, excluded.backoff, backoff),
                    next_fetch = max(next_fetch, excluded.next_fetch),
                    robots = coalesce(excluded.robots, robots),
                    robots_status = coalesce(excluded.robots_status, robots_status),
                    robots_fetched = coalesce(excluded.robots_fetched, robots_fetched)
                """,
            arguments: [
                host, memory.nextFetch.microseconds, memory.backoff, memory.robots.map { Data($0.body) },
                memory.robots?.status, memory.robots?.fetched.microseconds,
            ])
    }
}
