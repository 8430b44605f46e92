// SPDX-License-Identifier: EUPL-1.2

import GRDB

@testable import Collection

extension Fixture {
    /// Makes the database of a collection as version 1 of the schema had it, with a row in each table.
    static func makeVersion1(_ layout: CollectionLayout) throws {
        let queue = try DatabaseQueue(path: layout.databasePath)
        try Schema.migrator.migrate(queue, upTo: "1 crawl and captures")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO runs VALUES (3, 1000000, NULL, 'stopped', '{"a":1}', 77);
                    INSERT INTO archive_files VALUES (5, 'a.warc.gz', 'minpres', 900, 1);
                    INSERT INTO captures VALUES (7, 3, 5, 100, 200, '<urn:uuid:1>', 'response', 'example,a)/',
                        '20231114221320', 1700000000000000, 'http://a.example/', 'text/html', 200, 'sha256:00', 300, NULL,
                        NULL, 'captured', 'page', 'minpres', 'Titel');
                    INSERT INTO digests VALUES ('sha256:00', 7);
                    INSERT INTO urls VALUES (11, 3, 'http://a.example/', 'a.example', 'minpres', 'page', '', NULL, 0, 1,
                        'stored', 1, 0, 'captured', 'detail', 7, 1700000000000000);
                    INSERT INTO urls VALUES (12, 3, 'http://a.example/b', 'a.example', 'minpres', 'media', 'LE',
                        'http://a.example/', 4, 0, 'todo', 2, 1600000000000000, NULL, '429', NULL, NULL);
                    INSERT INTO hosts VALUES ('a.example', 5000000, 2, X'0102', 200, 6000000);
                    """)
        }
        try queue.close()
    }

    /// A value of one row.
    func value(_ sql: String) throws -> String? {
        try database.read { try String.fetchOne($0, sql: sql) }
    }

    /// Notes a change of the schema that this version does not know.
    func addMigration(named name: String) throws {
        try database.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES (?)", arguments: [name])
        }
    }

    /// URLs whose record is in the table of captures.
    func recordsOfURLs() throws -> Int {
        try database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM urls JOIN captures ON captures.id = urls.capture_id") ?? 0
        }
    }

    /// The committed length of a registered file and whether it is closed; nil for one that is not registered.
    func registered(_ name: String) throws -> (length: Int64, isClosed: Bool)? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT length, closed FROM archive_files WHERE name = ?", arguments: [name])
                .map { ($0["length"], $0["closed"]) }
        }
    }

    /// What the writing connection does at a commit.
    func synchronous() throws -> Int? { try database.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } }
}
