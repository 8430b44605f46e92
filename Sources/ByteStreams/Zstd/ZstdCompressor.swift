// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// Compresses whole byte runs, each into one Zstandard frame (libzstd).
///
/// Every frame says the size of its content and carries a checksum, and no window is over 8 MiB: what a WARC file asks of its frames.
/// Owned by one thread at a time; it owns one `ZSTD_CCtx`.
/// - SeeAlso: Zstandard Compression for WARC Files 1.0
public final class ZstdCompressor {
    private let context: ZstdCompression

    /// A compressor; the level goes from 1 to 22 (slowest), others are held to that.
    public init(level: Int = 3, dictionary: ZstdDictionary? = nil) {
        context = ZstdCompression(level: level, dictionary: dictionary)
    }

    /// One frame; equal bytes give equal frames.
    /// - Throws: `.tooLarge` should the output not fit its computed bound.
    public func frame(_ bytes: [UInt8]) throws(ByteStreamError) -> [UInt8] {
        var result: Result<[UInt8], ByteStreamError> = .success([])
        bytes.withUnsafeBytes { buffer in
            do throws(ByteStreamError) { result = .success(try frame(buffer)) } catch { result = .failure(error) }
        }
        return try result.get()
    }

    /// One frame; equal bytes give equal frames.
    /// - Throws: As the call with an array.
    public func frame(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        guard ZSTD_isError(bound) == 0 else {
            throw ByteStreamError(.tooLarge, "\(bytes.count) bytes are too many for one Zstandard frame")
        }
        var result = 0
        let frame = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            result = ZSTD_compress2(context.handle, target.baseAddress, bound, bytes.baseAddress, bytes.count)
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        _ = try Zstd.checked(result, "\(bytes.count) bytes did not fit into one Zstandard frame")
        return frame
    }
}

/// Owns one `ZSTD_CCtx` with the settings of WARC files.
final class ZstdCompression {
    let handle: OpaquePointer

    init(level: Int, dictionary: ZstdDictionary?) {
        guard let handle = ZSTD_createCCtx() else { fatalError("no memory for compression") }
        self.handle = handle
        let level = min(max(level, 1), 22)
        ZSTD_CCtx_setParameter(handle, ZSTD_c_compressionLevel, Int32(level))
        ZSTD_CCtx_setParameter(handle, ZSTD_c_checksumFlag, 1)
        ZSTD_CCtx_setParameter(handle, ZSTD_c_contentSizeFlag, 1)
        // Only the slowest levels would take more.
        if level >= 20 { ZSTD_CCtx_setParameter(handle, ZSTD_c_windowLog, 23) }
        guard let dictionary else { return }
        let result = ZSTD_CCtx_loadDictionary(handle, dictionary.bytes, dictionary.bytes.count)
        guard ZSTD_isError(result) == 0 else { fatalError("no memory for a dictionary") }
    }

    deinit { ZSTD_freeCCtx(handle) }
}
