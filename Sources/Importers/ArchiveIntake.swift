// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection

/// Brings files under their final names in `archive/`: whole or not at all, never in the place of another. Under the `CollectionLock`;
/// used by one thread.
final class ArchiveIntake {
    private static let temporaryPrefix = ".import-"
    private static let temporarySuffix = ".tmp"
    private static let chunk = 1 << 20

    let layout: CollectionLayout
    let files: ArchiveFiles
    /// The archive files by their sizes; read once, as nobody else adds any under the lock.
    private var namesBySize: [UInt64: [String]]?

    init(layout: CollectionLayout, files: ArchiveFiles) { (self.layout, self.files) = (layout, files) }

    /// Bytes on the disk of the archive that have no final name yet.
    struct Parked {
        let path: String
        let count: UInt64
        /// Known of what was copied.
        let digest: Digest?
        var isLink = false
    }

    /// Removes what a killed import left behind.
    func sweep() throws {
        for folder in [layout.archiveDirectory, layout.importsDirectory] where FileSystem.isDirectory(folder) {
            for name in try FileSystem.list(folder)
            where name.hasPrefix(Self.temporaryPrefix) && name.hasSuffix(Self.temporarySuffix) {
                try FileSystem.removeTree(folder + "/" + name)
            }
        }
    }

    /// A path in a folder that nobody has, which `sweep` removes.
    static func temporaryPath(in folder: String) -> String {
        folder + "/" + temporaryPrefix + String(UInt64.random(in: 0...UInt64.max), radix: 36) + temporarySuffix
    }

    /// Writes bytes beside the archive files; they are on the disk when it returns.
    /// - Throws: What `source` throws, `.diskFull`, `.io`; then nothing is left.
    func park(_ source: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws -> Parked {
        let path = Self.temporaryPath(in: layout.archiveDirectory)
        let file = try OpenFile(appending: path, create: true)
        do {
            let digest = DigestStream(.sha256)
            var count: UInt64 = 0
            try source { bytes in
                digest.update(bytes)
                try file.append(bytes)
                count += UInt64(bytes.count)
            }
            try file.dataSync()
            try file.close()
            return Parked(path: path, count: count, digest: digest.finish())
        } catch {
            try? FileSystem.remove(path)
            throw error
        }
    }

    /// Hands over all bytes of a file.
    static func forEachChunk(of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let file = try OpenFile(reading: path)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        defer { buffer.deallocate() }
        var offset: UInt64 = 0
        while true {
            let count = try file.read(at: offset, into: buffer)
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += UInt64(count)
        }
    }

    static func digest(of path: String) throws -> Digest {
        let digest = DigestStream(.sha256)
        try forEachChunk(of: path) { digest.update($0) }
        return digest.finish()
    }

    /// The archive file with exactly these bytes, by size first; nil if there is none. `digest` is only asked for when sizes are equal.
    func twin(count: UInt64, digest: () throws -> Digest) throws -> String? {
        var wanted: Digest?
        for name in try names(ofSize: count) {
            let mine = try wanted ?? digest()
            wanted = mine
            if try Self.digest(of: layout.archiveDirectory + "/" + name) == mine { return name }
        }
        return nil
    }

    private func names(ofSize size: UInt64) throws -> [String] {
        if let namesBySize { return namesBySize[size] ?? [] }
        var names: [UInt64: [String]] = [:]
        for name in try FileSystem.list(layout.archiveDirectory)
        where ArchiveFileForm.suffix(of: name) != nil && ArchiveFileForm.final(name) == name {
            names[try FileSystem.size(of: layout.archiveDirectory + "/" + name), default: []].append(name)
        }
        namesBySize = names
        return names[size] ?? []
    }

    /// Parks a file itself, under a second name.
    /// - Throws: `.io` for another file system, `.notPermitted` for one without hard links, and others.
    func link(_ path: String) throws(ByteStreamError) -> Parked {
        let target = Self.temporaryPath(in: layout.archiveDirectory)
        try OpenFile(reading: path).dataSync()
        try FileSystem.link(path, to: target)
        return Parked(path: target, count: try FileSystem.size(of: target), digest: nil, isLink: true)
    }

    /// Gives parked bytes the first free name.
    func name(_ parked: Parked, like wanted: ArchiveName) throws -> String {
        try firstFree(wanted) { target throws(ByteStreamError) in
            try FileSystem.renameToNew(parked.path, target)
            try FileSystem.syncDirectory(layout.archiveDirectory)
        }
    }

    /// Takes a name away again that was just given.
    func remove(_ name: String) {
        namesBySize = nil
        try? FileSystem.remove(layout.archiveDirectory + "/" + name)
    }

    private func firstFree(
        _ wanted: ArchiveName, _ take: (_ path: String) throws(ByteStreamError) -> Void
    ) throws -> String {
        for number in 1...100_000 {
            let name = wanted.candidate(number)
            // Also a name whose file is gone is taken: captures of it are in the database.
            guard layout.archivePath(of: name) == nil, try !files.isRegistered(name) else { continue }
            do throws(ByteStreamError) {
                let path = layout.archiveDirectory + "/" + name
                try take(path)
                namesBySize?[try FileSystem.size(of: path), default: []].append(name)
                return name
            } catch {
                guard error.code == .exists else { throw error }
            }
        }
        throw ImportError(.io, path: layout.archiveDirectory, "there is no free name like \(wanted.candidate(1))")
    }
}
