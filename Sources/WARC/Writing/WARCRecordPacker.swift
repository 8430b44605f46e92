// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Makes the gzip members of records in memory. Owned by one thread at a time; it owns one compressor.
final class WARCRecordPacker {
    /// Blocks up to this size, in bytes, are compressed whole in memory; bigger ones piece by piece while they are written.
    static let longestBlock: UInt64 = 4 << 20

    private let compressor: GzipCompressor
    private let digest: DigestAlgorithm

    /// A packer. `level` is that of gzip, 1 to 9, and `blockDigest` the algorithm of WARC-Block-Digest.
    init(level: Int = 6, blockDigest: DigestAlgorithm = .sha256) {
        compressor = GzipCompressor(level: level)
        digest = blockDigest
    }

    /// Hands over the member of one record; the buffer is valid only during the call.
    func pack(_ record: WARCRecordDraft, into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let count = record.blockCount
        var whole = try Self.header(of: record, digest).serialized()
        whole.reserveCapacity(whole.count + Int(count) + Self.trailer.count)
        for piece in record.block { try piece.forEachChunk { whole.append(contentsOf: $0) } }
        whole += Self.trailer
        try whole.withUnsafeBytes { try compressor.compress($0, sink) }
    }

    /// The two line ends behind a block (ISO 28500:2017 §4).
    static let trailer: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]

    /// The header with what only the writer knows.
    static func header(of record: WARCRecordDraft, _ digest: DigestAlgorithm) throws -> WARCHeader {
        let stream = DigestStream(digest)
        for piece in record.block { try piece.forEachChunk { stream.update($0) } }
        var header = record.header
        header.set("WARC-Block-Digest", stream.finish().labelled)
        // Last, where people and older parsers look for it.
        header.remove("Content-Length")
        header.append("Content-Length", String(record.blockCount))
        return header
    }
}
