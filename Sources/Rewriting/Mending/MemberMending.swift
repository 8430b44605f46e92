// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Mends a compressed file, or an ARC file, member by member.
///
/// The reader finds its way past damage; what it passes over, and members in which something is wrong, are cut out.
struct MemberMending {
    /// One gzip member or Zstandard frame with all records that start in it; in a plain ARC file one record.
    private struct Unit {
        let start: UInt64
        var end: UInt64?
        var records = 0
        var findings: [WARCFinding] = []
        var hasCutRecord = false
        var last: WARCHeader?
    }

    let file: OpenFile
    let size: UInt64
    let output: MendOutput

    func run() throws {
        let reader = try WARCReader(file: file, offset: 0)
        var unit: Unit?
        var position = try keepDictionary()
        while let record = try reader.next() {
            let before = reader.takeFindings()
            let start = record.location.offset
            if unit?.start != start {
                position = try close(unit, at: start, before, from: position)
                unit = Unit(start: start)
            }
            unit?.findings += before.filter { $0.offset == start }
            try record.finish()
            unit?.findings += reader.takeFindings()
            // A member full of small damaged records must not fill the memory with findings.
            if let count = unit?.findings.count, count > 100 { unit?.findings.removeLast(count - 100) }
            unit?.records += 1
            unit?.last = record.header
            if record.isCut { unit?.hasCutRecord = true }
            // In a plain file the length leaves out the empty line behind the record, which belongs to it all the same.
            if record.location.length > 0, reader.container != .plain { unit?.end = start + record.location.length }
        }
        _ = try close(unit, at: size, reader.takeFindings(), from: position)
    }

    /// A Zstandard file may start with its dictionary, without which nothing can be read.
    private func keepDictionary() throws -> UInt64 {
        guard let dictionary = try ZstdDictionary.atStart(of: file) else { return 0 }
        try output.keep(0..<dictionary.frameLength, records: 0)
        return dictionary.frameLength
    }

    /// Ends a unit where the next begins, and cuts out what is between them.
    private func close(
        _ unit: Unit?, at next: UInt64, _ findings: [WARCFinding], from position: UInt64
    ) throws -> UInt64 {
        var position = position
        if let unit {
            let inside = findings.map(\.offset).filter { $0 > unit.start && $0 < next }.min() ?? next
            let end = min(max(unit.end ?? inside, unit.start), next)
            try take(unit, unit.start..<end, later: findings.filter { $0.offset == unit.start })
            position = end
        }
        if position < next {
            let reasons = Self.reasons(findings.filter { $0.offset >= position && $0.offset < next })
            try output.cut(
                position..<next, reasons: reasons.isEmpty ? ["bytes that belong to no record"] : reasons,
                lost: try LostHeader.name(inMemberAt: position, of: file))
        }
        return next
    }

    private func take(_ unit: Unit, _ range: Range<UInt64>, later: [WARCFinding]) throws {
        let findings = unit.findings + later
        var kinds = Set(findings.map(\.irregularity))
        let isARC = unit.last?.version.hasPrefix("ARC/") == true
        let hasSurplus = isARC && kinds.contains(.badTrailer)
        // ARC knows no form that could be put right.
        if isARC { kinds.subtract(Self.form) }
        let isDamaged = hasSurplus || unit.hasCutRecord || !kinds.isDisjoint(with: Self.damage)
        guard isDamaged || !kinds.isDisjoint(with: Self.form) else {
            return try output.keep(range, records: unit.records)
        }
        let (saved, lost) = try salvage(range.lowerBound)
        let reasons = Self.reasons(
            findings.filter { Self.damage.contains($0.irregularity) || Self.form.contains($0.irregularity) })
        if !isDamaged, lost == 0, saved == unit.records {
            try output.noteReframed(range, reasons: reasons, records: saved)
        } else {
            let named = lost > 0 ? unit.last.map(LostHeader.name) : nil
            try output.cut(range, reasons: reasons, lost: named, salvaged: saved)
        }
    }

    /// Writes the whole records of one member anew.
    private func salvage(_ start: UInt64) throws -> (saved: Int, lost: Int) {
        let reader = try WARCReader(file: file, offset: start)
        var (saved, lost) = (0, 0)
        while let record = try reader.next(), record.location.offset == start {
            _ = reader.takeFindings()
            if try output.rewrite(record, of: reader) { saved += 1 } else { lost += 1 }
        }
        return (saved, lost)
    }

    static func reasons(_ findings: [WARCFinding]) -> [String] {
        var seen: Set<String> = []
        return findings.map(\.message).filter { seen.insert($0).inserted }.prefix(10).map { $0 }
    }

    /// What makes a member one that cannot be taken over.
    static let damage: Set<WARCIrregularity> = [
        .damagedMember, .cutMember, .trailingBytes, .notARecord, .headerTooLong, .headerCut, .missingContentLength,
        .invalidContentLength, .cutBlock,
    ]

    /// What can be put right without touching a block. Several records in one member are no damage, but half of all readers refuse them.
    static let form: Set<WARCIrregularity> = [
        .badTrailer, .bareLineFeed, .spaceBeforeColon, .recordAcrossMembers, .linesBeforeRecord, .sharedMember,
    ]
}
