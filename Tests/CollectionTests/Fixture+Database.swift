// SPDX-License-Identifier: EUPL-1.2

import GRDB

@testable import Collection

extension Fixture {
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
}
