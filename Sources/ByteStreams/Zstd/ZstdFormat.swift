// SPDX-License-Identifier: EUPL-1.2

/// Zstandard frames (RFC 8878); skippable ones have no content.
final class ZstdFormat: MemberFormat {
    let noun = "Zstandard frame"
    /// Of a frame with content (RFC 8878 §3.1.1).
    let magic = MemberMagic(value: ZstdFrameHead.contentMagic, mask: .max)
    private let dictionary: ZstdDictionary?
    private lazy var decompressor = ZstdDecompressor(dictionary: dictionary)

    init(dictionary: ZstdDictionary?) { self.dictionary = dictionary }

    func skippableLength(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) -> UInt64? {
        try ZstdFrameHead(parsing: bytes).skippableFrameLength
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> WholeDecoding {
        do throws(ByteStreamError) {
            let (length, count) = try decompressor.frame(bytes, into: room)
            return .done(length: length, count: count)
        } catch {
            switch error.code {
            case .tooLarge: return .lacksRoom
            case .truncated: return .lacksInput
            default: return .failed
            }
        }
    }

    func makeInflater() -> any MemberInflater { ZstdInflater(dictionary: dictionary) }
}
