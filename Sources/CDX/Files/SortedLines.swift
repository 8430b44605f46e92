// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// A plain file of sorted lines that is searched where it lies. Several threads may search at once.
struct SortedLines: Sendable {
    let file: OpenFile

    init(path: String) throws(CDXError) {
        do { file = try OpenFile(reading: path) } catch { throw CDXError(error, path: path, "cannot open the index") }
    }

    /// The first bytes of the file.
    func beginning(_ count: Int) throws(CDXError) -> [UInt8] {
        do { return try file.read(at: 0, count: count) } catch {
            throw CDXError(error, path: file.path, "cannot read the index")
        }
    }

    /// A reader at a line that is not after the first one at or after `key`, and not far before it: at the last one before the key, or
    /// at lines before that.
    func reader(at key: ArraySlice<UInt8>) throws(CDXError) -> IndexLineReader {
        var low: UInt64 = 0
        var high: UInt64
        do { high = try file.size() } catch { throw CDXError(error, path: file.path, "cannot read the index") }
        // Every line that starts before `low` is before the key, none that starts at or after `high` is.
        while high - low > 1 << 13 {
            let middle = low + (high - low) / 2
            let reader = IndexLineReader(file: file, offset: middle)
            // The line that `middle` lies in belongs to the lower half.
            guard try reader.next() != nil, let line = try reader.next(), reader.lineOffset < high else {
                high = middle
                continue
            }
            if ByteOrder.isLess(line, key) { low = reader.lineOffset } else { high = middle }
        }
        return IndexLineReader(file: file, offset: low)
    }
}
