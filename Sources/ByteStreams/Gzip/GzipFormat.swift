// SPDX-License-Identifier: EUPL-1.2

/// gzip members (RFC 1952).
///
/// libdeflate is twice as fast as zlib, but cannot tell a damaged member from one of which more has to be read: where it fails, zlib
/// decides.
final class GzipFormat: MemberFormat {
    let noun = "gzip member"
    /// With DEFLATE as the method and no reserved flag (RFC 1952 §2.3).
    let magic = MemberMagic(value: 0x0008_8B1F, mask: 0xE0FF_FFFF)
    private lazy var decompressor = GzipDecompressor()

    func skippableLength(_ bytes: UnsafeRawBufferPointer) throws(ByteStreamError) -> UInt64? {
        guard bytes.first == 0x1F, bytes.count == 1 || bytes[1] == 0x8B else {
            throw ByteStreamError(.corrupt, "expected a gzip member (1f 8b), found other bytes")
        }
        return nil
    }

    func decode(_ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> WholeDecoding {
        decompressor.decode(bytes, into: room)
    }

    func makeInflater() -> any MemberInflater { Inflater(.gzip) }
}
