// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Writes a sorted index: lines in any order in, lines by `LC_ALL=C` byte order out, exact repetitions dropped.
///
/// Memory is bounded by a limit, see `IndexSorter`. The index gets its name only when it is whole and on the disk, so a reader sees the
/// old one or the new one. Used by one thread.
public final class IndexWriter {
    /// The lines so far.
    public let sorter: IndexSorter
    private let path: String

    /// A writer of the index at `path`; `memoryLimit` is in bytes.
    public init(path: String, memoryLimit: Int = 16 << 20) {
        self.path = path
        sorter = IndexSorter(folder: FileSystem.parent(of: path), memoryLimit: memoryLimit)
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
    public func add(_ line: String) throws(CDXError) { try sorter.add(line) }

    /// Writes the index, with the lines of the present one if `mergingExisting`; without them they are lost.
    ///
    /// - Returns: How many lines it has.
    /// - Throws: `.unsorted` if the present index is not in byte order; `.diskFull`, `.io`. The present index then stays as it is.
    @discardableResult
    public func finish(mergingExisting: Bool) throws(CDXError) -> Int {
        if mergingExisting, FileSystem.exists(path) { try sorter.add(sortedFile: path) }
        var count = 0
        try UnfinishedFile.write(path) { file in
            var output = LineOutput { try file.append($0) }
            try sorter.forEachLine { line in
                try output.add(line)
                count += 1
            }
            try output.flush()
        }
        return count
    }
}

/// A file that gets its name only when it is whole.
enum UnfinishedFile {
    /// Writes a file beside its name, brings it to the disk, and gives it the name; what was there before is replaced.
    ///
    /// - Throws: `.diskFull`, `.io`, `CDXError` as `write` throws it; nothing is left of the file then.
    static func write(_ path: String, _ write: (OpenFile) throws -> Void) throws(CDXError) {
        let temporary = temporaryName(path)
        do {
            let file = try OpenFile(appending: temporary, create: true)
            try write(file)
            try close(file)
            try FileSystem.rename(temporary, to: path)
        } catch {
            try? FileSystem.remove(temporary)
            throw failure(error, path)
        }
    }

    static func temporaryName(_ path: String) -> String {
        path + "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
    }

    static func close(_ file: OpenFile) throws(ByteStreamError) {
        try file.dataSync()
        try file.close()
    }

    static func failure(_ error: any Error, _ path: String) -> CDXError {
        if let error = error as? CDXError { return error }
        if let error = error as? ByteStreamError { return CDXError(error, path: path, "cannot write the index") }
        return CDXError(.io, path: path, "cannot write the index: \(error)")
    }
}
