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
            var result = WholeDecoding.failed
            let content = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                result = decode(bytes, into: UnsafeMutableRawBufferPointer(target))
                if case .done(_, let produced) = result { count = produced }
            }
            switch result {
            case .done(let length, _): return (content, length)
            case .lacksRoom where capacity < limit:
                capacity = capacity > limit / 4 ? limit : capacity * 4
            case .lacksRoom:
                throw ByteStreamError(.tooLarge, "the gzip member holds more than \(limit) bytes")
            case .lacksInput, .failed:
                throw ByteStreamError(.corrupt, "the gzip member is damaged or cut off")
            }
        }
    }

    /// Decodes the member at the start of `bytes`; what fails may lack input or be damaged, libdeflate does not tell.
    func decode(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> WholeDecoding {
        var used = 0
        var produced = 0
        switch libdeflate_gzip_decompress_ex(
            decompressor, bytes.baseAddress, bytes.count, room.baseAddress, room.count, &used, &produced)
        {
        case LIBDEFLATE_SUCCESS: return .done(length: used, count: produced)
        case LIBDEFLATE_INSUFFICIENT_SPACE: return .lacksRoom
        default: return .lacksInput
        }
    }
}
