// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import GRDB

/// The opened `kabinet.sqlite`: one writer and several readers (WAL), synced at each commit.
///
/// Blocking: call it from a thread of one's own. May be used from several threads.
package final class CollectionDatabase: Sendable {
    package let layout: CollectionLayout
    let pool: DatabasePool

    /// Opens the database, makes it when missing, and brings its schema up to date.
    ///
    /// - Throws: `CollectionError` when it can't be opened or is newer than this program.
    package init(layout: CollectionLayout) throws(CollectionError) {
        self.layout = layout
        var configuration = Configuration()
        configuration.label = "kabinet"
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        do {
            pool = try DatabasePool(path: layout.databasePath, configuration: configuration)
            // A commit that returned survives a power cut, as the WARC bytes that it speaks of do. Not in `prepareDatabase`: a pool
            // sets its own, NORMAL, after that.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if try pool.read({ try Schema.migrator.hasBeenSuperseded($0) }) {
                throw CollectionError(
                    .inconsistent, path: layout.databasePath, "was made by a newer version of Kabinet",
                    hint: "use that version, or remove the file and run `kabinet reindex`")
            }
            try Schema.migrator.migrate(pool)
        } catch {
            throw Self.describe(error, layout)
        }
    }

    /// Runs `body` with the writing connection, in one transaction.
    func write<Value>(_ body: (Database) throws -> Value) throws(CollectionError) -> Value {
        do { return try pool.write(body) } catch { throw Self.describe(error, layout) }
    }

    /// As `write`, for what the next start finds out by itself: a power cut may take it back, along with nothing else. Without the
    /// sync it costs a tenth.
    func writeLoosely<Value>(_ body: (Database) throws -> Value) throws(CollectionError) -> Value {
        do {
            return try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                // Full again in any case: a later commit must not be loose because of this one.
                defer { try? db.execute(sql: "PRAGMA synchronous = FULL") }
                var value: Value?
                try db.inTransaction {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw DatabaseError(message: "a transaction gave nothing") }
                return value
            }
        } catch {
            throw Self.describe(error, layout)
        }
    }

    /// Runs `body` with a reading connection that sees one state of the database.
    func read<Value>(_ body: (Database) throws -> Value) throws(CollectionError) -> Value {
        do { return try pool.read(body) } catch { throw Self.describe(error, layout) }
    }

    /// As `read`, for one statement of the thread that writes: its connection answers at once, outside of a transaction.
    func lookUp<Value>(_ body: (Database) throws -> Value) throws(CollectionError) -> Value {
        do { return try pool.writeWithoutTransaction(body) } catch { throw Self.describe(error, layout) }
    }

    static func describe(_ error: any Error, _ layout: CollectionLayout) -> CollectionError {
        switch error {
        case let error as CollectionError:
            error
        case let error as ByteStreamError where error.code == .diskFull:
            CollectionError(
                .diskFull, path: error.path ?? layout.root, error.message, hint: "make room, then run `kabinet resume`")
        case let error as CDXError where error.code == .diskFull:
            CollectionError(
                .diskFull, path: error.path ?? layout.root, error.message, hint: "make room, then run `kabinet resume`")
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            CollectionError(
                .diskFull, path: layout.databasePath, "the disk is full",
                hint: "make room, then run `kabinet resume`")
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT:
            CollectionError(
                .inconsistent, path: layout.databasePath, "is damaged: \(error.message ?? "no details")",
                hint: "archive/ is untouched; move the database away and run `kabinet reindex`")
        case let error as DatabaseError:
            CollectionError(.database, path: layout.databasePath, error.description)
        default:
            CollectionError(.database, path: layout.databasePath, "\(error)")
        }
    }
}
