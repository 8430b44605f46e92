// SPDX-License-Identifier: EUPL-1.2

import CBrotli

/// Brotli (RFC 7932); owns one decoder of libbrotlidec.
final class BrotliStage: DecodingStage {
    private let decoder: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var isAtEnd = false

    init() {
        guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else {
            fatalError("no memory for decompression")
        }
        self.decoder = decoder
    }

    deinit {
        BrotliDecoderDestroyInstance(decoder)
        buffer.deallocate()
    }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: ContentDecoder.Sink) throws {
        var inputCount = input.count
        var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        while !isAtEnd {
            var outputCount = buffer.count
            var output = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let result = BrotliDecoderDecompressStream(decoder, &inputCount, &next, &outputCount, &output, nil)
            let produced = buffer.count - outputCount
            if produced > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<produced])) }
            switch result {
            case BROTLI_DECODER_RESULT_SUCCESS: isAtEnd = true
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
            default:
                let code = BrotliDecoderGetErrorCode(decoder)
                let text = BrotliDecoderErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
                throw HTTPMessageError(.damaged, "the brotli data is damaged (\(text))")
            }
        }
    }

    func finish(_ sink: ContentDecoder.Sink) throws {
        guard !isAtEnd else { return }
        throw HTTPMessageError(.truncated, "the brotli body ends before its content does")
    }
}
