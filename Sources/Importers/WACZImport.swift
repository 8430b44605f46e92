// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Diagnostics
import ZipFiles

/// Imports one WACZ file: its archive files into `archive/`, each as a file of its own, and what describes them, pages, datapackage and
/// signature among it, into a folder of its name in `imports/`. Its indexes are left out: those of the collection take their place.
struct WACZImport {
    private let importer: CollectionImporter
    private let path: String

    init(_ importer: CollectionImporter, _ path: String) { (self.importer, self.path) = (importer, path) }

    func run(_ outcome: inout ImportOutcome) throws {
        let zip = try ZipArchive(path: path)
        outcome.bytes = try FileSystem.size(of: path)
        let files = zip.entries.filter { !$0.isFolder }
        let archives = files.filter { $0.name.hasPrefix("archive/") }
        guard !archives.isEmpty else {
            return outcome.note(.error, "is a ZIP file without anything in archive/, and so no WACZ file")
        }
        for entry in files {
            guard let problem = entry.nameProblem else { continue }
            outcome.note(.error, "\(problem), and the entry is left out", entry: entry.name)
        }
        let resources = try checkedResources(zip, &outcome)
        for entry in archives where entry.nameProblem == nil {
            outcome.parts.append(try part(entry, of: zip, resources[entry.name]))
        }
        outcome.records = outcome.parts.reduce(0) { $0 + $1.records }
        outcome.captures = outcome.parts.reduce(0) { $0 + $1.captures }
        guard outcome.parts.contains(where: { $0.status != .refused }) else { return }
        let others = files.filter {
            $0.nameProblem == nil && !$0.name.hasPrefix("archive/") && !$0.name.hasPrefix("indexes/")
        }
        let isNew = try keep(others, of: zip, &outcome)
        outcome.status = isNew || outcome.parts.contains { $0.status == .imported } ? .imported : .present
    }

    /// Takes out one archive file.
    private func part(
        _ entry: ZipEntry, of zip: ZipArchive, _ resource: WACZDatapackage.Resource?
    ) throws -> ImportOutcome {
        var part = ImportOutcome(source: path + "!" + entry.name)
        do {
            let parked = try importer.intake.park { sink in try forEachChunk(of: entry, in: zip, sink) }
            if let digest = parked.digest { compare(digest, parked.count, with: resource, &part) }
            let probe: FormatProbe?
            do { probe = try FormatProbe(parked.path) } catch {
                try? FileSystem.remove(parked.path)
                throw error
            }
            guard let probe, probe.format != .wacz else {
                try FileSystem.remove(parked.path)
                part.note(.error, "is neither a WARC nor an ARC file: no record was found in it")
                return part
            }
            part.format = probe.format
            try importer.place(parked, entry.name, probe.suffix, &part)
        } catch {
            try importer.refuse(&part, error)
        }
        return part
    }

    /// Reads the datapackage and compares what it lists with what there is, except for archive files, which are compared on their way.
    private func checkedResources(
        _ zip: ZipArchive, _ outcome: inout ImportOutcome
    ) throws -> [String: WACZDatapackage.Resource] {
        guard let entry = zip[WACZDatapackage.path] else {
            outcome.note(.warning, "has no \(WACZDatapackage.path): its digests cannot be checked")
            return [:]
        }
        let json: [UInt8]
        do { json = try zip.read(entry, limit: WACZDatapackage.byteLimit) } catch {
            outcome.note(.error, error.message, entry: entry.name)
            return [:]
        }
        try checkSeal(of: json, zip, &outcome)
        guard let package = WACZDatapackage(json) else {
            outcome.note(.error, "is no datapackage in JSON: digests cannot be checked", entry: entry.name)
            return [:]
        }
        for (name, resource) in package.resources.sorted(by: { $0.key < $1.key }) {
            guard let entry = zip[name] else {
                outcome.note(.error, "is listed in \(WACZDatapackage.path) and missing", entry: name)
                continue
            }
            guard !name.hasPrefix("archive/") else { continue }
            do {
                let digest = DigestStream(resource.digest?.algorithm ?? .sha256)
                try forEachChunk(of: entry, in: zip) { digest.update($0) }
                compare(digest.finish(), entry.size, with: resource, &outcome, entry: name)
            } catch let error as ZipFileError {
                outcome.note(.error, error.message, entry: name)
            }
        }
        for entry in zip.entries where !entry.isFolder && package.resources[entry.name] == nil {
            guard ![WACZDatapackage.path, WACZDatapackage.digestPath].contains(entry.name) else { continue }
            outcome.note(.warning, "is not listed in \(WACZDatapackage.path)", entry: entry.name)
        }
        return package.resources
    }

