// SPDX-License-Identifier: EUPL-1.2

import CZlib

/// Compresses bytes into one gzip member while they come (zlib), for what is too big to be held at once.
///
/// Owned by one thread at a time; it owns one `z_stream`.
public final class GzipMemberWriter {
    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutableRawBufferPointer
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var isFinished = false

    /// A writer of one member.
    ///
    /// - Parameters:
    ///   - level: 0 (stored) to 9 (slowest); others are held to that.
    ///   - sink: Takes the compressed bytes in order; the buffer is valid only during the call.
    public init(level: Int = 6, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        buffer = .allocate(byteCount: 1 << 16, alignment: 16)
        self.sink = sink
        let size = Int32(MemoryLayout<z_stream>.size)
        let result = deflateInit2_(
            stream, Int32(min(max(level, 0), 9)), Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard result == Z_OK else { fatalError("no memory for compression") }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        buffer.deallocate()
    }

    /// Takes the next bytes in.
    /// - Throws: What the sink throws; `.closed` after `finish`.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            try run(part, Z_NO_FLUSH)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
        }
    }

    /// Takes the next bytes in.
    /// - Throws: What the sink throws; `.closed` after `finish`.
    public func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Ends the member; call it once, after the last bytes.
    /// - Throws: What the sink throws; `.closed` the second time.
    public func finish() throws {
        try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH)
        isFinished = true
    }

    private func run(_ input: UnsafeRawBufferPointer, _ flush: Int32) throws {
        guard !isFinished else { throw ByteStreamError(.closed, "the gzip member was finished before") }
        stream.pointee.next_in = input.baseAddress.map {
            UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
        }
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(buffer.count)
            let result = deflate(stream, flush)
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
                throw ByteStreamError(.io, "compression failed (zlib error \(result))")
            }
            let count = buffer.count - Int(stream.pointee.avail_out)
            if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        } while stream.pointee.avail_out == 0
    }
}
