// SPDX-License-Identifier: EUPL-1.2

extension FileWindow {
    /// Bytes at hand where a member is looked at: a usual one is whole in them.
    private static let usual = 1 << 16

    /// Goes to the first byte of a member with content, past others.
    ///
    /// - Parameters:
    ///   - format: That of the members.
    ///   - wanted: How many bytes must be at hand there, unless the file ends.
    /// - Returns: Whether there is one; false at the end of the file.
    /// - Throws: `.corrupt` where something else begins, `.truncated`, both at the offset it came to; `.io`, `.closed`.
    func goToMember(
        of format: any MemberFormat, atHand wanted: Int = FileWindow.usual
    ) throws(ByteStreamError) -> Bool {
        while true {
            if count < wanted, !reachesEnd { try fill() }
            guard count > 0 else { return false }
            let skippable: UInt64?
            do throws(ByteStreamError) { skippable = try format.skippableLength(bytes) } catch {
                throw error.at(offset, of: file.path)
            }
            guard let skippable else { return true }
            let size = try file.size()
            guard size >= offset, skippable <= size - offset else {
                throw ByteStreamError(
                    .truncated, path: file.path, offset: offset, "the file ends inside a skippable \(format.noun)")
            }
            seek(to: offset + skippable)
        }
    }

    /// Looks for the start of a compressed member from here on.
    ///
    /// - Parameters:
    ///   - magic: What it looks like.
    ///   - limit: The first byte of the file at which none is wanted any more.
    ///   - isMember: Whether one does start with the bytes, at least 64 KiB unless the file ends; it may write to the second buffer.
    /// - Returns: Its offset in the file; nil if there is none.
    /// - Throws: `.io`, `.closed`.
    func find(
        _ magic: MemberMagic, upTo limit: UInt64,
        where isMember: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64? {
        let preview = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
        defer { preview.deallocate() }
        while offset < limit {
            if count < Self.usual, !reachesEnd { try fill() }
            guard let found = magic.firstPlace(in: bytes) else {
                guard !reachesEnd else { return nil }
                // The last three bytes may be the first of a magic number.
                advance(max(1, count - 3))
                continue
            }
            advance(found)
            guard offset < limit else { break }
            if count < Self.usual, !reachesEnd { try fill() }
            if isMember(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.usual)), preview) { return offset }
            advance(1)
        }
        return nil
    }

    /// Whether a member starts here.
    /// - Throws: `.io`, `.closed`.
    func isStart(
        where isMember: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> Bool {
        if count < Self.usual, !reachesEnd { try fill() }
        guard count > 0 else { return false }
        let preview = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
        defer { preview.deallocate() }
        return isMember(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.usual)), preview)
    }
}
