// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import GRDB

/// Lines that were added to `logs/crawl.log`, not yet synced.
package struct LogLines: Sendable, Hashable {
    /// The byte of the log at which they begin.
    package let start: UInt64
    package let text: String

    package init(start: UInt64, text: String) { (self.start, self.text) = (start, text) }
}

/// The end of the crawl log as the database has it.
///
/// The log is synced only now and then. Until then its lines are kept in the database, by the transaction that they speak of:
/// so the log tells neither more nor less than the database does, whatever a crash took.
struct CrawlLogTail {
    let database: CollectionDatabase

    /// Notes lines in the transaction that they speak of. When `isSynced`, all that came before is on the disk.
    static func note(_ lines: LogLines, isSynced: Bool, of run: CrawlRun, _ db: Database) throws {
        if isSynced { try db.perform("DELETE FROM log_tail", []) }
        if !lines.text.isEmpty {
            try db.perform(
                "INSERT INTO log_tail (start, text) VALUES (?, ?)", [Int64(clamping: lines.start), lines.text])
        }
        try set(Int64(clamping: lines.start) + Int64(lines.text.utf8.count), by: run, db)
    }

    /// Notes what the log holds before a run adds to it, so that a run that is killed before its first commit leaves no lines.
    static func begin(_ run: CrawlRun, _ layout: CollectionLayout, _ db: Database) throws {
        let path = layout.crawlLogPath
        try set(FileSystem.exists(path) ? Int64(clamping: FileSystem.size(of: path)) : 0, by: run, db)
    }

    /// One run has the length, that which wrote last; it need not be the newest.
    private static func set(_ length: Int64, by run: CrawlRun, _ db: Database) throws {
        try db.perform(
            "UPDATE runs SET log_length = iif(id = ?, ?, NULL) WHERE id = ? OR log_length IS NOT NULL",
            [run.id, length, run.id])
    }

    /// Brings the log to the state of the last commit: lines that speak of no transaction go, those that a power cut took come back.
    func settle() throws {
        let layout = database.layout
        let (length, tail) = try database.read { db in
            (
                try Int64.fetchOne(
                    db, sql: "SELECT log_length FROM runs WHERE log_length IS NOT NULL ORDER BY id DESC LIMIT 1"),
                try Row.fetchAll(db, sql: "SELECT start, text FROM log_tail ORDER BY id")
                    .map { (start: UInt64(clamping: $0["start"] as Int64), text: $0["text"] as String) }
            )
        }
        // A log that people took away, or made shorter, begins anew from there.
        guard let length, FileSystem.exists(layout.crawlLogPath) else { return }
        let synced = tail.first?.start ?? UInt64(clamping: length)
        let file = try OpenFile(appending: layout.crawlLogPath, create: false)
        if try file.size() >= synced {
            let text = tail.reduce(into: "") { $0 += $1.text }
            let size = try file.size()
            if try size != synced + UInt64(text.utf8.count)
                || file.read(at: synced, count: text.utf8.count) != Array(text.utf8)
            {
                try file.truncate(to: synced)
                try file.append(Array(text.utf8))
            }
        }
        try file.close()
    }
}
