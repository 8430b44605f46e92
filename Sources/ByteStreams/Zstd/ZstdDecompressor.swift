// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// Decompresses Zstandard frames that are in memory whole (libzstd).
///
/// No window is allocated, whatever a frame asks for: the content itself is the window. Owned by one thread at a time; it owns one
/// `ZSTD_DCtx`.
public final class ZstdDecompressor {
    private let context: OpaquePointer
    private let dictionary: ZstdDictionary?

    /// A decompressor; with a dictionary it reads also frames that name none.
    public init(dictionary: ZstdDictionary? = nil) {
        guard let context = ZSTD_createDCtx() else { fatalError("no memory for decompression") }
        self.context = context
        self.dictionary = dictionary
        if let dictionary { ZSTD_DCtx_refDDict(context, dictionary.decompression) }
    }

    deinit { ZSTD_freeDCtx(context) }

    /// The length of the frame at the start of `bytes`, found by its blocks without decompressing them.
    ///
    /// - Throws: `.truncated` if the frame goes on behind the bytes, `.corrupt` if it is none.
    public static func frameLength(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) -> Int {
        let head = try ZstdFrameHead(parsing: bytes)
        if let length = head.skippableFrameLength {
            guard length <= UInt64(bytes.count) else {
                throw ByteStreamError(.truncated, "the bytes end inside a skippable Zstandard frame")
            }
            return Int(length)
        }
        return try Zstd.checked(ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count), Zstd.frameIsCut)
    }

    /// Decompresses the frame at the start of `bytes` into `output`. A skippable frame has no content.
    ///
    /// - Parameters:
    ///   - bytes: At least the whole frame; more may follow.
    ///   - output: Room for the content: `ZstdFrameHead.contentSize`, where the frame says it.
    /// - Returns: The bytes the frame takes, and those that were written.
    /// - Throws: `.tooLarge` if the content does not fit; `.truncated`, `.corrupt` (also for a dictionary that is not at hand).
    public func frame(
        _ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ByteStreamError) -> (length: Int, count: Int) {
        let head = try ZstdFrameHead(parsing: bytes)
        let length = try Self.frameLength(bytes)
        guard head.kind == .content else { return (length, 0) }
        try Zstd.check(head, against: dictionary)
        // Room for a byte, as libzstd takes a null pointer of no room for a mistake.
        var nothing: UInt8 = 0
        let result =
            output.isEmpty
            ? ZSTD_decompressDCtx(context, &nothing, 0, bytes.baseAddress, length)
            : ZSTD_decompressDCtx(context, output.baseAddress, output.count, bytes.baseAddress, length)
        return (length, try Zstd.checked(result, "the Zstandard frame holds more than \(output.count) bytes"))
    }

    /// Decompresses the frame at the start of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: At least the whole frame; more may follow.
    ///   - limit: The most bytes the content may have; a frame of a few bytes can hold a million times as many.
    ///   - hint: The size to try first where the frame does not say its own; the buffer grows when it is too small.
    /// - Returns: The content, and the bytes the frame takes.
    /// - Throws: `.tooLarge`, `.truncated`, `.corrupt`.
    public func frame(
        _ bytes: UnsafeRawBufferPointer, limit: Int, hint: Int = 1 << 16
    ) throws(ByteStreamError) -> (content: [UInt8], length: Int) {
        let head = try ZstdFrameHead(parsing: bytes)
        guard head.kind == .content else { return ([], try Self.frameLength(bytes)) }
        if let size = head.contentSize, size > UInt64(max(limit, 0)) {
            throw ByteStreamError(.tooLarge, "the Zstandard frame holds \(size) bytes, at most \(limit) are allowed")
        }
        // What a frame says of its size is believed only as far as its length makes it likely: an allocation is no proof.
        let likely = min(bytes.count, limit / 64) * 64
        var capacity = max(1, min(limit, head.contentSize.map { min(Int($0), max(likely, 1 << 16)) } ?? max(hint, 1)))
        while true {
            var outcome: Result<Int, ByteStreamError> = .success(0)
            let content = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                do throws(ByteStreamError) {
                    let (length, written) = try frame(bytes, into: UnsafeMutableRawBufferPointer(target))
                    outcome = .success(length)
                    count = written
                } catch {
                    outcome = .failure(error)
                    count = 0
                }
            }
            switch outcome {
            case .success(let length): return (content, length)
            case .failure(let error) where error.code == .tooLarge && capacity < limit:
                capacity = capacity > limit / 4 ? limit : capacity * 4
            case .failure(let error): throw error
            }
        }
    }
}
