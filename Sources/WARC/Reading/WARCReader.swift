// SPDX-License-Identifier: EUPL-1.2

public import ByteStreams

/// Reads the records of a WARC file one after the other (ISO 28500:2017).
///
/// Takes record-at-a-time gzip, one gzip member for many records, records that reach over several members, and uncompressed files.
/// What is irregular in the file goes to `findings`, each with the offset, as far as the policy says, and reading goes on at the next
/// record that can be found.
/// Memory is bounded whatever the file says: a window, one header, and what the caller asks for. Used by one thread.
public final class WARCReader {
    /// The file as it was named.
    public let path: String
    /// What to do about each irregularity.
    public let policy: WARCReadingPolicy
    /// What was found to be irregular, in the order of the file; at most `diagnosticsLimit`.
    public internal(set) var findings: [WARCFinding] = []
    /// The bytes a header may have; a longer one is no header.
    public static let headerLimit = 1 << 20

    /// How the records are stored.
    public var container: WARCContainer { input.container }

    let input: RecordInput
    var hasMoreFindings = false
    /// What the policy does not let pass; thrown by the next call of `next`.
    var failure: WARCError?
    private let filename: String
    private var current: WARCRecord?
    private var isStarted = false
    private var isAtEnd = false
    /// The last member in which a second record was found, so that it is reported once.
    private var lastSharedMember: UInt64?

    /// A reader of the whole file.
    /// - Throws: `.notFound`, `.io`.
    public convenience init(path: String, policy: WARCReadingPolicy = .lenient) throws(WARCError) {
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw WARCError(error, path: path, "cannot open the file") }
        try self.init(file: file, offset: 0, policy: policy)
    }

    /// A reader from a byte on at which a record, or its gzip member, starts.
    /// - Throws: `.io`.
    public init(file: OpenFile, offset: UInt64, policy: WARCReadingPolicy = .lenient) throws(WARCError) {
        self.policy = policy
        path = file.path
        filename = WARCRecordLocation.filename(ofPath: file.path)
        do { input = try RecordInput(file: file, offset: offset) } catch {
            throw WARCError(error, path: file.path, offset: offset, "cannot read the file")
        }
    }

    /// The next record; nil at the end of the file. What the caller left unread of the record before is skipped.
    ///
    /// - Throws: `.io` if the file cannot be read. Damage is no error: it is in `findings`; only where the policy says so it is thrown,
    ///   as `.corrupt` or `.truncated`, and the next call reads on.
    public func next() throws(WARCError) -> WARCRecord? {
        if let record = current {
            current = nil
            try finish(record)
        }
        try throwFailure()
        while !isAtEnd {
            do throws(ByteStreamError) {
                guard try advanceToRecord() else {
                    isAtEnd = true
                    break
                }
                if let record = try readHeader() {
                    current = record
                }
            } catch {
                try recover(from: error)
            }
            try throwFailure()
            if let current { return current }
        }
        try throwFailure()
        return nil
    }

    /// Goes to the first byte of the next record. False at the end of the file.
    private func advanceToRecord() throws(ByteStreamError) -> Bool {
        if !isStarted {
            isStarted = true
            if input.container == .gzip, try !input.nextMember() { return false }
        }
        while true {
            try skipLineEnds()
            if try input.ensure(5) > 0 { return true }
            guard input.container == .gzip, try input.nextMember() else { return false }
        }
    }

    /// Empty lines between records are no content, and a member of nothing else is passed over.
    func skipLineEnds() throws(ByteStreamError) {
        while true {
            let bytes = input.available
            let count = bytes.firstIndex { $0 != 0x0D && $0 != 0x0A } ?? bytes.count
            input.take(count)
            if count < bytes.count { return }
            guard try input.fill() else { return }
        }
    }

    /// Reads one header; nil if there is none here, which is then reported, and the input has gone on to a likelier place.
    private func readHeader() throws(ByteStreamError) -> WARCRecord? {
        let offset = input.offset
        let aligned = input.container == .plain || input.isAtMemberStart
        guard try input.startsWithMagic() else {
            reportNoRecord(at: offset, try input.ensure(64))
            try seekMagic()
            return nil
        }
        let (bytes, crossed) = try takeHeader()
        guard bytes.count <= Self.headerLimit else {
            report(.headerTooLong, at: offset, "a record header of more than \(Self.headerLimit) bytes")
            try seekMagic()
            return nil
        }
        let header: WARCHeader
        do throws(WARCError) { header = try WARCHeader(parsing: bytes) } catch {
            report(.notARecord, at: offset, error.message)
            try seekMagic()
            return nil
        }
        if crossed { report(.recordAcrossMembers, at: offset, "the record reaches over several gzip members") }
        guard !header.oddities.contains(.missingEnd) else {
            // What the input stands at now is no block of it, but the next record or the end.
            report(.headerCut, at: offset, "the file or gzip member ends inside a record header")
            return nil
        }
        if !aligned, offset != lastSharedMember {
            lastSharedMember = offset
            report(
                .sharedMember, at: offset, "several records in one gzip member: they cannot be reached one by one",
                hint: "kabinet recompress makes a file of one member per record")
        }
        reportOddities(of: header, at: offset)
        var length = header.contentLength
        if length == nil {
            let written = header["Content-Length"]
            report(
                written == nil ? .missingContentLength : .invalidContentLength, at: offset,
                "the record has no usable Content-Length (\(written ?? "none"))")
            // In a member of its own the block can only be the rest of it; elsewhere the next record is looked for at once.
            if input.container == .plain || !aligned { length = 0 }
        }
        return WARCRecord(
            reader: self, header: header, filename: filename, offset: offset, isAligned: aligned, remaining: length)
    }

    private func takeHeader() throws(ByteStreamError) -> (bytes: [UInt8], crossedMember: Bool) {
        var bytes: [UInt8] = []
        var crossed = false
        while bytes.count <= Self.headerLimit {
            let start = bytes.count
            let whole = try input.takeLine(into: &bytes, limit: Self.headerLimit + 1 - start)
            if whole {
                let line = bytes[start...]
                if line.allSatisfy(WARCHeader.isSpace) { break }
                continue
            }
            if bytes.count > Self.headerLimit { break }
            guard try input.continuesInNextMember() else { break }
            crossed = true
        }
        return (bytes, crossed)
    }

    private func reportNoRecord(at offset: UInt64, _ count: Int) {
        let found = Array(input.available.prefix(min(count, 32)))
        let excerpt = WARCHeader.excerpt(found, 0..<found.count)
        let isARC = found.starts(with: Array("filedesc:".utf8))
        report(
            .notARecord, at: offset, "expected a record that starts with \"WARC/\", found \(excerpt)",
            hint: isARC ? "this is an ARC file, the older format" : nil)
    }
}
