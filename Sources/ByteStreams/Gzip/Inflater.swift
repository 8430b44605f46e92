// SPDX-License-Identifier: EUPL-1.2

import CZlib

/// Decompresses one DEFLATE stream piece by piece (zlib).
///
/// Owned by one thread at a time; it owns one `z_stream`, whose address zlib remembers: hence the allocation.
public final class Inflater {
    /// What is around the compressed data.
    public enum Wrapping: Sendable {
        /// A gzip member (RFC 1952).
        case gzip
        /// A zlib stream (RFC 1950).
        case zlib
        /// Nothing (RFC 1951).
        case none
    }

    /// What one step did.
    public struct Step: Sendable {
        /// Bytes of the input that were used.
        public var consumed: Int
        /// Bytes that were written to the output.
        public var produced: Int
        /// Whether the stream is complete and its checksum right; bytes after `consumed` do not belong to it.
        public var isAtEnd: Bool
    }

    private let stream: UnsafeMutablePointer<z_stream>

    /// A decompressor at the start of a stream.
    public init(_ wrapping: Wrapping) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let windowBits: Int32 =
            switch wrapping {
            case .gzip: MAX_WBITS + 16
            case .zlib: MAX_WBITS
            case .none: -MAX_WBITS
            }
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
            fatalError("no memory for decompression")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Goes back to the start of a new stream of the same wrapping.
    public func reset() { inflateReset(stream) }

    /// Decompresses as much of `input` as fits into `output`.
    ///
    /// Neither consumed nor produced a byte means that more input is needed (or a larger output than none).
    /// - Throws: `.corrupt` with zlib's own text when the input is not such a stream or its checksum is wrong.
    public func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ByteStreamError) -> Step {
        // zlib counts in UInt32: larger buffers are taken in several steps.
        let inputCount = UInt32(min(input.count, 1 << 30))
        let outputCount = UInt32(min(output.count, 1 << 30))
        guard outputCount > 0, let target = output.baseAddress else {
            return Step(consumed: 0, produced: 0, isAtEnd: false)
        }
        stream.pointee.next_in = input.baseAddress.map {
            UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
        }
        stream.pointee.avail_in = inputCount
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = outputCount
        let result = inflate(stream, Z_NO_FLUSH)
        let text = stream.pointee.msg.map { String(cString: $0) }
        let step = Step(
            consumed: Int(inputCount - stream.pointee.avail_in), produced: Int(outputCount - stream.pointee.avail_out),
            isAtEnd: result == Z_STREAM_END)
        // zlib must not keep pointers into buffers that end with this call.
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        stream.pointee.avail_in = 0
        stream.pointee.avail_out = 0
        switch result {
        case Z_OK, Z_STREAM_END, Z_BUF_ERROR: return step
        case Z_NEED_DICT: throw ByteStreamError(.corrupt, "the compressed data needs a preset dictionary")
        case Z_MEM_ERROR: throw ByteStreamError(.io, "no memory for decompression")
        default: throw ByteStreamError(.corrupt, "the compressed data is damaged (\(text ?? "zlib error \(result)"))")
        }
    }
}
