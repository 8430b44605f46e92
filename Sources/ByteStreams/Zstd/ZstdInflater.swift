// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// Decompresses one Zstandard frame piece by piece (libzstd).
///
/// Owned by one thread at a time; it owns one `ZSTD_DStream`, whose memory is bounded by the window's limit.
public final class ZstdInflater {
    /// The window that decoders of WARC files must support: 8 MiB (Zstandard Compression for WARC Files 1.0).
    public static let windowLimit: UInt64 = 1 << 23

    private let stream: OpaquePointer
    private let dictionary: ZstdDictionary?
    private let windowLimit: UInt64
    private var head: [UInt8] = []
    private var isHeadChecked = false
    private var isAtEnd = false

    /// A decompressor at the start of a frame.
    ///
    /// - Parameters:
    ///   - dictionary: That of the file; frames that name none are read with it too.
    ///   - windowLimit: The most bytes of window a frame may ask for; rounded down to a power of two between 1 KiB and 2 GiB.
    public init(dictionary: ZstdDictionary? = nil, windowLimit: UInt64 = ZstdInflater.windowLimit) {
        guard let stream = ZSTD_createDStream() else { fatalError("no memory for decompression") }
        self.stream = stream
        self.dictionary = dictionary
        let log = min(max(63 - windowLimit.leadingZeroBitCount, 10), 31)
        self.windowLimit = 1 << log
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Int32(log))
        if let dictionary { ZSTD_DCtx_refDDict(stream, dictionary.decompression) }
    }

    deinit { ZSTD_freeDStream(stream) }

    /// Goes back to the start of a new frame with the same dictionary.
    public func reset() {
        ZSTD_DCtx_reset(stream, ZSTD_reset_session_only)
        head = []
        isHeadChecked = false
        isAtEnd = false
    }

    /// Decompresses as much of `input` as fits into `output`; a skippable frame is passed over without output.
    ///
    /// Neither consumed nor produced a byte means that more input is needed (or a larger output than none). After the end of the frame
    /// nothing more is consumed until `reset`.
    /// - Throws: `.corrupt` when the input is no such frame, its checksum is wrong or its dictionary is not at hand; `.tooLarge` when it
    ///   asks for a larger window than allowed.
    public func step(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ByteStreamError) -> Inflater.Step {
        guard !isAtEnd, let target = output.baseAddress, !output.isEmpty else {
            return Inflater.Step(consumed: 0, produced: 0, isAtEnd: isAtEnd)
        }
        if !isHeadChecked { try checkHead(input) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var sink = ZSTD_outBuffer(dst: target, size: output.count, pos: 0)
        let result = ZSTD_decompressStream(stream, &sink, &source)
        let left = try Zstd.checked(result, Zstd.frameIsCut)
        isAtEnd = left == 0 && (source.pos > 0 || sink.pos > 0)
        return Inflater.Step(consumed: source.pos, produced: sink.pos, isAtEnd: isAtEnd)
    }

    /// Looks at the head before libzstd does: it would read the formats before RFC 8878 too, and say less about what is wrong.
    private func checkHead(_ input: UnsafeRawBufferPointer) throws(ByteStreamError) {
        head.append(contentsOf: input.prefix(ZstdFrameHead.byteLimit - head.count))
        var parsed: Result<ZstdFrameHead, ByteStreamError>?
        head.withUnsafeBytes { bytes in
            do throws(ByteStreamError) {
                parsed = .success(try ZstdFrameHead(parsing: bytes))
            } catch {
                parsed = error.code == .truncated ? nil : .failure(error)
            }
        }
        guard let head = try parsed?.get() else { return }
        isHeadChecked = true
        try Zstd.check(head, against: dictionary)
        guard head.windowSize <= windowLimit else {
            throw ByteStreamError(
                .tooLarge, "the Zstandard frame asks for a window of \(head.windowSize) bytes, at most \(windowLimit)")
        }
    }
}
