// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// One record of a file that is being read: its header, and its block as a stream.
///
/// The block can be read once, and only until the reader goes on. A reader uses the object again for the next record as soon as nobody
/// else has it. Used by the reader's thread.
public final class WARCRecord {
    /// The header.
    public internal(set) var header = WARCHeader()
    /// Where the record lies. The length is 0 until the record was read or skipped to its end, and stays 0 if its member holds more.
    public var location: WARCRecordLocation {
        WARCRecordLocation(filename: state.filename, offset: offset, length: length)
    }
    /// The byte of the file at which the record, or the member it fills, starts.
    public var offset: UInt64 { place }
    /// Whether the record starts where a gzip member does, so that it can be reached by its offset. Always true in a plain file.
    public var isAligned: Bool { isFirstInMember }
    /// Whether the file or the gzip member ended before the block did.
    public var isCut: Bool { isShort }
    /// Whether the member is known to be damaged, so that header and block may not be what was written. Reading the block to its end
    /// then fails. Of a member too large for memory this shows only while it is read.
    public var isDamaged: Bool { isBroken }

    let state: ReadingState
    /// Unread bytes of the block; nil if only the end of the member tells.
    var remaining: UInt64?
    private(set) var isFinished = true
    var head = Head.unread
    var isStarted = false
    private var length: UInt64 = 0
    // Not public themselves, so that the compiler sees every access and none needs a check.
    private var place: UInt64 = 0
    private var isFirstInMember = true
    private var isShort = false
    private var isBroken = false

    /// What is known of the HTTP head of the block.
    enum Head {
        case unread
        case none
        /// The first bytes of the block, which were not taken yet.
        case ahead(HTTPHeadBounds)
        /// A copy of the first bytes of the block, which were not taken for it.
        case kept([UInt8], HTTPHeadBounds)
        /// Bytes that were taken from the block, and the head at their start; nil if they are none.
        case taken([UInt8], HTTPHeadBounds?)
    }

    init(state: ReadingState) { self.state = state }

    /// The record's first byte was found; the header comes next.
    func begin(at offset: UInt64, isAligned: Bool) {
        place = offset
        isFirstInMember = isAligned
        isShort = false
        isBroken = state.input.isMemberDamaged && state.input.memberDamage?.code == .corrupt
        isFinished = false
        isStarted = false
        head = .unread
        length = 0
        remaining = 0
    }

    /// Reads or skips the rest of the record, so that `location` is complete.
    /// - Throws: `.io`. Damage goes to the reader's findings.
    public func finish() throws(WARCError) {
        guard !isFinished else { return }
        do throws(ByteStreamError) {
            try skipBlock()
            try readTrailer()
        } catch {
            isFinished = true
            try state.recover(from: error)
        }
    }

    /// The record was read to its end.
    private func complete(length: UInt64) {
        self.length = length
        isFinished = true
    }

    /// No more can be known of the record.
    func giveUp() { isFinished = true }

    /// Each record ends with CR LF CR LF (ISO 28500:2017 §4); what else is there is said, and passed over.
    private func readTrailer() throws(ByteStreamError) {
        let input = state.input
        if input.container == .plain { complete(length: input.offset - offset) }
        // After a cut record the input may stand at the start of the next one already.
        if isARC, !isCut {
            try readARCTrailer()
        } else if !isCut {
            let trailer = input.available
            if trailer.count >= 4, trailer.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 0x0A0D_0A0D) {
                input.take(4)
                if try !input.isAtEnd() { try readLineEnds() }
            } else {
                try readUnusualTrailer()
            }
        }
        guard input.container != .plain, !isFinished else { return }
        // The member's length is known once its end was read; another record in it is left for the reader.
        if isAligned, try input.isAtEnd() {
            complete(length: input.memberOffset + input.memberLength - offset)
        } else {
            giveUp()
        }
    }

    private func readLineEnds() throws(ByteStreamError) {
        let more = try state.input.skipLineEnds()
        guard more > 0 else { return }
        state.report(
            .linesBeforeRecord, at: offset, "\(more) bytes of line ends follow behind the record's CR LF CR LF")
    }

    private func readUnusualTrailer() throws(ByteStreamError) {
        let input = state.input
        let count = min(try input.ensure(4), 4)
        let found = Array(input.available.prefix(count))
        if found == [0x0D, 0x0A, 0x0D, 0x0A] {
            input.take(4)
            return try readLineEnds()
        }
        guard let first = found.first else {
            return state.report(
                .badTrailer, at: offset, "the record does not end with two empty lines: the file or member ends")
        }
        if first == 0x0D || first == 0x0A {
            state.report(.badTrailer, at: offset, "the record does not end with two empty lines (CR LF CR LF)")
            _ = try input.skipLineEnds()
            return
        }
        state.report(
            .badTrailer, at: offset,
            "the record is not followed by an empty line, found \(WARCHeader.excerpt(found, 0..<found.count))",
            hint: "its Content-Length is probably wrong")
        if try !state.isAtRecord() { try state.seekRecord() }
    }

    func skipBlock() throws(ByteStreamError) {
        isStarted = true
        while try hasMore() {
            guard let left = remaining else {
                state.input.take(state.input.available.count)
                continue
            }
            remaining = left - (try state.input.skip(left))
        }
    }

    /// Whether the block has more bytes, which then are at hand.
    func hasMore() throws(ByteStreamError) -> Bool {
        guard remaining != 0, !isCut, !isFinished else { return false }
        while state.input.available.isEmpty {
            if try state.input.fill() { continue }
            guard remaining != nil else { return false }
            if try state.continuesInNextMember() {
                reportCrossing()
                continue
            }
            isShort = true
            state.report(
                .cutBlock, at: offset,
                "the record ends \(remaining ?? 0) bytes before its Content-Length of \(header.contentLength ?? 0)")
            return false
        }
        return true
    }

    /// A record may take several zstd frames (Zstandard Compression for WARC Files 1.0), but only one gzip member (annex D).
    func reportCrossing() {
        guard state.input.container == .gzip else { return }
        state.report(.recordAcrossMembers, at: offset, "the record reaches over several gzip members")
    }

    func failure(_ error: ByteStreamError, _ doing: String) -> WARCError {
        WARCError(error, path: state.path, offset: offset, doing)
    }

    func tooLarge(_ limit: Int) -> WARCError {
        WARCError(.tooLarge, path: state.path, offset: offset, "the record has more than \(limit) bytes to be read")
    }

    var closed: WARCError {
        WARCError(.closed, path: state.path, offset: offset, "the block was read before, or the reader has gone on")
    }
}
