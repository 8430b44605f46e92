// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
package import Collection
import Diagnostics

/// Takes WARC, ARC and WACZ files into a collection, as they are.
///
/// A file gets its name in `archive/` only when all of it is on the disk, and its captures come into the database in one transaction
/// after that: killed at any moment, the same import can be run again, and finds what is there already by its bytes. Sources are only
/// read. Blocking; used by one thread; holds the collection's lock.
package final class CollectionImporter {
    let intake: ArchiveIntake
    private let database: CollectionDatabase
    private let lock: CollectionLock
    private let placement: ImportPlacement

    /// An importer for a collection, which is made if there is none.
    /// - Throws: `CollectionError`, `.busy` among them; `ImportError`, `ByteStreamError`.
    package init(_ layout: CollectionLayout, placement: ImportPlacement = .copy) throws {
        do {
            try layout.makeDirectories()
            lock = try CollectionLock(layout)
            try CollectionDescription(title: layout.name).writeIfMissing(layout)
            database = try CollectionDatabase(layout: layout)
            intake = ArchiveIntake(layout: layout, files: ArchiveFiles(database: database))
            self.placement = placement
            try intake.sweep()
        } catch {
            throw ImportError(error) ?? error
        }
    }

    /// Imports one file; what is wrong with it is in the outcome.
    /// - Throws: `ImportError`, `CollectionError` when no further file can be imported either; of this one nothing is left half.
    package func add(_ path: String) throws -> ImportOutcome {
        var outcome = ImportOutcome(source: path)
        do {
            guard let probe = try FormatProbe(path) else {
                outcome.note(.error, "is neither a WARC, an ARC nor a WACZ file: no record was found in it")
                return outcome
            }
            outcome.format = probe.format
            if probe.format == .wacz {
                try WACZImport(self, path).run(&outcome)
            } else {
                try place(path, probe.suffix, &outcome)
            }
        } catch {
            try refuse(&outcome, error)
        }
        return outcome
    }

    /// Writes the index files anew, once all files are in. Do it also when nothing new came: an import that was killed may have left
    /// them behind the database.
    /// - Throws: `ImportError`, `CollectionError`.
    package func finish() throws {
        do { try Reindexing(database: database).complete() } catch { throw ImportError(error) ?? error }
    }

    /// An error that concerns this file alone becomes its finding; others go on.
    func refuse(_ outcome: inout ImportOutcome, _ error: any Error) throws {
        if let fatal = ImportError(error) { throw fatal }
        if error is CollectionError { throw error }
        let message = (error as? ByteStreamError)?.message ?? "\(error)"
        outcome.note(.error, message)
    }

    /// Takes bytes that are parked into the archive; what is there already is only told.
    func place(
        _ parked: ArchiveIntake.Parked, _ source: String, _ suffix: String, _ outcome: inout ImportOutcome
    ) throws {
        defer { try? FileSystem.remove(parked.path) }
        outcome.bytes = parked.count
        outcome.digest = parked.digest
        if let digest = parked.digest, let twin = try intake.twin(count: parked.count, digest: { digest }) {
            return try find(twin, &outcome)
        }
        let isTrusted = try ImportCheck(parked.path, &outcome).hasRightDigests
        let name = try intake.name(parked, like: ArchiveName(source: source, suffix: suffix, isTrusted: isTrusted))
        do {
            try index(name, &outcome)
        } catch {
            intake.remove(name)
            throw error
        }
        outcome.status = parked.isLink ? .linked : .imported
    }

    private func place(_ path: String, _ suffix: String, _ outcome: inout ImportOutcome) throws {
        outcome.bytes = try FileSystem.size(of: path)
        if let twin = try intake.twin(count: outcome.bytes, digest: { try ArchiveIntake.digest(of: path) }) {
            return try find(twin, &outcome)
        }
        if placement == .link {
            let link: ArchiveIntake.Parked?
            do { link = try intake.link(path) } catch {
                guard error.code == .io || error.code == .notPermitted else { throw error }
                link = nil
                outcome.note(
                    .note, "cannot be linked, and is copied instead: \(error.message)",
                    hint: "hard links need the same file system, and the right to them")
            }
            if let link { return try place(link, path, suffix, &outcome) }
        }
        try place(try intake.park { try ArchiveIntake.forEachChunk(of: path, $0) }, path, suffix, &outcome)
    }

    /// The bytes are in the archive. Without being in the database if the import of them was killed in between, or if they were put
    /// there by hand.
    private func find(_ name: String, _ outcome: inout ImportOutcome) throws {
        outcome.status = .present
        outcome.name = name
        guard try !intake.files.isRegistered(name) else { return }
        _ = try ImportCheck(intake.layout.archiveDirectory + "/" + name, &outcome)
        try index(name, &outcome)
        outcome.status = .imported
    }

    /// Takes a file that has its final name into the database.
    private func index(_ name: String, _ outcome: inout ImportOutcome) throws {
        let result = try Reindexing(database: database).add(name)
        outcome.name = name
        outcome.records = result.records
        outcome.captures = result.captures
        outcome.unreachable = result.unreachable
        guard result.unreachable > 0 else { return }
        outcome.note(
            .warning, "\(result.unreachable) captures share their compressed member with others and cannot be shown",
            hint: "kabinet recompress makes a file of one member per record; import that instead")
    }
}
