// SPDX-License-Identifier: EUPL-1.2

import CZstd

/// What all uses of libzstd here have in common.
enum Zstd {
    static let frameIsCut = "the bytes end inside a Zstandard frame"

    /// A result of libzstd; `problem` says what it means that the room or the input was too small.
    static func checked(_ result: Int, _ problem: String) throws(ByteStreamError) -> Int {
        guard ZSTD_isError(result) != 0 else { return result }
        switch ZSTD_getErrorCode(result) {
        case ZSTD_error_dstSize_tooSmall: throw ByteStreamError(.tooLarge, problem)
        case ZSTD_error_srcSize_wrong: throw ByteStreamError(.truncated, problem)
        case ZSTD_error_frameParameter_windowTooLarge:
            throw ByteStreamError(.tooLarge, "the Zstandard frame asks for a window of more memory than is allowed")
        case ZSTD_error_memory_allocation: throw ByteStreamError(.io, "no memory for Zstandard")
        case ZSTD_error_checksum_wrong: throw ByteStreamError(.corrupt, "the Zstandard frame's checksum is wrong")
        default:
            let text = ZSTD_getErrorName(result).map { String(cString: $0) } ?? "error \(result)"
            throw ByteStreamError(.corrupt, "the Zstandard frame is damaged (\(text))")
        }
    }

    /// Says which dictionary is missing, before libzstd says only that something is wrong.
    static func check(_ head: ZstdFrameHead, against dictionary: ZstdDictionary?) throws(ByteStreamError) {
        guard let wanted = head.dictionaryID, wanted != dictionary?.id else { return }
        let found = dictionary.map { "there is only number \($0.id)" } ?? "the file has none"
        throw ByteStreamError(.corrupt, "the Zstandard frame needs dictionary number \(wanted), \(found)")
    }
}

extension ByteStreamError {
    /// The same error with a place.
    func at(_ offset: UInt64, of path: String) -> ByteStreamError {
        var placed = self
        placed.path = path
        placed.offset = offset
        return placed
    }
}
