// SPDX-License-Identifier: EUPL-1.2

import CZlib

/// zlib at its best: one stream for all records, reset between them, the whole record in and the whole member out.
final class ZlibCompressor {
    private let stream: UnsafeMutablePointer<z_stream>

    /// A compressor of members of gzip.
    init(level: Int32) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for the framing of gzip.
        let status = deflateInit2_(
            stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "no memory for zlib")
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// One member.
    func member(_ bytes: [UInt8]) -> [UInt8] {
        deflateReset(stream)
        let bound = Int(deflateBound(stream, UInt(bytes.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            bytes.withUnsafeBytes { source in
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.bindMemory(to: UInt8.self).baseAddress)
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(bound)
                let status = deflate(stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "zlib did not finish")
            }
            count = bound - Int(stream.pointee.avail_out)
        }
    }
}
