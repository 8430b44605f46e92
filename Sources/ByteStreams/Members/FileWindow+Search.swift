// SPDX-License-Identifier: EUPL-1.2

extension FileWindow {
    /// Looks for the start of a compressed member from here on.
    ///
    /// - Parameters:
    ///   - candidate: Where in some bytes a member may start; it looks at four bytes.
    ///   - limit: The first byte of the file at which none is wanted any more.
    ///   - isMember: Whether one does start with the bytes, at least 64 KiB unless the file ends; it may write to the second buffer.
    /// - Returns: Its offset in the file; nil if there is none.
    /// - Throws: `.io`, `.closed`.
    func find(
        at candidate: (UnsafeRawBufferPointer) -> Int?, upTo limit: UInt64,
        where isMember: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> UInt64? {
        let enough = 1 << 16
        let preview = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
        defer { preview.deallocate() }
        while offset < limit {
            if count < enough, !reachesEnd { try fill() }
            guard let found = candidate(bytes) else {
                guard !reachesEnd else { return nil }
                // The last three bytes may be the first of a magic number.
                advance(max(1, count - 3))
                continue
            }
            advance(found)
            guard offset < limit else { break }
            if count < enough, !reachesEnd { try fill() }
            if isMember(UnsafeRawBufferPointer(rebasing: bytes.prefix(enough)), preview) { return offset }
            advance(1)
        }
        return nil
    }

    /// Whether a member starts here.
    /// - Throws: `.io`, `.closed`.
    func isStart(
        where isMember: (UnsafeRawBufferPointer, UnsafeMutableRawBufferPointer) -> Bool
    ) throws(ByteStreamError) -> Bool {
        if count < 1 << 16, !reachesEnd { try fill() }
        guard count > 0 else { return false }
        let preview = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
        defer { preview.deallocate() }
        return isMember(UnsafeRawBufferPointer(rebasing: bytes.prefix(1 << 16)), preview)
    }
}
