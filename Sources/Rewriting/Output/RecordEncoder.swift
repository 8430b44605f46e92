// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Writes records one by one in the form of a container: a gzip member, a Zstandard frame, or the bytes as they are.
///
/// Records of at most `wholeRecordLimit` are compressed whole, bigger ones piece by piece: memory stays flat. Used by one thread.
final class RecordEncoder {
    /// Header, block and trailer of a record that is still held in memory at once; the compressed bytes come on top of it.
    static let wholeRecordLimit = 8 << 20

    private enum Form {
        case plain
        case gzip(GzipCompressor, level: Int)
        case zstd(ZstdCompressor, level: Int, ZstdDictionary?)
    }

    private let form: Form
    private var whole: [UInt8] = []

    /// An encoder; the level is that of the format (gzip 0 to 12, zstd 1 to 22), nil its usual one.
    init(_ format: RewriteFormat, level: Int? = nil, dictionary: ZstdDictionary? = nil) {
        switch format {
        case .warc: form = .plain
        case .gz: form = .gzip(GzipCompressor(level: level ?? 6), level: level ?? 6)
        case .zst:
            form = .zstd(ZstdCompressor(level: level ?? 3, dictionary: dictionary), level: level ?? 3, dictionary)
        }
    }

    /// Writes one record with the trailer that every record has.
    ///
    /// `block` is called once and hands over exactly `count` bytes; if it does not, or anything else goes wrong, the output is cut back
    /// to where it was.
    /// - Throws: What `block` throws; `.truncated` or `.tooLarge` for another number of bytes; `.diskFull` and others.
    func write(
        header: [UInt8], count: UInt64, to output: RewriteOutput,
        block: (BlockSink) throws -> Void
    ) throws {
        let start = output.position
        do {
            try encode(header, count, output, block)
        } catch {
            try output.cut(to: start)
            throw error
        }
    }

    /// A small record as bytes.
    func encoded(header: [UInt8], block: [UInt8]) throws(ByteStreamError) -> [UInt8] {
        let record = header + block + Self.trailer
        switch form {
        case .plain: return record
        case .gzip(let compressor, _): return try compressor.member(record)
        case .zstd(let compressor, _, _): return try compressor.frame(record)
        }
    }

    private func encode(
        _ header: [UInt8], _ count: UInt64, _ output: RewriteOutput, _ block: (BlockSink) throws -> Void
    ) throws {
        let (total, overflow) = count.addingReportingOverflow(UInt64(header.count + Self.trailer.count))
        guard !overflow else { throw ByteStreamError(.tooLarge, "a block of \(count) bytes") }
        if case .plain = form {
            return try stream(header, count, block) { try output.append($0) }
        }
        guard total > UInt64(Self.wholeRecordLimit) else {
            whole.removeAll(keepingCapacity: true)
            whole.reserveCapacity(Int(total))
            try stream(header, count, block) { [self] in whole.append(contentsOf: $0) }
            return try compressWhole(to: output)
        }
        whole = []
        switch form {
        case .plain: break
        case .gzip(_, let level):
            let member = GzipMemberWriter(level: level) { try output.append($0) }
            try stream(header, count, block) { try member.write($0) }
            try member.finish()
        case .zstd(_, let level, let dictionary):
            let frame = ZstdFrameWriter(level: level, dictionary: dictionary, contentSize: total) {
                try output.append($0)
            }
            try stream(header, count, block) { try frame.write($0) }
            try frame.finish()
        }
    }

    private func compressWhole(to output: RewriteOutput) throws {
        switch form {
        case .plain: break
        case .gzip(let compressor, _):
            try whole.withUnsafeBytes { try compressor.compress($0) { try output.append($0) } }
        case .zstd(let compressor, _, _):
            try output.append(try compressor.frame(whole))
        }
    }

    /// Hands over header, block and trailer, and counts.
    private func stream(
        _ header: [UInt8], _ count: UInt64, _ block: (BlockSink) throws -> Void,
        _ sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try header.withUnsafeBytes { try sink($0) }
        let counted = BlockSink(count: count, sink)
        try block(counted)
        try counted.finish()
        try Self.trailer.withUnsafeBytes { try sink($0) }
    }

    static let trailer: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
}

/// Takes the bytes of one block, and sees to it that they are as many as its Content-Length says.
final class BlockSink {
    private let count: UInt64
    private var left: UInt64
    private let sink: (UnsafeRawBufferPointer) throws -> Void

    init(count: UInt64, _ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.count = count
        left = count
        self.sink = sink
    }

    /// Takes the next bytes.
    /// - Throws: `.tooLarge` for more than there are to be; what the place they go to throws.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard UInt64(bytes.count) <= left else {
            throw ByteStreamError(.tooLarge, "the block has more than its \(count) bytes")
        }
        left -= UInt64(bytes.count)
        try sink(bytes)
    }

    fileprivate func finish() throws {
        guard left == 0 else {
            throw ByteStreamError(.truncated, "the block ends \(left) bytes before its \(count)")
        }
    }
}
