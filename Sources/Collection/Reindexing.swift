// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
package import Diagnostics
import GRDB
import HTTPMessage
import WARC

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
        package var captures = 0
        package var findings: [Diagnostic] = []
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
            var result = Result(findings: recovered)
            for name in try FileSystem.list(layout.archiveDirectory) {
                let final = name.hasSuffix(".open") ? String(name.dropLast(5)) : name
                guard final.hasSuffix(".warc.gz") || final.hasSuffix(".warc") else { continue }
                try index(final, at: layout.archiveDirectory + "/" + name, isOpen: final != name, db, &result)
            }
            // A revisit does not say how long the payload is that it stands for; its original does.
            try db.execute(
                sql: """
                    UPDATE captures SET payload_length = originals.payload_length
                    FROM digests JOIN captures AS originals ON originals.id = digests.capture_id
                    WHERE captures.record_type = 'revisit' AND digests.digest = captures.digest
                    """)
            try reconnectURLs(db)
            return result
        }
        try IndexUpkeep(database: database).write()
        return result
    }

    /// Gives each stored URL its newest record again. A URL of an unfinished run whose record is gone is to be fetched anew.
    private func reconnectURLs(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE urls SET capture_id = newest.id
                FROM (SELECT run_id, url, max(id) AS id FROM captures GROUP BY run_id, url) AS newest
                WHERE newest.run_id = urls.run_id AND newest.url = urls.url AND urls.state = 'stored';
                UPDATE urls SET state = 'todo', attempts = 0, outcome = NULL, detail = NULL, ended = NULL
                WHERE state = 'stored' AND capture_id IS NULL
                    AND run_id IN (SELECT id FROM runs WHERE state <> 'finished');
                """)
    }

    private func index(_ name: String, at path: String, isOpen: Bool, _ db: Database, _ result: inout Result) throws {
        let accountOfFile = Self.account(inFileName: name)
        try db.execute(
            sql: "INSERT INTO archive_files (name, account, closed) VALUES (?, ?, ?)",
            arguments: [name, accountOfFile, !isOpen])
        let fileID = db.lastInsertedRowID
        var end: UInt64 = 0
        var answer: IndexedAnswer?
        do {
            let reader = try WARCReader(path: path)
            while let record = try reader.next() {
                var next: IndexedAnswer?
                switch record.header.type {
                case .response, .revisit, .resource:
                    next = try IndexedAnswer(record, account: accountOfFile)
                case .metadata:
                    if let about = answer?.recordID, record.header.concurrentTo.contains(about) {
                        answer?.learn(WARCFields(parsing: try record.readBlock(limit: 1 << 20)))
                    }
                default: break
                }
                try record.finish()
                if record.isCut { break }
                end = record.location.offset + record.location.length
                if next != nil {
                    try insert(answer, fileID, db, &result)
                    next?.setLocation(
                        WARCRecordLocation(
                            filename: name, offset: record.location.offset, length: record.location.length))
                    answer = next
                }
            }
            result.findings += reader.diagnostics
        } catch let error as WARCError {
            result.findings.append(error.diagnostic)
        }
        try insert(answer, fileID, db, &result)
        let length = isOpen ? end : try FileSystem.size(of: path)
        try db.execute(
            sql: "UPDATE archive_files SET length = ? WHERE id = ?", arguments: [Int64(clamping: length), fileID])
        result.files += 1
    }

    private func insert(_ answer: IndexedAnswer?, _ fileID: Int64, _ db: Database, _ result: inout Result) throws {
        guard let capture = answer?.capture else { return }
        let id = try capture.insert(db, fileID: fileID)
        if capture.recordType == "response", answer?.isWhole == true, let digest = capture.cdx.digest {
            try db.execute(
                sql: "INSERT OR IGNORE INTO digests (digest, capture_id) VALUES (?, ?)", arguments: [digest, id])
        }
        result.captures += 1
    }

    /// The account in `KABINET-<account>-<time>-<serial>-<host>.warc.gz`; the whole name for files of others.
    private static func account(inFileName name: String) -> String {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[0] == "KABINET",
            let time = parts.firstIndex(where: { $0.utf8.count == 17 && $0.utf8.allSatisfy { (48...57).contains($0) } }
            ),
            time > 1
        else { return name }
        return parts[1..<time].joined(separator: "-")
    }
}
