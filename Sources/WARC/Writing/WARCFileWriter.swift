// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// Writes one WARC file, a gzip member per record (ISO 28500:2017 annex D).
///
/// While it is written the file is called `<name>.open`; `close` gives it its name. It owns the file and is used by one thread.
/// Nothing is on the disk for certain before `sync`.
public final class WARCFileWriter {
    /// The final name.
    public let name: String
    /// The folder the file is in.
    public let directory: String
    /// The bytes of the records that were appended whole; the file has exactly this length between calls.
    public private(set) var length: UInt64

    private let file: OpenFile
    private let packer: WARCRecordPacker
    private let level: Int
    private let digest: DigestAlgorithm
    private var isClosed = false

    /// Makes a new file.
    ///
    /// `name` is the final name, without a folder: see `WARCFileName`. `level` is that of gzip, 1 to 9, and `blockDigest` the algorithm
    /// of WARC-Block-Digest.
    /// - Throws: `.exists` if a file of that name is there, finished or not; otherwise what the file system says.
    public convenience init(
        directory: String, name: String, level: Int = 6, blockDigest: DigestAlgorithm = .sha256
    ) throws(WARCError) {
        try Self.refuseExisting(directory + "/" + name)
        let path = directory + "/" + name + WARCFileName.openSuffix
        let file: OpenFile
        do {
            file = try OpenFile(appending: path, create: true)
            // A sync of the file brings its bytes to the disk, but not the name by which the next start finds them.
            try FileSystem.syncDirectory(directory)
        } catch {
            throw WARCError(error, path: path, "cannot make the file")
        }
        self.init(directory: directory, name: name, file: file, length: 0, level: level, digest: blockDigest)
    }

    /// Goes on with a file that was not closed, after cutting it back to `committed`, the length after the last committed record.
    ///
    /// - Throws: `.truncated` if the file is shorter than that: then committed records are lost, and nothing is written;
    ///   `.notFound` if there is no such `.open` file; otherwise what the file system says.
    public static func reopen(
        directory: String, name: String, truncatingTo committed: UInt64, level: Int = 6,
        blockDigest: DigestAlgorithm = .sha256
    ) throws(WARCError) -> WARCFileWriter {
        let path = directory + "/" + name + WARCFileName.openSuffix
        let file: OpenFile
        let found: UInt64
        do {
            file = try OpenFile(appending: path, create: false)
            found = try file.size()
        } catch { throw WARCError(error, path: path, "cannot open the unfinished file") }
        guard found >= committed else {
            throw WARCError(
                .truncated, path: path, offset: found,
                "the file has \(found) bytes, but \(committed) were committed to it",
                hint: "restore the file from a copy, or rebuild with kabinet reindex")
        }
        if found > committed {
            do {
                try file.truncate(to: committed)
                try file.dataSync()
            } catch { throw WARCError(error, path: path, offset: committed, "cannot cut the file back") }
        }
        return WARCFileWriter(
            directory: directory, name: name, file: file, length: committed, level: level, digest: blockDigest)
    }

    private init(
        directory: String, name: String, file: OpenFile, length: UInt64, level: Int, digest: DigestAlgorithm
    ) {
        self.directory = directory
        self.name = name
        self.file = file
        self.length = length
        self.level = level
        self.digest = digest
        packer = WARCRecordPacker(level: level, blockDigest: digest)
    }

    /// The path of the file while it is open.
    public var openPath: String { directory + "/" + name + WARCFileName.openSuffix }

    /// The path of the file once it is closed.
    public var path: String { directory + "/" + name }

    /// Appends records that belong together: all of them, or none.
    ///
    /// Memory stays flat whatever the size of the bodies.
    /// - Returns: Where each record lies.
    /// - Throws: `.diskFull`, `.io` and others; the file then has the length it had before. Should even cutting it back fail, the
    ///   error says so, and the writer refuses further calls.
    public func append(_ records: [WARCRecordDraft]) throws(WARCError) -> [WARCRecordLocation] {
        guard !isClosed else { throw closedError }
        let output = MemberOutput(file: file, at: length)
        do {
            let locations = try records.map { try write($0, to: output) }
            try output.flush()
            length = output.position
            return locations
        } catch {
            throw rolledBack(after: error)
        }
    }

    /// Returns when all records are on the disk (fdatasync).
    public func sync() throws(WARCError) {
        guard !isClosed else { throw closedError }
        do { try file.dataSync() } catch { throw WARCError(error, path: openPath, "cannot write to the disk") }
    }

    /// Brings all records to the disk and gives the file its final name. The writer cannot be used afterwards.
    ///
    /// - Throws: `.exists` if another file took the name meanwhile; the file then stays `.open`.
    public func close() throws(WARCError) {
        guard !isClosed else { return }
        try sync()
        try Self.refuseExisting(path)
        do {
            try file.close()
            isClosed = true
            try FileSystem.rename(openPath, to: path)
        } catch {
            isClosed = true
            throw WARCError(error, path: openPath, "cannot finish the file")
        }
    }

    private func write(_ record: WARCRecordDraft, to output: MemberOutput) throws -> WARCRecordLocation {
        let start = output.position
        if record.blockCount <= WARCRecordPacker.longestBlock {
            try packer.pack(record) { try output.append($0) }
        } else {
            let member = GzipMemberWriter(level: level) { try output.append($0) }
            try member.write(try WARCRecordPacker.header(of: record, digest).serialized())
            for piece in record.block { try piece.forEachChunk { try member.write($0) } }
            try member.write(WARCRecordPacker.trailer)
            try member.finish()
        }
        return WARCRecordLocation(filename: name, offset: start, length: output.position - start)
    }

    private func rolledBack(after error: any Error) -> WARCError {
        let cause: WARCError
        if let error = error as? ByteStreamError {
            cause = WARCError(error, path: openPath, offset: length, "cannot append records")
        } else {
            cause = WARCError(.io, path: openPath, offset: length, "cannot append records: \(error)")
        }
        do throws(ByteStreamError) {
            try file.truncate(to: length)
            return WARCError(
                cause.code, path: cause.path, offset: length,
                cause.message + "; the file was cut back to \(length) bytes")
        } catch {
            isClosed = true
            return WARCError(
                cause.code, path: cause.path, offset: length,
                cause.message + "; cutting the file back to \(length) bytes failed too: \(error.message)",
                hint: "the next start cuts it back")
        }
    }

    private var closedError: WARCError {
        WARCError(.closed, path: openPath, "the file was closed, or could not be cut back after an error")
    }

    private static func refuseExisting(_ path: String) throws(WARCError) {
        guard FileSystem.exists(path) else { return }
        throw WARCError(.exists, path: path, "a file of that name is there already, and is not overwritten")
    }
}

/// Collects compressed bytes, so that a group of small records reaches the file in one call.
private final class MemberOutput {
    private let file: OpenFile
    private var pending: [UInt8] = []
    private var written: UInt64

    init(file: OpenFile, at offset: UInt64) {
        self.file = file
        written = offset
    }

    /// The offset of the next byte.
    var position: UInt64 { written + UInt64(pending.count) }

    func append(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) {
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 20 { try flush() }
    }

    func append(_ bytes: [UInt8]) throws(ByteStreamError) {
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 20 { try flush() }
    }

    func flush() throws(ByteStreamError) {
        guard !pending.isEmpty else { return }
        try file.append(pending)
        written += UInt64(pending.count)
        pending.removeAll(keepingCapacity: true)
    }
}
