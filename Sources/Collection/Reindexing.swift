// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
package import Diagnostics
import GRDB

/// Rebuilds captures, digests and indexes from the files in `archive/`. Blocking; call it under the `CollectionLock`.
///
/// What Kabinet knows beyond the answer itself (account, kind, outcome, title) it reads from the `metadata` record beside it;
/// for files of other programs it is worked out from status and media type.
package struct Reindexing: Sendable {
    private let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    /// What a rebuild came to.
    package struct Result: Sendable {
        package var files = 0
        /// All records, also those that no index lists.
        package var records = 0
        package var captures = 0
        /// Answers that share their gzip member with other records, so that no index can list them.
        package var unreachable = 0
        package var findings: [Diagnostic] = []

        package init() {}

        mutating func add(_ other: Result) {
            files += other.files
            records += other.records
            captures += other.captures
            unreachable += other.unreachable
            findings += other.findings
        }
    }

    /// Replaces the derived tables in one transaction and writes the index files anew. A file that can't be read to its end is
    /// indexed up to there, and the finding says where that is.
    package func run() throws(CollectionError) -> Result {
        let layout = database.layout
        // A killed crawl left bytes behind its last commit that nobody may take for records, and lines in its log. What a
        // rebuild takes in anyway needs no warning.
        let recovered = try ArchiveFiles(database: database).recover(keepsGoing: true)
            .filter { $0.hint == nil }
        let result = try database.write { db in
            try db.execute(
                sql: """
                    UPDATE urls SET capture_id = NULL;
                    DELETE FROM digests; DELETE FROM captures; DELETE FROM archive_files;
                    """)
            var result = Result()
            result.findings = recovered
            for name in try FileSystem.list(layout.archiveDirectory) where ArchiveFileForm.suffix(of: name) != nil {
                let final = ArchiveFileForm.final(name)
                var file = FileIndexing(
                    db, name: final, path: layout.archiveDirectory + "/" + name, isOpen: final != name)
                try file.run()
                result.add(file.result)
            }
            try setRevisitLengths(db)
            try reconnectURLs(db)
            return result
        }
        try IndexUpkeep(database: database).write()
        return result
    }

    /// Takes in one file that was put into `archive/` and is not registered yet, in one transaction; `complete` has to follow the last
    /// one.
    ///
    /// - Throws: `.inconsistent` for a name that is registered; `.diskFull`, `.database`. Then nothing was taken in.
    package func add(_ name: String) throws(CollectionError) -> Result {
        let path = database.layout.archiveDirectory + "/" + name
        return try database.write { db in
            let known = try Int.fetchOne(db, sql: "SELECT 1 FROM archive_files WHERE name = ?", arguments: [name])
            guard known == nil else {
                throw CollectionError(.inconsistent, path: path, "is in the database already")
            }
            var file = FileIndexing(db, name: name, path: path, isOpen: false)
            try file.run()
            return file.result
        }
    }

    /// Does what concerns all files together after some were added: lengths of revisits, and the index files anew.
    /// - Throws: `.diskFull`, `.database`. It can be done again.
    package func complete() throws(CollectionError) {
        try database.write { try setRevisitLengths($0) }
        try IndexUpkeep(database: database).write()
    }

    /// A revisit does not say how long the payload is that it stands for; its original does.
    private func setRevisitLengths(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE captures SET payload_length = originals.payload_length
                FROM digests JOIN captures AS originals ON originals.id = digests.capture_id
                WHERE captures.record_type = 'revisit' AND digests.digest = captures.digest
                """)
    }

    /// Gives each stored URL its newest record again. A URL of an unfinished run whose record is gone is to be fetched anew.
    private func reconnectURLs(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE urls SET capture_id = newest.id
                FROM (SELECT run_id, url, request_key, max(id) AS id FROM captures GROUP BY run_id, url, request_key) AS newest
                WHERE newest.run_id = urls.run_id AND newest.url = urls.url AND newest.request_key = urls.request_key
                    AND urls.state = 'stored';
                UPDATE urls SET state = 'todo', attempts = 0, outcome = NULL, detail = NULL, ended = NULL
                WHERE state = 'stored' AND capture_id IS NULL
                    AND run_id IN (SELECT id FROM runs WHERE state <> 'finished');
                """)
    }
}
