// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
package import WARC

/// One record of a file by the offset at which it, or its gzip member, starts.
package struct RecordAtOffset {
    /// The record, its block unread.
    package let record: WARCRecord

    /// The file as it was named.
    package var path: String { file.path }

    private let file: OpenFile
    private let reader: WARCReader

    /// Opens the file and goes to the record.
    /// - Throws: `WARCError` `.notFound`, `.io`; `.corrupt` if no record starts there.
    package init(path: String, offset: UInt64) throws(WARCError) {
        do { file = try OpenFile(reading: path) } catch {
            throw WARCError(
                error.code == .notFound ? .notFound : .io, path: path, error.message)
        }
        reader = try WARCReader(file: file, offset: offset)
        // What was found on the way to a record further on says what stands here instead.
        guard let record = try reader.next(), record.location.offset == offset else {
            let found = reader.findings.first.map { ": " + $0.message } ?? ""
            throw WARCError(
                .corrupt, path: path, offset: offset, "no record starts at this offset\(found)",
                hint: "kabinet ls \(path) lists the offsets of its records")
        }
        self.record = record
    }

    /// What the reader found wrong so far.
    package func takeFindings() -> [WARCFinding] { reader.takeFindings() }

    /// Hands over the bytes of the record as they are stored: the gzip member, or the plain record without the empty lines after it.
    /// - Throws: What `body` throws; `WARCError` `.io`, `.corrupt` if several records share the member.
    package func forEachStoredChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try record.finish()
        var (offset, left) = (record.location.offset, record.location.length)
        guard left > 0 else {
            throw WARCError(
                .corrupt, path: file.path, offset: offset, "the record has no gzip member of its own, or a damaged one",
                hint: "kabinet recompress makes a file of one member per record")
        }
        while left > 0 {
            let bytes = try file.read(at: offset, count: Int(clamping: min(left, 1 << 18)))
            guard !bytes.isEmpty else { return }
            try bytes.withUnsafeBytes { try body($0) }
            offset += UInt64(bytes.count)
            left -= UInt64(bytes.count)
        }
    }
}
