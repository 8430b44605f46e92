// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// Compresses bytes into one Zstandard frame while they come (libzstd), for what is too big to be held at once.
///
/// The frame is like those of `ZstdCompressor`; its size must be known before. Owned by one thread at a time.
public final class ZstdFrameWriter {
    private let context: ZstdCompression
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private let size: UInt64
    private var taken: UInt64 = 0
    private var isFinished = false

    /// A writer of one frame.
    ///
    /// - Parameters:
    ///   - level: 1 to 22 (slowest); others are held to that.
    ///   - dictionary: That of the file.
    ///   - contentSize: The bytes that will come, exactly.
    ///   - sink: Takes the compressed bytes in order; the buffer is valid only during the call.
    public init(
        level: Int = 3, dictionary: ZstdDictionary? = nil, contentSize: UInt64,
        sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
        context = ZstdCompression(level: level, dictionary: dictionary)
        size = contentSize
        self.sink = sink
        ZSTD_CCtx_setPledgedSrcSize(context.handle, contentSize)
    }

    deinit { buffer.deallocate() }

    /// Takes the next bytes in.
    /// - Throws: What the sink throws; `.tooLarge` for more bytes than announced; `.closed` after `finish`.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard UInt64(bytes.count) <= size - taken else {
            throw ByteStreamError(.tooLarge, "more bytes than the \(size) that the Zstandard frame was begun for")
        }
        try run(bytes, ZSTD_e_continue)
        taken += UInt64(bytes.count)
    }

    /// Takes the next bytes in.
    /// - Throws: As the call with a buffer.
    public func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Ends the frame; call it once, after the last bytes.
    /// - Throws: What the sink throws; `.truncated` if bytes are missing; `.closed` the second time.
    public func finish() throws {
        guard taken == size else {
            throw ByteStreamError(.truncated, "only \(taken) bytes came of the \(size) that the Zstandard frame has")
        }
        try run(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
        isFinished = true
    }

    private func run(_ input: UnsafeRawBufferPointer, _ directive: ZSTD_EndDirective) throws {
        guard !isFinished else { throw ByteStreamError(.closed, "the Zstandard frame was finished before") }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        while true {
            var target = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
            let result = ZSTD_compressStream2(context.handle, &target, &source, directive)
            let left = try Zstd.checked(result, "the bytes do not fit the size of the Zstandard frame")
            if target.pos > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<target.pos])) }
            if directive == ZSTD_e_end ? left == 0 : source.pos == source.size { return }
        }
    }
}
