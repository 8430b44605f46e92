// SPDX-License-Identifier: EUPL-1.2

import CDeflate

/// Compresses whole byte runs, each into one gzip member (libdeflate: twice as fast as zlib, but it needs all bytes at once).
///
/// Owned by one thread at a time; it owns one `libdeflate_compressor`.
public final class GzipCompressor {
    private let compressor: OpaquePointer
    private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    /// A compressor; the level goes from 0 (stored) to 12 (slowest), others are held to that.
    public init(level: Int = 6) {
        guard let compressor = libdeflate_alloc_compressor(Int32(min(max(level, 0), 12))) else {
            fatalError("no memory for compression")
        }
        self.compressor = compressor
    }

    deinit {
        libdeflate_free_compressor(compressor)
        buffer.deallocate()
    }

    /// Hands over one gzip member (RFC 1952) without name and time, so that equal bytes give equal members.
    ///
    /// The buffer is the compressor's own, used again for the next member, and valid only during the call.
    /// - Throws: What `body` throws; `.tooLarge` should the output not fit its computed bound.
    public func compress(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
        if buffer.count < bound {
            buffer.deallocate()
            buffer = .allocate(byteCount: max(bound, 1 << 16), alignment: 16)
        }
        let count = libdeflate_gzip_compress(
            compressor, bytes.baseAddress, bytes.count, buffer.baseAddress, buffer.count)
        guard count > 0 else {
            throw ByteStreamError(.tooLarge, "\(bytes.count) bytes did not fit into one gzip member")
        }
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }

    /// One gzip member (RFC 1952) without name and time, so that equal bytes give equal members.
    /// - Throws: `.tooLarge` should the output not fit its computed bound.
    public func member(_ bytes: [UInt8]) throws(ByteStreamError) -> [UInt8] {
        let bound = libdeflate_gzip_compress_bound(compressor, bytes.count)
        let member = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            count = bytes.withUnsafeBytes {
                libdeflate_gzip_compress(compressor, $0.baseAddress, $0.count, target.baseAddress, bound)
            }
        }
        guard !member.isEmpty else {
            throw ByteStreamError(.tooLarge, "\(bytes.count) bytes did not fit into one gzip member")
        }
        return member
    }
}
