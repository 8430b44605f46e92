// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
package import Diagnostics
import GRDB

/// The register of archive files: which there are and up to where each is committed. Blocking.
package struct ArchiveFiles: Sendable {
    private let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    /// Notes a file before it is made, so that no file of ours is ever unknown after a crash.
    package func register(_ name: String, account: String) throws(CollectionError) {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO archive_files (name, account) VALUES (?, ?)", arguments: [name, account])
        }
    }

    /// Notes that a file got its final name and will not grow.
    package func close(_ name: String) throws(CollectionError) {
        try database.write { db in
            try db.execute(sql: "UPDATE archive_files SET closed = 1 WHERE name = ?", arguments: [name])
        }
    }

    /// Takes a file that never held a committed record off the register.
    package func forget(_ name: String) throws(CollectionError) {
        try database.write { db in
            try db.execute(sql: "DELETE FROM archive_files WHERE name = ? AND length = 0", arguments: [name])
        }
    }

    /// Brings `archive/` back to the last commit after a crash: cuts open files back to it and closes them.
    ///
    /// What is cut off was never claimed to be stored, and its URL is fetched again. Files that the register does not know
    /// are left alone and reported; so are closed ones that are gone or have another length. Call it under the `CollectionLock`, before any writing.
    /// - Returns: a note per file that was touched, a warning per unknown file.
    /// - Throws: `.inconsistent` when a file is shorter than what was committed: bytes that were stored are gone.
    package func recover() throws(CollectionError) -> [Diagnostic] { try recover(keepsGoing: false) }

    /// As `recover`; with `keepsGoing` a file that is shorter than it should be is a finding, and the other files are seen to.
    func recover(keepsGoing: Bool) throws(CollectionError) -> [Diagnostic] {
        let rows = try database.read { db in
            try Row.fetchAll(db, sql: "SELECT name, length, closed FROM archive_files ORDER BY id")
                .map {
                    (
                        name: $0["name"] as String, length: UInt64(clamping: $0["length"] as Int64),
                        closed: $0["closed"] as Bool
                    )
                }
        }
        let layout = database.layout
        var findings: [Diagnostic] = []
        do {
            try CrawlLogTail(database: database).settle()
            try sweep(layout)
            for row in rows {
                if row.closed {
                    if let finding = try finding(onClosed: row.name, committed: row.length, layout) {
                        findings.append(finding)
                    }
                    continue
                }
                do {
                    if let finding = try settle(row.name, committed: row.length, layout) { findings.append(finding) }
                } catch let error as CollectionError where keepsGoing && error.code == .inconsistent {
                    findings.append(Diagnostic(.warning, at: .file(error.path), error.message))
                }
            }
            let known = Set(rows.map(\.name))
            for name in try FileSystem.list(layout.archiveDirectory) {
                guard ArchiveFileForm.suffix(of: name) != nil, !known.contains(ArchiveFileForm.final(name)) else {
                    continue
                }
                findings.append(
                    Diagnostic(
                        .warning, at: .file(layout.archiveDirectory + "/" + name),
                        "is not in the database and is left as it is", hint: "run `kabinet reindex` to take it in"))
            }
        } catch let error as CollectionError {
            throw error
        } catch {
            throw CollectionError(.inconsistent, path: layout.archiveDirectory, "\(error)")
        }
        return findings
    }

    /// Removes what atomic writes that were killed have left: temporary files of names that are ours.
    private func sweep(_ layout: CollectionLayout) throws {
        let places = [
            (layout.root, "collection.yaml."), (layout.indexesDirectory, "index."), (layout.logsDirectory, ""),
            (layout.archiveDirectory, ".kabinet-spool-"),
        ]
        for (folder, prefix) in places where FileSystem.isDirectory(folder) {
            for name in try FileSystem.list(folder)
            where name.hasPrefix(prefix) && (name.hasSuffix(".tmp") || prefix == ".kabinet-spool-") {
                try FileSystem.remove(folder + "/" + name)
            }
        }
    }

    /// A file that was closed has the length that was committed, or people hear of it.
    private func finding(onClosed name: String, committed: UInt64, _ layout: CollectionLayout) throws -> Diagnostic? {
        let path = layout.archiveDirectory + "/" + name
        guard FileSystem.exists(path) else {
            return Diagnostic(
                .warning, at: .file(path),
                "is missing, and with it \(committed) bytes that were stored; put it back, or run `kabinet reindex` to go on without it"
            )
        }
        let size = try FileSystem.size(of: path)
        guard size != committed else { return nil }
        return Diagnostic(
            .warning, at: .file(path),
            "has \(size) bytes, and not the \(committed) that were stored; restore it, or run `kabinet reindex` to go on with it as it is"
        )
    }

    /// Whether a file of that name is registered.
    package func isRegistered(_ name: String) throws(CollectionError) -> Bool {
        try database.read { db in
            try Int.fetchOne(db, sql: "SELECT 1 FROM archive_files WHERE name = ?", arguments: [name]) != nil
        }
    }

    /// Files that were registered so far.
    package func count() throws(CollectionError) -> Int {
        try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM archive_files") ?? 0 }
    }

    private func settle(_ name: String, committed: UInt64, _ layout: CollectionLayout) throws -> Diagnostic? {
        let final = layout.archiveDirectory + "/" + name
        let open = final + ".open"
        let path = FileSystem.exists(open) ? open : final
        guard FileSystem.exists(path) else {
            guard committed == 0 else {
                throw CollectionError(
                    .inconsistent, path: final, "is missing, but \(committed) bytes of it were committed",
                    hint: "put the file back, or run `kabinet reindex` to go on without it")
            }
            try forget(name)
            return nil
        }
        if committed == 0 {
            try FileSystem.remove(path)
            // Else the file could come back after a power cut, and nobody would know it.
            try FileSystem.syncDirectory(layout.archiveDirectory)
            try forget(name)
            return Diagnostic(.note, at: .file(path), "held no committed record and was removed")
        }
        let file = try OpenFile(appending: path, create: false)
        let size = try file.size()
        guard size >= committed else {
            throw CollectionError(
                .inconsistent, path: path, "has \(size) bytes, but \(committed) were committed",
                hint:
                    "the disk lost data; restore the file from a copy, or run `kabinet reindex` to go on without the rest"
            )
        }
        if size > committed { try file.truncate(to: committed) }
        try file.dataSync()
        try file.close()
        if path == open { try FileSystem.rename(open, to: final) }
        try close(name)
        return size == committed
            ? nil
            : Diagnostic(.note, at: .file(final), "cut back by \(size - committed) bytes to its last committed record")
    }
}
