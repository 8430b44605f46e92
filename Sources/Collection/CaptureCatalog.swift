// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import GRDB

/// Questions about what a collection holds. Blocking; may be used from several threads.
package final class CaptureCatalog: Sendable {
    package let layout: CollectionLayout
    private let database: CollectionDatabase

    /// The catalog of an existing collection.
    ///
    /// - Throws: `.notFound` when there is no database at that place.
    package convenience init(layout: CollectionLayout) throws(CollectionError) {
        guard layout.exists else {
            throw CollectionError(
                .notFound, path: layout.root, "there is no collection here",
                hint: "make one with `kabinet crawl` or name another with -c")
        }
        self.init(database: try CollectionDatabase(layout: layout))
    }

    /// The catalog of a database that is already open.
    package init(database: CollectionDatabase) {
        self.layout = database.layout
        self.database = database
    }

    /// The completeness statements of the same collection.
    package var completeness: CompletenessReader { CompletenessReader(database: database) }

    /// All captures whose SURT key is exactly `urlkey`, in time order.
    package func captures(urlkey: String) throws(CollectionError) -> [CatalogCapture] {
        try select("WHERE urlkey = ? ORDER BY timestamp, date, captures.id", [urlkey])
    }

    /// At most `limit` captures whose SURT key starts with `urlkeyPrefix`, in key and then time order.
    package func captures(urlkeyPrefix prefix: String, limit: Int) throws(CollectionError) -> [CatalogCapture] {
        try select(
            "WHERE urlkey >= ? AND urlkey < ? ORDER BY urlkey, timestamp LIMIT ?",
            [prefix, prefix + "\u{10FFFF}", limit])
    }

    /// Pages that are held, the newest first: walls and errors are not among them; of one account when it is named.
    package func pages(account: String?, limit: Int, offset: Int) throws(CollectionError) -> [CatalogCapture] {
        try select(
            """
            WHERE kind = 'page' AND outcome IN \(Outcome.held) AND (? IS NULL OR captures.account = ?)
            ORDER BY date DESC, captures.id DESC LIMIT ? OFFSET ?
            """,
            [account, account, limit, offset])
    }

    /// Every capture of a run in the order in which it was stored; of all runs when nil.
    package func captures(run: Int64?) throws(CollectionError) -> [CatalogCapture] {
        try select("WHERE (? IS NULL OR run_id = ?) ORDER BY captures.id", [run, run])
    }

    private func select(_ clause: String, _ arguments: StatementArguments) throws(CollectionError) -> [CatalogCapture] {
        try database.read { db in
            try Row.fetchAll(db, sql: "\(CatalogCapture.selection) \(clause)", arguments: arguments)
                .map { try CatalogCapture(row: $0) }
        }
    }

    /// One summary per account, by name.
    package func accounts() throws(CollectionError) -> [AccountSummary] {
        try database.read { db in
            var gaps: [String: [String: Int]] = [:]
            // The state of a URL in the newest run that met it is what counts: a gap that a later run closed is none.
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT account, outcome, required, count(*) AS number FROM (
                        SELECT account, url, outcome, hops = '' AND optional = 0 AND kind <> 'robots' AS required,
                            max(run_id)
                        FROM urls WHERE outcome IS NOT NULL GROUP BY url, request_key)
                    GROUP BY account, outcome, required
                    """)
            for row in rows {
                guard let outcome = Outcome(row["outcome"]), outcome.isGap || (row["required"] && !outcome.isSuccess)
                else { continue }
                gaps[row["account"], default: [:]][outcome.description, default: 0] += row["number"]
            }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT account, count(DISTINCT CASE WHEN kind = 'page' AND outcome IN \(Outcome.held) THEN urlkey END) AS pages,
                        count(DISTINCT CASE WHEN kind = 'media' AND outcome IN \(Outcome.held) THEN urlkey END) AS media,
                        count(*) AS captures, min(date) AS first, max(date) AS last,
                        (SELECT total(length) FROM archive_files AS files WHERE files.account = captures.account) AS bytes
                    FROM captures WHERE kind <> 'robots' GROUP BY account ORDER BY account
                    """
            ).map { row in
                AccountSummary(
                    account: row["account"], pages: row["pages"], media: row["media"], captures: row["captures"],
                    bytes: row["bytes"], first: ArchiveDate(microseconds: row["first"]),
                    last: ArchiveDate(microseconds: row["last"]), gaps: gaps[row["account"]] ?? [:])
            }
        }
    }

    /// The collection in a few numbers.
    package func totals() throws(CollectionError) -> CatalogTotals {
        try database.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS captures, count(DISTINCT CASE WHEN kind = 'page' AND outcome IN \(Outcome.held) THEN urlkey END) AS pages,
                        count(DISTINCT CASE WHEN kind = 'media' AND outcome IN \(Outcome.held) THEN urlkey END) AS media,
                        count(CASE WHEN record_type = 'revisit' THEN 1 END) AS revisits,
                        min(date) AS first, max(date) AS last FROM captures
                    """)
            let bytes = try Int64.fetchOne(db, sql: "SELECT total(length) FROM archive_files") ?? 0
            let first: Int64? = row?["first"]
            let last: Int64? = row?["last"]
            return CatalogTotals(
                captures: row?["captures"] ?? 0, pages: row?["pages"] ?? 0, media: row?["media"] ?? 0,
                revisits: row?["revisits"] ?? 0, bytes: bytes,
                first: first.map { ArchiveDate(microseconds: $0) }, last: last.map { ArchiveDate(microseconds: $0) })
        }
    }
}
