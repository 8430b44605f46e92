// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// A copy of a file in which single records are others; everything between them is copied byte for byte.
final class RecordReplacement {
    let output: RewriteOutput?
    private(set) var bytesIn: UInt64
    private(set) var bytesOut: UInt64 = 0
    private let file: OpenFile
    private let encoder: RecordEncoder
    /// Up to here the file was taken over.
    private var done: UInt64 = 0

    /// Without an output only the bytes are counted.
    init(file: OpenFile, output: RewriteOutput?) throws {
        self.file = file
        self.output = output
        bytesIn = try file.size()
        let format: RewriteFormat =
            switch try WARCReader(file: file, offset: 0).container {
            case .plain: .warc
            case .gzip: .gz
            case .zstd: .zst
            }
        encoder = RecordEncoder(format, dictionary: try ZstdDictionary.atStart(of: file)?.dictionary)
    }

    /// The bytes of a record that was read to its end, with the trailer; nil if it is not alone in its member.
    func extent(of record: WARCRecord, _ container: WARCContainer) throws -> Range<UInt64>? {
        let location = record.location
        guard location.length > 0, !record.header.version.hasPrefix("ARC/") else { return nil }
        let trailer: UInt64 = container == .plain ? 4 : 0
        return location.offset..<location.offset + location.length + trailer
    }

    /// Puts a small record in the place of another if it is smaller. Says whether it did.
    func replace(_ extent: Range<UInt64>, header: WARCHeader, block: [UInt8]) throws -> Bool {
        let bytes = try encoder.encoded(header: header.serialized(), block: block)
        guard bytes.count < extent.count else { return false }
        try copy(upTo: extent.lowerBound)
        try output?.append(bytes)
        bytesOut += UInt64(bytes.count)
        done = extent.upperBound
        return true
    }

    /// Puts a record of any size in the place of another.
    func replace(
        _ extent: Range<UInt64>, header: WARCHeader, count: UInt64, block: (BlockSink) throws -> Void
    ) throws {
        try copy(upTo: extent.lowerBound)
        guard let output else {
            // What the block takes up as it is: more than it will.
            bytesOut += count
            return done = extent.upperBound
        }
        let start = output.position
        try encoder.write(header: header.serialized(), count: count, to: output, block: block)
        bytesOut += output.position - start
        done = extent.upperBound
    }

    /// Takes over the rest and gives the file its name.
    func finish() throws {
        try copy(upTo: bytesIn)
        try output?.commit()
    }

    private func copy(upTo end: UInt64) throws {
        guard done < end else { return }
        try output?.copy(done..<end, of: file)
        bytesOut += end - done
        done = end
    }
}
