// SPDX-License-Identifier: EUPL-1.2

import CDeflate

/// Decompresses gzip members that are in memory whole (libdeflate).
///
/// Owned by one thread at a time; it owns one `libdeflate_decompressor`.
public final class GzipDecompressor {
    private let decompressor: OpaquePointer

    /// A decompressor.
    public init() {
        guard let decompressor = libdeflate_alloc_decompressor() else { fatalError("no memory for decompression") }
        self.decompressor = decompressor
    }

    deinit { libdeflate_free_decompressor(decompressor) }

    /// The content of the gzip member at the start of `bytes`, and how many bytes the member has.
    ///
    /// - Parameters:
    ///   - bytes: At least the whole member; more may follow.
    ///   - limit: The most bytes the content may have; a member of a few bytes can hold a thousand times as many.
    ///   - hint: The size to try first; the buffer grows when it is too small.
    /// - Returns: The content and the member's length in `bytes`.
    /// - Throws: `.corrupt` for damaged and for cut members alike (libdeflate does not tell them apart), `.tooLarge`.
    public func member(
        _ bytes: UnsafeRawBufferPointer, limit: Int, hint: Int = 1 << 16
    ) throws(ByteStreamError) -> (content: [UInt8], length: Int) {
        var capacity = min(max(hint, 1), max(limit, 1))
        while true {
            var used = 0
            var result = LIBDEFLATE_SUCCESS
            let content = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                result = libdeflate_gzip_decompress_ex(
                    decompressor, bytes.baseAddress, bytes.count, target.baseAddress, capacity, &used, &count)
                if result != LIBDEFLATE_SUCCESS { count = 0 }
            }
            switch result {
            case LIBDEFLATE_SUCCESS: return (content, used)
            case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < limit:
                capacity = capacity > limit / 4 ? limit : capacity * 4
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                throw ByteStreamError(.tooLarge, "the gzip member holds more than \(limit) bytes")
            default:
                throw ByteStreamError(.corrupt, "the gzip member is damaged or cut off")
            }
        }
    }
}
