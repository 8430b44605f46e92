// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Writes a sorted index: lines in any order in, lines by `LC_ALL=C` byte order out, exact repetitions dropped.
///
/// Memory is bounded by a limit; what goes beyond it is sorted in runs, in files without a name beside the index. The index gets its name
/// only when it is whole and on the disk, so a reader sees the old one or the new one. Used by one thread.
public final class IndexWriter {
    private let path: String
    private let memoryLimit: Int
    private var bytes: [UInt8] = []
    private var lines: [Range<Int>] = []
    private var runs: [OpenFile] = []

    /// A writer of the index at `path`; `memoryLimit` is in bytes.
    public init(path: String, memoryLimit: Int = 64 << 20) {
        self.path = path
        self.memoryLimit = memoryLimit
    }

    /// Merges lines into an index that may or may not be there yet.
    /// - Throws: As `add` and `finish`.
    public static func merge(_ lines: [String], into path: String) throws(CDXError) {
        let writer = IndexWriter(path: path)
        for line in lines { try writer.add(line) }
        try writer.finish(mergingExisting: true)
    }

    /// Adds a line, without a line end. A header line such as ` CDX N b a …` sorts before all others by itself.
    /// - Throws: `.malformed` for a line with an end in it or of more than a mebibyte; `.diskFull`, `.io`.
    public func add(_ line: String) throws(CDXError) {
        let start = bytes.count
        bytes.append(contentsOf: line.utf8)
        guard !bytes[start...].contains(0x0A), bytes.count - start <= IndexLineReader.lineLimit else {
            bytes.removeLast(bytes.count - start)
            throw CDXError(.malformed, path: path, "a line of an index is one line of at most a mebibyte")
        }
        lines.append(start..<bytes.count)
        // A range takes 16 bytes.
        if bytes.count + lines.count * 16 > memoryLimit { try spill() }
    }

    /// Writes the index, with the lines of the present one if `mergingExisting`; without them they are lost.
    ///
    /// - Throws: `.unsorted` if the present index is not in byte order; `.diskFull`, `.io`. The present index then stays as it is.
    public func finish(mergingExisting: Bool) throws(CDXError) {
        try spill()
        var sources: [RunCursor] = []
        for run in runs { sources.append(try RunCursor(IndexLineReader(file: run, offset: 0), path: nil)) }
        if mergingExisting, FileSystem.exists(path) {
            let existing: OpenFile
            do { existing = try OpenFile(reading: path) } catch {
                throw CDXError(error, path: path, "cannot open the index")
            }
            sources.append(try RunCursor(IndexLineReader(file: existing, offset: 0), path: path))
        }
        let temporary = path + "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
        do {
            try write(sources, to: temporary)
            try FileSystem.rename(temporary, to: path)
        } catch {
            try? FileSystem.remove(temporary)
            if let error = error as? CDXError { throw error }
            if let error = error as? ByteStreamError { throw CDXError(error, path: path, "cannot write the index") }
            throw CDXError(.io, path: path, "cannot write the index: \(error)")
        }
        runs = []
    }

    private func write(_ sources: [RunCursor], to path: String) throws {
        let file = try OpenFile(appending: path, create: true)
        var pending: [UInt8] = []
        var last: [UInt8]?
        while let source = try smallest(of: sources) {
            let line = source.line
            if last != line {
                pending.append(contentsOf: line)
                pending.append(0x0A)
                last = line
                if pending.count >= 1 << 20 {
                    try file.append(pending)
                    pending.removeAll(keepingCapacity: true)
                }
            }
            try source.advance()
        }
        try file.append(pending)
        try file.dataSync()
        try file.close()
    }

    private func smallest(of sources: [RunCursor]) throws(CDXError) -> RunCursor? {
        var best: RunCursor?
        for source in sources where !source.isAtEnd {
            if let found = best, !ByteOrder.isLess(source.line[...], found.line[...]) { continue }
            best = source
        }
        return best
    }

    /// Sorts what is in memory into a run of its own.
    private func spill() throws(CDXError) {
        guard !lines.isEmpty else { return }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count + lines.count)
        bytes.withUnsafeBytes { all in
            lines.sort { left, right in
                ByteOrder.isLess(
                    UnsafeRawBufferPointer(rebasing: all[left]), UnsafeRawBufferPointer(rebasing: all[right]))
            }
            for line in lines {
                sorted.append(contentsOf: all[line])
                sorted.append(0x0A)
            }
        }
        do {
            let run = try OpenFile(unlinkedIn: FileSystem.parent(of: path))
            try run.append(sorted)
            runs.append(run)
        } catch {
            throw CDXError(error, path: path, "cannot sort the index")
        }
        bytes.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
    }
}

/// Stands at one line of a sorted run.
private final class RunCursor {
    private(set) var line: [UInt8] = []
    private(set) var isAtEnd = false
    private let reader: IndexLineReader
    /// The index, if the run is one that somebody else may have written, whose order is checked.
    private let path: String?

    init(_ reader: IndexLineReader, path: String?) throws(CDXError) {
        self.reader = reader
        self.path = path
        try advance()
    }

    func advance() throws(CDXError) {
        guard let next = try reader.next() else {
            isAtEnd = true
            return
        }
        if let path, ByteOrder.isLess(next, line[...]) {
            throw CDXError(
                .unsorted, path: path, offset: reader.lineOffset,
                "the line is not in byte order after the one before it",
                hint: "sort the file with LC_ALL=C sort")
        }
        line = Array(next)
    }
}
