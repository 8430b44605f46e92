// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A sorted index that is searched where it lies: nothing of it is kept in memory, whatever its size.
///
/// Three forms: a plain file of lines; a ZipNum index, named by its `.idx`, whose blocks are in files that the `.loc` beside it names; and
/// the index of a WACZ file, named by its `.idx`, whose first line names the file of the blocks. All must be sorted by bytes, as
/// `IndexWriter` and `LC_ALL=C sort` leave them. Several threads may search at once.
public final class SortedIndexFile: Sendable {
    /// The file.
    public let path: String
    private let lines: SortedLines
    private let blocks: BlockIndex?

    /// An index.
    /// - Throws: `.notFound`, `.io`; `.malformed` for a compressed file, which can be searched only by its `.idx`.
    public init(path: String) throws(CDXError) {
        self.path = path
        lines = try SortedLines(path: path)
        let beginning = try lines.beginning(1 << 12)
        guard !beginning.starts(with: [0x1F, 0x8B]) else {
            throw CDXError(
                .malformed, path: path, "expected lines, found gzip",
                hint: "a compressed index is opened by its .idx file")
        }
        blocks = try BlockIndex(lines: lines, beginning: beginning)
    }

    /// The lines that come at or after `key`, in order.
    /// - Throws: `.io`, `.malformed` for a file without lines.
    public func lines(from key: String) throws(CDXError) -> IndexLines {
        try lines(in: CDXRange(lower: Array(key.utf8), upper: nil))
    }

    /// The lines that start with `prefix`, in order: with `com,example)/ ` all captures of one address.
    /// - Throws: As above.
    public func lines(matching prefix: String) throws(CDXError) -> IndexLines {
        try lines(in: CDXRange(beginning: Array(prefix.utf8)))
    }

    /// The lines of a stretch, in order.
    /// - Throws: As above.
    public func lines(in range: CDXRange) throws(CDXError) -> IndexLines {
        let source: any IndexLineSource =
            if let blocks { try blocks.reader(at: range.lower[...]) } else { try lines.reader(at: range.lower[...]) }
        return IndexLines(source: source, range: range)
    }
}

/// Lines of an index, one after the other. Used by one thread.
public final class IndexLines {
    private let source: any IndexLineSource
    private let range: CDXRange
    private var isStarted = false

    init(source: any IndexLineSource, range: CDXRange) {
        self.source = source
        self.range = range
    }

    /// The next line without its end; nil after the last one that was asked for. Header lines are left out.
    /// - Throws: `.io`, `.malformed`; `.notFound` for a file of blocks that is not there.
    public func next() throws(CDXError) -> String? {
        while let line = try source.next() {
            if !isStarted {
                if ByteOrder.isLess(line, range.lower[...]) { continue }
                isStarted = true
            }
            if let upper = range.upper, !ByteOrder.isLess(line, upper[...]) { return nil }
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            if CDXRecord.isHeader(text) || text.isEmpty { continue }
            return text
        }
        return nil
    }
}
