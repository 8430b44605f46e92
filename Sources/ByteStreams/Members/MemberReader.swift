// SPDX-License-Identifier: EUPL-1.2

/// Reads the gzip members or Zstandard frames of a file one after the other, and says exactly where each begins and ends.
///
/// Skippable frames are passed over; empty members are members like others. Owned by one thread at a time. Memory is a fixed buffer,
/// and for Zstandard a window of at most 8 MiB, whatever the file says.
/// - SeeAlso: RFC 1952 §2.2; RFC 8878 §3; ISO 28500:2017 annex D (record-at-a-time compression); Zstandard Compression for WARC
///   Files 1.0
public final class MemberReader {
    private let window: FileWindow
    private let format: any MemberFormat
    private let inflater: any MemberInflater

    /// The offset in the file of the first byte of the current member.
    public private(set) var memberOffset: UInt64
    /// The compressed bytes of the current member, head and checksum included; 0 until its end was read.
    public private(set) var memberLength: UInt64 = 0
    /// Whether the current member was begun and its end not reached; after an error, whether it was inside a member.
    public private(set) var isInsideMember = false

    init(file: OpenFile, offset: UInt64, format: any MemberFormat) {
        window = FileWindow(file: file, offset: offset, capacity: 1 << 16)
        self.format = format
        inflater = format.makeInflater()
        memberOffset = offset
    }

    /// A reader whose first gzip member begins at `offset` of the file; the reader does not close the file.
    public convenience init(gzip file: OpenFile, offset: UInt64) {
        self.init(file: file, offset: offset, format: GzipFormat())
    }

    /// A reader whose first Zstandard frame begins at `offset` of the file; the reader does not close the file.
    public convenience init(zstd file: OpenFile, offset: UInt64, dictionary: ZstdDictionary?) {
        self.init(file: file, offset: offset, format: ZstdFormat(dictionary: dictionary))
    }

    /// Goes to the next member with content, past what is unread of the current one. False at the end of the file.
    ///
    /// - Throws: `.corrupt` at the offset where something else than a member begins (trailing garbage); `.truncated` when
    ///   the file ends inside a member; `.io`.
    public func nextMember() throws(ByteStreamError) -> Bool {
        try skipRest()
        memberLength = 0
        defer { memberOffset = window.offset }
        guard try window.goToMember(of: format, atHand: ZstdFrameHead.byteLimit) else { return false }
        inflater.reset()
        isInsideMember = true
        return true
    }

    /// Reads the next bytes of the member's content; 0 at its end (and before the first `nextMember`).
    ///
    /// - Throws: `.truncated` when the file ends inside the member, `.corrupt` when it is damaged, `.tooLarge` when its window is over
    ///   8 MiB, each at the offset of the last byte looked at; `.io`. After an error the member stays where it is: the same error again.
    public func read(into output: UnsafeMutableRawBufferPointer) throws(ByteStreamError) -> Int {
        guard isInsideMember, !output.isEmpty else { return 0 }
        while true {
            if window.count == 0 { try window.fill() }
            let step: Inflater.Step
            do throws(ByteStreamError) { step = try inflater.step(window.bytes, into: output) } catch {
                throw error.at(window.offset, of: window.file.path)
            }
            window.advance(step.consumed)
            if step.isAtEnd {
                isInsideMember = false
                memberLength = window.offset - memberOffset
                return step.produced
            }
            if step.produced > 0 { return step.produced }
            guard step.consumed == 0 else { continue }
            // The last byte of a frame may be held back while there is output left, so what is unread stays at hand.
            let before = window.count
            try window.fill()
            guard window.count > before else {
                throw format.cutMember(startedAt: memberOffset, in: window, endingAt: window.offset)
            }
        }
    }

    /// Starts anew at a byte where a member is thought to begin; `nextMember` comes first.
    func restart(at offset: UInt64) {
        window.restart(at: offset)
        isInsideMember = false
        memberOffset = offset
        memberLength = 0
    }

    /// Reads on to the end of the current member, so that `memberLength` is known.
    /// - Throws: As `read`.
    func skipRest() throws(ByteStreamError) {
        guard isInsideMember else { return }
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        while isInsideMember { _ = try read(into: scratch) }
    }
}
