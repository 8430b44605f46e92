// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// Makes the gzip members of records in memory, so that several threads can compress while one writes.
///
/// Owned by one thread at a time; it owns one compressor.
public final class WARCRecordPacker {
    /// Blocks up to this size, in bytes, are compressed whole in memory; bigger ones piece by piece while they are written.
    public static let longestBlock: UInt64 = 4 << 20

    private let compressor: GzipCompressor
    private let digest: DigestAlgorithm

    /// A packer. `level` is that of gzip, 1 to 9, and `blockDigest` the algorithm of WARC-Block-Digest.
    public init(level: Int = 6, blockDigest: DigestAlgorithm = .sha256) {
        compressor = GzipCompressor(level: level)
        digest = blockDigest
    }

    /// The members of records that belong together; nil when one of them is too big to be held in memory.
    ///
    /// - Throws: What reading a spooled body throws.
    public func pack(_ records: [WARCRecordDraft]) throws -> PackedRecords? {
        guard records.allSatisfy({ $0.blockCount <= Self.longestBlock }) else { return nil }
        var packed = PackedRecords(bytes: [], lengths: [])
        for record in records {
            let start = packed.bytes.count
            try pack(record) { packed.bytes.append(contentsOf: $0) }
            packed.lengths.append(packed.bytes.count - start)
        }
        return packed
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

/// Records that belong together as gzip members, ready to be appended to a file.
public struct PackedRecords: Sendable {
    /// The members, one behind the other.
    var bytes: [UInt8]
    /// The length of each member, in bytes.
    var lengths: [Int]

    /// The number of bytes that they take in the file.
    public var count: Int { bytes.count }
}
