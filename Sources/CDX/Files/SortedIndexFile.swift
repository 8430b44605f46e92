// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A sorted index that is searched where it lies: nothing of it is kept in memory.
///
/// The file must be sorted by bytes, as `IndexWriter` and `LC_ALL=C sort` leave it. Several threads may search at once.
public final class SortedIndexFile: Sendable {
    /// The file.
    public let path: String
    private let file: OpenFile

    /// An index.
    /// - Throws: `.notFound`, `.io`.
    public init(path: String) throws(CDXError) {
        self.path = path
        do { file = try OpenFile(reading: path) } catch { throw CDXError(error, path: path, "cannot open the index") }
    }

    /// The lines that come at or after `key`, in order.
    /// - Throws: `.io`, `.malformed` for a file without lines.
    public func lines(from key: String) throws(CDXError) -> IndexLines {
        IndexLines(reader: try reader(at: key), from: Array(key.utf8), prefix: [])
    }

    /// The lines that start with `prefix`, in order: with `com,example)/ ` all captures of one address.
    /// - Throws: As above.
    public func lines(matching prefix: String) throws(CDXError) -> IndexLines {
        IndexLines(reader: try reader(at: prefix), from: Array(prefix.utf8), prefix: Array(prefix.utf8))
    }

    /// A reader at a line that is not after the first one at or after `key`, and not far before it.
    private func reader(at key: String) throws(CDXError) -> IndexLineReader {
        let wanted = Array(key.utf8)[...]
        var low: UInt64 = 0
        var high: UInt64
        do { high = try file.size() } catch { throw CDXError(error, path: path, "cannot read the index") }
        // Every line that starts before `low` is before the key, none that starts at or after `high` is.
        while high - low > 1 << 13 {
            let middle = low + (high - low) / 2
            let reader = IndexLineReader(file: file, offset: middle)
            // The line that `middle` lies in belongs to the lower half.
            guard try reader.next() != nil, let line = try reader.next(), reader.lineOffset < high else {
                high = middle
                continue
            }
            if ByteOrder.isLess(line, wanted) { low = reader.lineOffset } else { high = middle }
        }
        return IndexLineReader(file: file, offset: low)
    }
}

/// Lines of an index, one after the other. Used by one thread.
public final class IndexLines {
    private let reader: IndexLineReader
    private let key: [UInt8]
    private let prefix: [UInt8]
    private var isStarted = false

    init(reader: IndexLineReader, from key: [UInt8], prefix: [UInt8]) {
        self.reader = reader
        self.key = key
        self.prefix = prefix
    }

    /// The next line without its end; nil after the last one that was asked for. Header lines are left out.
    /// - Throws: `.io`, `.malformed`.
    public func next() throws(CDXError) -> String? {
        while let line = try reader.next() {
            if !isStarted {
                if ByteOrder.isLess(line, key[...]) { continue }
                isStarted = true
            }
            guard line.starts(with: prefix) else { return nil }
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            if CDXRecord.isHeader(text) || text.isEmpty { continue }
            return text
        }
        return nil
    }
}
