// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import GRDB

extension CrawlLedger {
    /// A run in numbers.
    package func progress(_ run: CrawlRun) throws(CollectionError) -> RunProgress {
        try database.read { db in
            var progress = RunProgress()
            try Self.countURLs(of: run, db, &progress)
            try Self.countCaptures(of: run, db, &progress)
            progress.missingSeeds = try Self.missingSeeds(of: run, db)
            progress.emptyAccounts = try Self.emptyAccounts(of: run, db)
            return progress
        }
    }

    private static func countURLs(of run: CrawlRun, _ db: Database, _ progress: inout RunProgress) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT state, outcome, count(*) AS number FROM urls WHERE run_id = ? GROUP BY state, outcome",
            arguments: [run.id])
        for row in rows {
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
    }

    private static func countCaptures(of run: CrawlRun, _ db: Database, _ progress: inout RunProgress) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT kind, record_type = 'revisit' AS again, count(*) AS number, total(payload_length) AS payload
                FROM captures WHERE run_id = ? GROUP BY kind, again
                """,
            arguments: [run.id])
        for row in rows {
            if let kind = CaptureKind(rawValue: row["kind"]) { progress.kinds[kind, default: 0] += row["number"] }
            progress.payloadBytes += row["payload"]
            if row["again"] { progress.savedBytes += row["payload"] }
        }
        let held = try Row.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT CASE WHEN kind = 'page' THEN url END) AS pages,
                    count(DISTINCT CASE WHEN kind = 'media' THEN url END) AS media
                FROM captures WHERE run_id = ? AND outcome IN \(Outcome.held)
                """,
            arguments: [run.id])
        (progress.pages, progress.media) = (held?["pages"] ?? 0, held?["media"] ?? 0)
        // A file belongs to one run: every process begins files of its own.
        progress.bytes =
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT total(length) FROM archive_files
                    WHERE id IN (SELECT DISTINCT file_id FROM captures WHERE run_id = ?)
                    """,
                arguments: [run.id]) ?? 0
    }

    /// Accounts that have posts by the platform's own count, of which not one was found: the profile does not read them any more.
    private static func emptyAccounts(of run: CrawlRun, _ db: Database) throws -> [String: Int64] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT account, value FROM counters WHERE run_id = ? AND name = 'posts' AND value > 0
                    AND NOT EXISTS (
                        SELECT 1 FROM found_posts AS posts
                        WHERE posts.run_id = counters.run_id AND posts.account = counters.account
                            AND posts.relation <> 'context')
                """,
            arguments: [run.id])
        return Dictionary(rows.map { ($0["account"], $0["value"]) }, uniquingKeysWith: max)
    }

    /// Seeds that had to be there and came to nothing. What an optional seed redirects to is as optional as the seed.
    private static func missingSeeds(of run: CrawlRun, _ db: Database) throws -> Int {
        let outcomes = try String.fetchAll(
            db,
            sql: """
                WITH RECURSIVE
                chain AS MATERIALIZED (
                    SELECT url, via, hops, optional, outcome FROM urls
                    WHERE run_id = ? AND kind <> 'robots' AND ltrim(hops, 'R') = ''),
                required (url, outcome) AS (
                    SELECT url, outcome FROM chain WHERE hops = '' AND optional = 0
                    UNION
                    SELECT chain.url, chain.outcome FROM chain JOIN required ON chain.via = required.url
                    WHERE chain.hops <> '')
                SELECT outcome FROM required WHERE outcome IS NOT NULL
                """,
            arguments: [run.id])
        return outcomes.count { Outcome($0)?.isSuccess == false }
    }
}