    private func checkSeal(of json: [UInt8], _ zip: ZipArchive, _ outcome: inout ImportOutcome) throws {
        guard let entry = zip[WACZDatapackage.digestPath] else { return }
        guard let bytes = try? zip.read(entry, limit: WACZDatapackage.byteLimit),
            let seal = WACZDatapackage.Seal(bytes)
        else { return outcome.note(.error, "cannot be read", entry: entry.name) }
        let wanted = seal.hash.flatMap { Digest(labelled: $0) }
        if let wanted {
            let found = DigestStream.digest(of: json, wanted.algorithm)
            if found != wanted {
                outcome.note(
                    .error, "hashes to \(found), but \(entry.name) says \(wanted)", entry: WACZDatapackage.path)
            }
        } else {
            outcome.note(.warning, "has no digest that can be checked", entry: entry.name)
        }
        guard let signed = seal.signedData else { return }
        let signer = signed.domain.map { "by \($0)" } ?? "by an anonymous key"
        outcome.note(.note, "is signed \(signer); the signature is kept and not judged", entry: entry.name)
    }

    private func compare(
        _ found: Digest, _ count: UInt64, with resource: WACZDatapackage.Resource?, _ outcome: inout ImportOutcome,
        entry: String? = nil
    ) {
        guard let resource else { return }
        if let bytes = resource.bytes, bytes != count {
            outcome.note(.error, "has \(count) bytes, but \(WACZDatapackage.path) says \(bytes)", entry: entry)
        }
        if let wanted = resource.digest, wanted.algorithm == found.algorithm {
            guard wanted != found else { return }
            outcome.note(.error, "hashes to \(found), but \(WACZDatapackage.path) says \(wanted)", entry: entry)
        } else if let text = resource.digestText {
            outcome.note(.warning, "its digest \(text.prefix(100)) is of a kind that is not checked", entry: entry)
        }
    }

    private func forEachChunk(
        of entry: ZipEntry, in zip: ZipArchive, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let reader = try ZipEntryReader(zip, entry, byteLimit: .max)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}

extension WACZImport {
    /// Brings the other entries into a folder of `imports/`, all of them or none. False if they are there already, or there are none.
    private func keep(_ entries: [ZipEntry], of zip: ZipArchive, _ outcome: inout ImportOutcome) throws -> Bool {
        guard !entries.isEmpty else { return false }
        let parent = importer.intake.layout.importsDirectory
        try FileSystem.makeDirectory(parent)
        let temporary = ArchiveIntake.temporaryPath(in: parent)
        defer { try? FileSystem.removeTree(temporary) }
        try FileSystem.makeDirectory(temporary)
        var kept: [(name: String, digest: Digest)] = []
        for entry in entries {
            do {
                let digest = try write(entry, of: zip, to: temporary + "/" + entry.name)
                kept.append((entry.name, digest))
            } catch {
                if let fatal = ImportError(error) { throw fatal }
                let message = (error as? ZipFileError)?.message ?? "\(error)"
                outcome.note(.error, "is left out: \(message)", entry: entry.name)
            }
        }
        // Once for all: there may be very many small ones.
        try FileSystem.syncAll(on: temporary)
        let name = ArchiveName(source: path, suffix: ".wacz")
        for number in 1...100_000 {
            let candidate = name.candidate(number)
            let folder = parent + "/" + candidate
            outcome.name = "imports/" + candidate
            if FileSystem.exists(folder) {
                if kept.allSatisfy({ (try? ArchiveIntake.digest(of: folder + "/" + $0.name)) == $0.digest }) {
                    return false
                }
                continue
            }
            try FileSystem.rename(temporary, to: folder)
            return true
        }
        return false
    }

    private func write(_ entry: ZipEntry, of zip: ZipArchive, to target: String) throws -> Digest {
        let folder = FileSystem.parent(of: target)
        try FileSystem.makeDirectory(folder)
        let file = try OpenFile(appending: target, create: true)
        let digest = DigestStream(.sha256)
        do {
            try forEachChunk(of: entry, in: zip) { bytes in
                digest.update(bytes)
                try file.append(bytes)
            }
        } catch {
            try? FileSystem.remove(target)
            throw error
        }
        try file.close()
        return digest.finish()
    }
}
