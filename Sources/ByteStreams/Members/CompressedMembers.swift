// SPDX-License-Identifier: EUPL-1.2

/// A file of compressed members, one after the other: gzip members or zstd frames.
///
/// A member of usual size is decoded whole, into memory that is used again for the next; a larger one is handed over piece by piece.
/// Owned by one thread at a time. Memory is bounded whatever the file says.
package protocol CompressedMembers: AnyObject {
    /// The offset in the file of the first byte of the current member, or where none was found.
    var memberOffset: UInt64 { get }
    /// The compressed bytes of a current member that is not whole; 0 until its end was reached.
    var streamedLength: UInt64 { get }
    /// Whether there is a current member; false before the first, at the end, and where something else than a member begins.
    var isInMember: Bool { get }
    /// What is wrong with a whole member behind its content: `.corrupt` or `.truncated`, at the offset that decoding came to; nil if its
    /// checksum is right.
    var damage: ByteStreamError? { get }

    /// Goes to the next member; nil at the end of the file.
    ///
    /// - Throws: `.corrupt` where something else than a member begins; what was wrong with the member before, which stays; `.io`.
    func next() throws(ByteStreamError) -> CompressedMember?

    /// The next bytes of a member that is not whole; 0 at its end.
    /// - Throws: `.truncated`, `.corrupt`, `.io`; the same again when called again.
    func read(into output: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int

    /// Starts anew at a byte where a member is thought to begin; `next` comes first.
    func restart(at offset: UInt64)

    /// Looks for a member from a byte on.
    ///
    /// - Parameters:
    ///   - offset: The first byte that may be its start.
    ///   - end: The first byte that may not.
    ///   - isWanted: Looks at the first bytes of the content, up to 4 KiB of them, and says whether this is one.
    /// - Returns: Its offset; nil if there is none up to the end of the file. `restart` must follow.
    /// - Throws: `.io`.
    func find(
        from offset: UInt64, upTo end: UInt64, where isWanted: (UnsafeRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64?

    /// Leaves the current member, and says where the next one begins if it begins in a wanted way; `next` decodes it.
    /// - Throws: What is wrong with the current member; `.io`.
    func peekNext(where isWanted: (UnsafeRawBufferPointer) -> Bool) throws(ByteStreamError) -> UInt64?
}

/// One member as far as it was decoded at once.
package struct CompressedMember {
    /// The offset in the file of its first byte.
    package let offset: UInt64
    /// Its compressed bytes; 0 where it is damaged or not whole.
    package let length: UInt64
    /// All there is of its content, or empty where it is not whole; valid until the members go on.
    package let content: UnsafeRawBufferPointer
    /// Whether `content` is all there is; otherwise `CompressedMembers.read` hands over everything from the start.
    package let isWhole: Bool
    /// Whether something is wrong behind the content.
    package let isDamaged: Bool

    init(offset: UInt64, length: UInt64, content: UnsafeRawBufferPointer, isWhole: Bool, isDamaged: Bool) {
        self.offset = offset
        self.length = length
        self.content = content
        self.isWhole = isWhole
        self.isDamaged = isDamaged
    }
}
