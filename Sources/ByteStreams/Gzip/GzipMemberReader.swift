// SPDX-License-Identifier: EUPL-1.2

/// Reads the gzip members of a file one after the other, and says exactly where each begins and ends.
///
/// Owned by one thread at a time. Memory is a fixed buffer, whatever the members hold.
/// - SeeAlso: RFC 1952 §2.2; ISO 28500:2017 annex D (record-at-a-time compression)
public final class GzipMemberReader {
    private enum State {
        case betweenMembers
        case insideMember
        case atMemberEnd
    }

    private let file: OpenFile
    private let inflater = Inflater(.gzip)
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var state = State.betweenMembers
    private var bufferStart = 0
    private var bufferEnd = 0
    /// The offset in the file of the first byte that is not yet used.
    private var position: UInt64

    /// The offset in the file of the first byte of the current member.
    public private(set) var memberOffset: UInt64
    /// The compressed bytes of the current member, head and checksum included; 0 until its end was read.
    public private(set) var memberLength: UInt64 = 0

    /// Whether the current member was begun and its end not reached; after an error, whether it was inside a member.
    public var isInsideMember: Bool { state == .insideMember }

    /// A reader whose first member begins at `offset` of the file; the reader does not close the file.
    public init(file: OpenFile, offset: UInt64) {
        self.file = file
        position = offset
        memberOffset = offset
    }

    deinit { buffer.deallocate() }

    /// Goes to the next member, past what is unread of the current one. False at the end of the file.
    ///
    /// - Throws: `.corrupt` at the offset where something else than a member begins (trailing garbage); `.truncated` when
    ///   the file ends inside a member; `.io`.
    public func nextMember() throws(ByteStreamError) -> Bool {
        try skipRest()
        state = .betweenMembers
        memberOffset = position
        memberLength = 0
        if bufferEnd - bufferStart < 2 { try refill() }
        let available = bufferEnd - bufferStart
        guard available > 0 else { return false }
        let isMember = buffer[bufferStart] == 0x1F && (available == 1 || buffer[bufferStart + 1] == 0x8B)
        guard isMember else {
            throw ByteStreamError(
                .corrupt, path: file.path, offset: position, "expected a gzip member (1f 8b), found other bytes")
        }
        inflater.reset()
        state = .insideMember
        return true
    }

    /// Reads the next bytes of the member's content; 0 at its end (and before the first `nextMember`).
    ///
    /// - Throws: `.truncated` when the file ends inside the member, `.corrupt` when it is damaged, both at the offset of the
    ///   last byte looked at; `.io`. After an error the member stays where it is: the same error again.
    public func read(into output: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        guard state == .insideMember, !output.isEmpty else { return 0 }
        while true {
            if bufferStart == bufferEnd {
                try refill()
                guard bufferEnd > bufferStart else {
                    throw ByteStreamError(
                        .truncated, path: file.path, offset: position,
                        "the file ends inside the gzip member that began at \(memberOffset)")
                }
            }
            let input = UnsafeRawBufferPointer(rebasing: buffer[bufferStart..<bufferEnd])
            let step: Inflater.Step
            do throws(ByteStreamError) {
                step = try inflater.step(input, into: output)
            } catch {
                throw ByteStreamError(error.code, path: file.path, offset: position, error.message)
            }
            bufferStart += step.consumed
            position += UInt64(step.consumed)
            if step.isAtEnd {
                state = .atMemberEnd
                memberLength = position - memberOffset
                return step.produced
            }
            if step.produced > 0 { return step.produced }
        }
    }

    /// Starts anew at a byte where a member is thought to begin; `nextMember` comes first.
    package func restart(at offset: UInt64) {
        state = .betweenMembers
        bufferStart = 0
        bufferEnd = 0
        position = offset
        memberOffset = offset
        memberLength = 0
    }

    /// Reads on to the end of the current member, so that `memberLength` is known.
    /// - Throws: As `read`.
    package func skipRest() throws(ByteStreamError) {
        guard state == .insideMember else { return }
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        while state == .insideMember { _ = try read(into: scratch) }
    }

    private func refill() throws(ByteStreamError) {
        let kept = bufferEnd - bufferStart
        if kept > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[bufferStart..<bufferEnd]))
        }
        bufferStart = 0
        bufferEnd = kept
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
        bufferEnd += try file.read(at: position + UInt64(kept), into: rest)
    }
}
