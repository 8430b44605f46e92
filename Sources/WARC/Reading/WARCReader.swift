// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// Reads the records of a WARC file one after the other (ISO 28500:2017).
///
/// Takes record-at-a-time gzip, one gzip member for many records, records that reach over several members, and uncompressed files.
/// What is irregular in the file goes to `findings`, each with the offset, as far as the policy says, and reading goes on at the next
/// record that can be found.
/// Memory is bounded whatever the file says: 2 MiB of the file, a member of up to 4 MiB, and what the caller asks for; a larger member
/// is read piece by piece. Used by one thread.
public final class WARCReader {
    /// The file as it was named.
    public var path: String { state.path }
    /// What to do about each irregularity.
    public var policy: WARCReadingPolicy { state.policy }
    /// How the records are stored.
    public var container: WARCContainer { state.input.container }
    /// The bytes a header may have; a longer one is no header.
    public static let headerLimit = 1 << 20

    let state: ReadingState
    /// The record that the caller has; once nobody else does, it is used again for the next one.
    private var current: WARCRecord?
    private var isStarted = false
    private var isAtEnd = false
    /// Where reading stops: at the first member from that byte on that starts with a record.
    private var limit = UInt64.max
    /// The member that reading stopped at because of the limit; nil at the end of the file.
    private(set) var stoppedAt: UInt64?

    /// A reader of the whole file.
    /// - Throws: `.notFound`, `.io`.
    public convenience init(path: String, policy: WARCReadingPolicy = .lenient) throws(WARCError) {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw WARCError(error, path: path, "cannot open the file") }
        try self.init(file: file, offset: 0, policy: policy)
    }

    /// A reader from a byte on at which a record, or its gzip member, starts.
    /// - Throws: `.io`.
    public convenience init(
        file: OpenFile, offset: UInt64, policy: WARCReadingPolicy = .lenient
    ) throws(WARCError) {
        try self.init(file: file, offset: offset, policy: policy, limits: .scanning)
    }

    init(file: OpenFile, offset: UInt64, policy: WARCReadingPolicy, limits: MemberLimits) throws(WARCError) {
        state = try ReadingState(file: file, offset: offset, policy: policy, limits: limits)
    }

    /// The next record; nil at the end of the file. What the caller left unread of the record before is skipped.
    ///
    /// - Throws: `.io` if the file cannot be read. Damage is no error: it is in `findings`; only where the policy says so it is thrown,
    ///   as `.corrupt` or `.truncated`, and the next call reads on.
    public func next() throws(WARCError) -> WARCRecord? {
        try current?.finish()
        if !isKnownUniquelyReferenced(&current) { current = nil }
        if state.failure != nil { try state.throwFailure() }
        while !isAtEnd {
            do throws(ByteStreamError) {
                if try advanceToRecord() {
                    let record = current ?? WARCRecord(state: state)
                    current = record
                    if try record.readHeader() {
                        guard state.failure != nil else { return record }
                    }
                } else {
                    isAtEnd = true
                }
            } catch {
                try state.recover(from: error)
            }
            try state.throwFailure()
        }
        current = nil
        try state.throwFailure()
        return nil
    }

    /// Goes to the first byte of the next record. False at the end of the file.
    private func advanceToRecord() throws(ByteStreamError) -> Bool {
        if !isStarted {
            isStarted = true
            if container != .plain, try !state.nextMember() { return false }
        }
        let input = state.input
        while true {
            let lineEnds = try input.skipLineEnds()
            if try !input.isAtEnd() {
                if try isAtLimit() { return false }
                if lineEnds > 0 {
                    state.report(
                        .linesBeforeRecord, at: input.offset, "\(lineEnds) bytes of line ends stand before the record")
                }
                return true
            }
            if input.isInMember, state.recordsInMember == 0, !state.startsWithRest {
                state.report(.emptyMember, at: input.memberOffset, "the \(state.memberNoun) holds no record")
            }
            guard container != .plain else { return false }
            // A member that is only peeked at need not be decoded twice, here and where the next part of the file is read.
            if input.memberOffset + input.memberLength >= limit,
                let next = try input.peekNextMember(where: state.startsWithRecord), next >= limit,
                !state.budget.covers(next)
            {
                stoppedAt = next
                return false
            }
            guard try state.nextMember() else { return false }
        }
    }

    /// Whether the record that starts here is the first one behind the limit that can be reached by its offset.
    private func isAtLimit() throws(ByteStreamError) -> Bool {
        let place = state.input.memberOffset
        guard place >= limit, state.recordsInMember == 0, !state.startsWithRest, !state.budget.covers(place),
            try state.isAtRecord()
        else {
            return false
        }
        stoppedAt = place
        return true
    }
}

extension WARCReader {
    /// Starts anew at a gzip member of a WARC file, to stop at the first record at or behind `limit`. Gzip only.
    ///
    /// Reads exactly what a reader of the whole file reads there, provided that it comes to the same member.
    func restart(at offset: UInt64, limit: UInt64) {
        current = nil
        isStarted = false
        isAtEnd = false
        stoppedAt = nil
        self.limit = limit
        state.restart(at: offset)
    }

    /// The first member that seems to start with a record, from `offset` on and before `end`; nil if there is none.
    /// - Throws: `.io`.
    func findRecord(from offset: UInt64, upTo end: UInt64) throws(WARCError) -> UInt64? {
        do throws(ByteStreamError) {
            return try state.input.findMember(from: offset, upTo: end) { WARCHeader.isMagicBehindLineEnds($0) }
        } catch {
            throw WARCError(error, path: path, offset: offset, "cannot read the file")
        }
    }
}
