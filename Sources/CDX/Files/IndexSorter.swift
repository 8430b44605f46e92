// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Sorts the lines of an index: in any order in, by `LC_ALL=C` byte order out, exact repetitions dropped.
///
/// Memory is bounded by a limit; what goes beyond it is sorted in runs, in files without a name, which are merged. Index files that are
/// sorted already are merged in as they are. A header line such as ` CDX N b a …` sorts before all others by itself. Used by one thread.
public final class IndexSorter {
    /// The runs that are merged at once; each takes a buffer.
    private static let runLimit = 64

    private let folder: String
    private let memoryLimit: Int
    private var bytes: [UInt8] = []
    private var lines: [Range<Int>] = []
    private var runs: [OpenFile] = []
    private var files: [any IndexLineSource] = []

    /// A sorter that keeps its runs in a folder; `memoryLimit` is in bytes.
    public init(folder: String = "/tmp", memoryLimit: Int = 16 << 20) {
        self.folder = folder
        self.memoryLimit = memoryLimit
    }

    /// Adds a line, without a line end.
    /// - Throws: `.malformed` for a line with an end in it or of more than a mebibyte; `.diskFull`, `.io`.
    public func add(_ line: String) throws(CDXError) {
        var line = Array(line.utf8)
        guard !line.contains(0x0A) else { throw Self.notOneLine }
        line.append(0x0A)
        try add(lines: line)
    }

    /// Adds lines that each end with LF.
    /// - Throws: `.malformed` for a line of more than a mebibyte; `.diskFull`, `.io`.
    public func add(lines added: [UInt8]) throws(CDXError) {
        // In pieces, so that many lines at once do not go beyond the limit.
        let piece = max(1 << 10, memoryLimit / 8)
        var start = 0
        while start < added.count {
            let place = bytes.count
            let end = Self.endOfLines(added, from: start, atLeast: piece)
            bytes.append(contentsOf: added[start..<end])
            try noteLines(from: place)
            // A range takes 16 bytes.
            if bytes.count + lines.count * 16 > memoryLimit { try spill() }
            start = end
        }
    }

    /// The end of the line in which that many bytes are reached.
    private static func endOfLines(_ bytes: [UInt8], from start: Int, atLeast count: Int) -> Int {
        guard bytes.count - start > count else { return bytes.count }
        return bytes[(start + count)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    private func noteLines(from place: Int) throws(CDXError) {
        var start = place
        while start < bytes.count {
            let end = IndexLineReader.lineFeed(in: bytes, from: start) ?? bytes.count
            guard end - start <= IndexLineReader.lineLimit else {
                bytes.removeLast(bytes.count - start)
                throw Self.notOneLine
            }
            lines.append(start..<end)
            start = end + 1
        }
    }

    /// Adds the lines of an index file that is sorted, plain, compressed, or the `.idx` of blocks; it is read when the lines are handed out.
    ///
    /// With a `format`, header lines are left out, CR at the end of a line too, and a line of another form is an error then.
    /// - Throws: `.notFound`, `.io`; `.malformed` for an `.idx` that cannot be read.
    public func add(sortedFile path: String, as format: CDXFormat? = nil) throws(CDXError) {
        let lines = try SortedLines(path: path)
        let source: any IndexLineSource
        if let blocks = try BlockIndex(lines: lines, beginning: try lines.beginning(1 << 12)) {
            source = try blocks.reader(at: [])
        } else {
            source = try IndexLineReader(whole: lines.file)
        }
        files.append(format.map { FormCheckedLines(source, as: $0) } ?? source)
    }

    /// Hands over all lines in order, without line ends, and forgets them. The slice is valid only during the call.
    ///
    /// - Throws: `.unsorted` if an index file that was added is not in byte order; `.diskFull`, `.io`; what `body` throws.
    public func forEachLine(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        sortLines()
        defer {
            bytes = []
            lines = []
            runs = []
            files = []
        }
        // Without runs and files there is nothing to merge.
        if runs.isEmpty, files.isEmpty {
            for (index, line) in lines.enumerated() {
                if index > 0, bytes[lines[index - 1]] == bytes[line] { continue }
                try body(bytes[line])
            }
            return
        }
        try spill()
        var merge = try RunMerge(runs: runs, files: files)
        try merge.forEachLine(body)
    }

    private static let notOneLine = CDXError(.malformed, "a line of an index is one line of at most a mebibyte")

    private func sortLines() {
        bytes.withUnsafeBytes { all in
            lines.sort { left, right in
                ByteOrder.isLess(
                    UnsafeRawBufferPointer(rebasing: all[left]), UnsafeRawBufferPointer(rebasing: all[right]))
            }
        }
    }

    /// Sorts what is in memory into a run of its own.
    private func spill() throws(CDXError) {
        guard !lines.isEmpty else { return }
        sortLines()
        try addRun { run in
            for line in lines { try run.add(bytes[line]) }
        }
        bytes.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        guard runs.count >= Self.runLimit else { return }
        let merged = runs
        runs = []
        try addRun { run in
            var merge = try RunMerge(runs: merged, files: [])
            try merge.forEachLine { try run.add($0) }
        }
    }

    private func addRun(_ write: (inout LineOutput) throws -> Void) throws(CDXError) {
        do {
            let file = try OpenFile(unlinkedIn: folder)
            var output = LineOutput { try file.append($0) }
            try write(&output)
            try output.flush()
            runs.append(file)
        } catch let error as CDXError {
            throw error
        } catch let error as ByteStreamError {
            throw CDXError(error, path: folder, "cannot sort the index")
        } catch {
            throw CDXError(.io, path: folder, "cannot sort the index: \(error)")
        }
    }
}

/// Collects lines into bigger writes.
struct LineOutput {
    private var pending: [UInt8] = []
    private let write: ([UInt8]) throws -> Void

    init(write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    mutating func add(_ line: ArraySlice<UInt8>) throws {
        pending.append(contentsOf: line)
        pending.append(0x0A)
        if pending.count >= 1 << 18 { try flush() }
    }

    mutating func flush() throws {
        guard !pending.isEmpty else { return }
        try write(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
