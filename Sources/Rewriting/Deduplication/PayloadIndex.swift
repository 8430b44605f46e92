// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import GRDB

/// The first response of each payload.
final class PayloadIndex {
    /// What a revisit says about the response it stands for.
    struct Original: Sendable, Hashable {
        var recordID: String
        var targetURI: String
        /// As written in WARC-Date.
        var date: String
    }

    private let database: ScratchDatabase

    init(directory: String) throws(RewriteError) {
        // Keys apart from what they stand for: the tree that is searched at random stays small.
        database = try ScratchDatabase(
            directory: directory,
            schema: """
                CREATE TABLE original (number INTEGER PRIMARY KEY, id TEXT, uri TEXT, date TEXT);
                CREATE TABLE payload (key BLOB PRIMARY KEY, original INTEGER NOT NULL) WITHOUT ROWID;
                """)
    }

    /// The response that came first with this payload; if there was none, this one is it from now on, and the answer is nil.
    func original(of key: [UInt8], orAdd new: Original) throws(RewriteError) -> Original? {
        let key = Data(key)
        return try database.access { db in
            let find = try db.cachedStatement(
                sql: "SELECT id, uri, date FROM payload JOIN original ON number = original WHERE key = ?")
            if let row = try Row.fetchOne(find, arguments: [key]) {
                return Original(recordID: row[0], targetURI: row[1], date: row[2])
            }
            try db.cachedStatement(sql: "INSERT INTO original (id, uri, date) VALUES (?, ?, ?)")
                .execute(arguments: [new.recordID, new.targetURI, new.date])
            try db.cachedStatement(sql: "INSERT INTO payload (key, original) VALUES (?, ?)")
                .execute(arguments: [key, db.lastInsertedRowID])
            return nil
        }
    }
}
