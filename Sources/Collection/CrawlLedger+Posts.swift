// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import GRDB

extension CrawlLedger {
    /// The posts that a run found, in the order in which they were first seen; of one account when it is named.
    package func posts(of run: CrawlRun, account: String? = nil) throws(CollectionError) -> [PostSighting] {
        try database.read { db in
            var media: [[String]: [String]] = [:]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT account, post_id, url FROM found_media WHERE run_id = ? AND (? IS NULL OR account = ?)
                    ORDER BY url
                    """,
                arguments: [run.id, account, account])
            for row in rows { media[[row["account"], row["post_id"]], default: []].append(row["url"]) }
            return try Row.fetchAll(
                db, sql: "SELECT * FROM found_posts WHERE run_id = ? AND (? IS NULL OR account = ?) ORDER BY id",
                arguments: [run.id, account, account]
            ).map { try PostSighting(row: $0, media: media[[$0["account"], $0["post_id"]]] ?? []) }
        }
    }

    /// What the platforms say exists, by account and name.
    package func counters(of run: CrawlRun) throws(CollectionError) -> [CounterSighting] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM counters WHERE run_id = ? ORDER BY account, name", arguments: [run.id]
            ).map { CounterSighting(account: $0["account"], name: $0["name"], value: $0["value"]) }
        }
    }

    /// Enters posts. One that is known is not entered again, but gets what was not known of it; an own post stays one, although
    /// it is seen as context elsewhere.
    static func note(
        _ posts: [PostSighting], run: Int64, capture: Int64?, lane: String?, at now: ArchiveDate, _ db: Database
    ) throws {
        for post in posts {
            try db.perform(
                """
                INSERT INTO found_posts (run_id, account, post_id, url, date, date_source, relation, pinned, lane,
                    capture_id, in_period, seen)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (run_id, account, post_id) DO UPDATE SET url = coalesce(url, excluded.url),
                    date = iif(date_source IS 'platform', date, coalesce(excluded.date, date)),
                    date_source = iif(date_source IS 'platform', date_source,
                        coalesce(excluded.date_source, date_source)),
                    relation = iif(relation = 'own' OR excluded.relation = 'context', relation, excluded.relation),
                    pinned = max(pinned, excluded.pinned),
                    in_period = iif(relation = 'own' AND date_source IS 'platform',
                        coalesce(in_period, excluded.in_period), coalesce(excluded.in_period, in_period))
                """,
                [
                    run, post.account, post.id, post.url, post.date?.microseconds, post.dateSource,
                    post.relation.rawValue, post.isPinned, post.lane ?? lane, capture, post.isInPeriod,
                    now.microseconds,
                ])
            for url in post.media {
                try db.perform(
                    "INSERT OR IGNORE INTO found_media (run_id, account, post_id, url) VALUES (?, ?, ?, ?)",
                    [run, post.account, post.id, url])
            }
        }
    }

    /// Keeps numbers that a platform stated; a newer statement replaces an older one.
    static func note(
        _ counters: [CounterSighting], run: Int64, capture: Int64?, at now: ArchiveDate, _ db: Database
    ) throws {
        for counter in counters {
            try db.perform(
                """
                INSERT INTO counters (run_id, account, name, value, capture_id, seen) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (run_id, account, name) DO UPDATE SET value = excluded.value,
                    capture_id = excluded.capture_id, seen = excluded.seen
                """,
                [run, counter.account, counter.name, counter.value, capture, now.microseconds])
        }
    }
}

extension PostSighting {
    init(row: Row, media: [String]) throws {
        guard let relation = Relation(rawValue: row["relation"]) else {
            throw DatabaseError(message: "post \(row["id"] as Int64) has an unknown relation")
        }
        self.init(
            account: row["account"], id: row["post_id"], url: row["url"],
            date: (row["date"] as Int64?).map { ArchiveDate(microseconds: $0) }, dateSource: row["date_source"],
            relation: relation, isPinned: row["pinned"], lane: row["lane"], isInPeriod: row["in_period"], media: media)
    }
}
