// SPDX-License-Identifier: EUPL-1.2

/// What the first bytes of a Zstandard frame say about it (RFC 8878 §3.1).
public struct ZstdFrameHead: Sendable, Hashable {
    /// The two kinds of frames.
    public enum Kind: Sendable, Hashable {
        /// Compressed content.
        case content
        /// Bytes that decoders pass over; the number is the magic, 0x184D2A50 to 0x184D2A5F.
        case skippable(magic: UInt32)
    }

    /// The most bytes a head can have: with this many `init(parsing:)` never says `.truncated`.
    public static let byteLimit = 18
    /// The first four bytes of a frame with content, as a little-endian number.
    public static let contentMagic: UInt32 = 0xFD2F_B528
    /// The magic of the skippable frame at the start of a WARC file that holds the dictionary of all other frames.
    public static let dictionaryMagic: UInt32 = 0x184D_2A5D

    /// Whether there is content in it.
    public let kind: Kind
    /// Bytes of the head.
    public let length: Int
    /// Bytes of the decompressed content, or of what a skippable frame holds; nil if the frame does not say.
    public let contentSize: UInt64?
    /// Bytes of memory that decompression piece by piece needs for what was already seen; 0 for a skippable frame.
    public let windowSize: UInt64
    /// The dictionary that was used; nil if none is named.
    public let dictionaryID: UInt32?
    /// Whether a checksum of the content follows it.
    public let hasChecksum: Bool

    /// Bytes of a whole skippable frame; nil for one with content, whose end only its blocks tell.
    public var skippableFrameLength: UInt64? {
        guard case .skippable = kind, let contentSize else { return nil }
        return UInt64(length) + contentSize
    }

    /// Reads the head at the start of `bytes`; more may follow.
    ///
    /// - Throws: `.corrupt` if no frame of RFC 8878 starts there, the formats before it included; `.truncated` if the bytes are too few.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(ByteStreamError) {
        guard Self.couldStart(bytes) else {
            throw ByteStreamError(.corrupt, "expected a Zstandard frame (28 b5 2f fd), found other bytes")
        }
        let magic = try UInt32(truncatingIfNeeded: Self.number(bytes, at: 0, count: 4))
        guard magic == Self.contentMagic else {
            kind = .skippable(magic: magic)
            length = 8
            contentSize = try Self.number(bytes, at: 4, count: 4)
            (windowSize, dictionaryID, hasChecksum) = (0, nil, false)
            return
        }
        kind = .content
        let descriptor = try Self.number(bytes, at: 4, count: 1)
        guard descriptor & 0x08 == 0 else {
            throw ByteStreamError(.corrupt, "the Zstandard frame has a reserved bit set")
        }
        var position = 5
        let isSingleSegment = descriptor & 0x20 != 0
        var window: UInt64 = 0
        if !isSingleSegment {
            let byte = try Self.number(bytes, at: position, count: 1)
            position += 1
            let base = UInt64(1) << (10 + byte >> 3)
            window = base + base / 8 * (byte & 7)
        }
        let idCount = [0, 1, 2, 4][Int(descriptor & 3)]
        let id = try Self.number(bytes, at: position, count: idCount)
        position += idCount
        let sizeCount = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
        let size = try Self.number(bytes, at: position, count: sizeCount)
        position += sizeCount
        // Two bytes count from 256 (§3.1.1.1.4).
        contentSize = sizeCount == 0 ? nil : sizeCount == 2 ? size + 256 : size
        windowSize = isSingleSegment ? contentSize ?? 0 : window
        dictionaryID = id == 0 ? nil : UInt32(truncatingIfNeeded: id)
        hasChecksum = descriptor & 4 != 0
        length = position
    }

    /// Whether a frame can start with these bytes: at least one of them is looked at, at most four.
    public static func couldStart(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first else { return true }
        let rest = bytes.prefix(4).dropFirst()
        if first == 0x28 { return zip(rest, [0xB5, 0x2F, 0xFD]).allSatisfy { $0 == $1 } }
        return first & 0xF0 == 0x50 && zip(rest, [0x2A, 0x4D, 0x18]).allSatisfy { $0 == $1 }
    }

    private static func number(
        _ bytes: UnsafeRawBufferPointer, at index: Int, count: Int
    ) throws(ByteStreamError) -> UInt64 {
        guard bytes.count - index >= count else {
            throw ByteStreamError(.truncated, "the bytes end inside the head of a Zstandard frame")
        }
        var value: UInt64 = 0
        for offset in (0..<count).reversed() { value = value << 8 | UInt64(bytes[index + offset]) }
        return value
    }
}
