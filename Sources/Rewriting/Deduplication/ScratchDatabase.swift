// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import GRDB

/// A database that nobody sees: its file has no name, and is gone with the process, however that ends.
///
/// SQLite keeps what does not fit a small cache on the disk, so that memory stays bounded for any number of records. No journal and
/// no syncs: what is in it is worth nothing after the run.
final class ScratchDatabase {
    private let queue: DatabaseQueue

    /// A database in a folder with room.
    init(directory: String, schema: String) throws(RewriteError) {
        let path = directory + "/kabinet." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
        var configuration = Configuration()
        configuration.label = "kabinet scratch"
        // One transaction that never ends: nothing has to be safe.
        configuration.allowsUnsafeTransactions = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? FileSystem.remove(path) }
            try queue.inDatabase { db in
                for pragma in [
                    "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -8192",
                ] {
                    try db.execute(sql: "PRAGMA " + pragma)
                }
                try db.execute(sql: schema)
                try db.execute(sql: "BEGIN EXCLUSIVE")
            }
        } catch {
            throw Self.describe(error, path)
        }
    }

    /// Runs statements.
    func access<Value>(_ body: (Database) throws -> Value) throws(RewriteError) -> Value {
        do { return try queue.inDatabase(body) } catch { throw Self.describe(error, queue.path) }
    }

    private static func describe(_ error: any Error, _ path: String) -> RewriteError {
        if let error = error as? RewriteError { return error }
        guard let error = error as? DatabaseError else { return RewriteError(.io, path: path, "\(error)") }
        let isFull = error.resultCode == .SQLITE_FULL
        return RewriteError(
            isFull ? .diskFull : .io, path: path, "cannot keep the index of payloads: \(error)",
            hint: isFull ? "make room in this folder" : nil)
    }
}
