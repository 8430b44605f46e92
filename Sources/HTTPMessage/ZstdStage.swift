// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// Zstandard (RFC 8878), any number of frames; owns one decompression stream of libzstd.
final class ZstdStage: DecodingStage {
    private let stream: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var isAtFrameEnd = false

    init() {
        guard let stream = ZSTD_createDStream() else { fatalError("no memory for decompression") }
        self.stream = stream
        // As content coding the window is at most 8 MiB (RFC 9659 §3): what asks for more is an attack on memory.
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 23)
    }

    deinit {
        ZSTD_freeDStream(stream)
        buffer.deallocate()
    }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        while true {
            var target = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
            let before = source.pos
            let result = ZSTD_decompressStream(stream, &target, &source)
            guard ZSTD_isError(result) == 0 else {
                let text = ZSTD_getErrorName(result).map { String(cString: $0) } ?? "error \(result)"
                throw HTTPMessageError(.damaged, "the zstd data is damaged (\(text))")
            }
            if target.pos > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<target.pos])) }
            if target.pos > 0 || source.pos > before { isAtFrameEnd = result == 0 }
            let isDrained = target.pos < buffer.count
            if isDrained, source.pos == source.size || (source.pos == before && target.pos == 0) { return }
        }
    }

    func finish(_ sink: ContentDecoder.Sink) throws {
        guard !isAtFrameEnd else { return }
        throw HTTPMessageError(.truncated, "the zstd body ends before its content does")
    }
}
