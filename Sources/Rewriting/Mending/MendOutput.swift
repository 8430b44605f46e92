// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Where mending puts what it finds: the mended file, the bytes that were cut out, and the report.
///
/// Nothing is made before the first defect, so that a healthy file costs no more than reading it.
final class MendOutput {
    private(set) var result: MendResult
    private let file: OpenFile
    private let path: String
    private let mayReplace: Bool
    private let inputs: Set<FileIdentity>
    private let encoder: RecordEncoder
    /// Everything before is to be copied; until the first defect that is everything so far.
    private var pending: Range<UInt64> = 0..<0
    private var mended: RewriteOutput?
    private var rest: RewriteOutput?
    private var report: RewriteOutput?

    init(
        file: OpenFile, path: String, mayReplace: Bool, others: Set<FileIdentity>, format: RewriteFormat,
        dictionary: ZstdDictionary?
    ) {
        self.file = file
        self.path = path
        self.mayReplace = mayReplace
        inputs = others.union(FileIdentity(of: file.path).map { [$0] } ?? [])
        encoder = RecordEncoder(format, dictionary: dictionary)
        result = MendResult(path: file.path)
    }

    /// Takes over a stretch of the file as it is.
    func keep(_ range: Range<UInt64>, records: Int) throws {
        result.records += records
        guard !range.isEmpty else { return }
        if range.lowerBound == pending.upperBound {
            pending = pending.lowerBound..<range.upperBound
        } else {
            try flush()
            pending = range
        }
    }

    /// Cuts a stretch out. What was salvaged of it has been written before.
    func cut(_ range: Range<UInt64>, reasons: [String], lost: String? = nil, salvaged: Int = 0) throws {
        guard !range.isEmpty else { return }
        try begin()
        if rest == nil {
            rest = try RewriteOutput(path: path + ".rest", mayReplace: mayReplace, inputs: inputs)
        }
        let offset = rest?.position
        try rest?.copy(range, of: file)
        result.cutBytes += UInt64(range.count)
        let entry = MendedRange(
            fate: salvaged > 0 ? .salvaged : .cut, range: range, restOffset: offset, reasons: reasons, lost: lost,
            salvaged: salvaged)
        try note(entry)
    }

    /// Says that a stretch was written anew without loss.
    func noteReframed(_ range: Range<UInt64>, reasons: [String], records: Int) throws {
        try note(MendedRange(fate: .reframed, range: range, reasons: reasons, salvaged: records))
    }

    /// Writes a record anew, from a reader that stands at it, and takes it back if it turns out not to be whole.
    /// - Returns: Whether it was whole.
    func rewrite(_ record: WARCRecord, of reader: WARCReader) throws -> Bool {
        guard let count = record.header.contentLength, !record.header.version.hasPrefix("ARC/") else { return false }
        try begin()
        guard let mended else { return false }
        let start = mended.position
        let declared = record.header.blockDigest.flatMap { Digest(labelled: $0) }
        let digest = declared.map { DigestStream($0.algorithm) }
        do {
            try encoder.write(header: record.header.serialized(), count: count, to: mended) { sink in
                var handed: UInt64 = 0
                do {
                    try record.forEachBlockChunk { chunk in
                        digest?.update(chunk)
                        handed += UInt64(chunk.count)
                        try sink.write(chunk)
                    }
                } catch let error as WARCError where handed == count && [.corrupt, .truncated].contains(error.code) {
                    // All of the block came, out of a member whose checksum did not: what that means is decided below.
                }
            }
        } catch let error as WARCError where error.code == .corrupt || error.code == .truncated {
            return false
        } catch let error as ByteStreamError where error.code == .truncated || error.code == .tooLarge {
            return false
        }
        try record.finish()
        let isProven = digest.map { $0.finish() == declared } ?? false
        let kinds = Set(reader.takeFindings().map(\.irregularity))
        // Wrong data may decode to something; only a digest then tells that the block is what it was.
        var isDoubtful = kinds.contains(.damagedMember)
        if kinds.contains(.badTrailer), !isProven {
            isDoubtful = try !MemberTail.isLineEnds(behindRecordAt: record.location.offset, of: file)
        }
        if record.isCut || (isDoubtful && !isProven) || (declared != nil && !isProven && kinds.contains(.cutMember)) {
            try mended.cut(to: start)
            return false
        }
        result.records += 1
        result.rewritten += 1
        return true
    }

    /// Writes a record of a plain file anew, of which the header and the place of the block are known.
    func rewrite(_ header: WARCHeader, block: Range<UInt64>) throws {
        try begin()
        guard let mended else { return }
        try mended.append(header.serialized())
        try mended.copy(block, of: file)
        try mended.append(RecordEncoder.trailer)
        result.records += 1
        result.rewritten += 1
    }

    /// Gives all files their names, the mended one last: it never stands there without what was cut out of it.
    func finish(isWanted: Bool, size: UInt64, input: String) throws -> MendResult {
        guard mended != nil || isWanted else { return result }
        try begin()
        try flush()
        if let rest {
            result.rest = rest.path
            try rest.commit()
        }
        if let report {
            result.report = report.path
            try report.append(Array("\n]}\n".utf8))
            try report.commit()
        }
        try mended?.commit()
        result.output = path
        return result
    }

    private func begin() throws {
        if mended == nil { mended = try RewriteOutput(path: path, mayReplace: mayReplace, inputs: inputs) }
        try flush()
    }

    private func flush() throws {
        guard !pending.isEmpty else { return }
        if mended == nil { mended = try RewriteOutput(path: path, mayReplace: mayReplace, inputs: inputs) }
        try mended?.copy(pending, of: file)
        pending = pending.upperBound..<pending.upperBound
    }

    private func note(_ entry: MendedRange) throws {
        if report == nil {
            report = try RewriteOutput(path: path + ".mend.json", mayReplace: mayReplace, inputs: inputs)
            let head = JSONText.object([
                ("file", JSONText.quoted(file.path)), ("size", "\(try file.size())"),
                ("mended", JSONText.quoted(path)), ("rest", JSONText.quoted(path + ".rest")),
            ])
            try report?.append(Array((head.dropLast() + ", \"ranges\": [").utf8))
        }
        try report?.append(Array(((result.rangeCount == 0 ? "\n" : ",\n") + entry.json).utf8))
        result.rangeCount += 1
        if result.ranges.count < MendResult.shownLimit { result.ranges.append(entry) }
    }
}
