// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Mends an uncompressed WARC file record by record.
///
/// Where a record is not whole, the next one is looked for right behind its header: a wrong Content-Length must not take the records
/// behind it along. Only blocks that hold WARC files themselves are not searched, or their records would come out as this file's.
struct PlainMending {
    let file: OpenFile
    let size: UInt64
    let output: MendOutput

    func run() throws {
        var position: UInt64 = 0
        while position < size {
            let reader = try WARCReader(file: file, offset: position)
            var isBroken = false
            while !isBroken, let record = try reader.next() {
                let before = reader.takeFindings()
                let start = record.location.offset
                try cut(position..<start, before)
                try record.finish()
                let findings = before.filter { $0.offset == start } + reader.takeFindings()
                if let end = try take(record, findings) {
                    position = end
                } else {
                    let embeds = try embedsArchive(at: start)
                    let from = embeds && !record.isCut ? start + record.location.length : start + 1
                    let next = embeds && record.isCut ? size : try nextRecord(from: from)
                    try output.cut(
                        start..<next, reasons: MemberMending.reasons(findings), lost: LostHeader.name(record.header))
                    position = next
                    isBroken = true
                }
            }
            if !isBroken {
                try cut(position..<size, reader.takeFindings())
                position = size
            }
        }
    }

    private func cut(_ range: Range<UInt64>, _ findings: [WARCFinding]) throws {
        guard !range.isEmpty else { return }
        let reasons = MemberMending.reasons(findings.filter { range.contains($0.offset) })
        try output.cut(range, reasons: reasons.isEmpty ? ["bytes that belong to no record"] : reasons)
    }

    /// Takes a record over if it is whole, and says where it ends; nil if it is not whole.
    private func take(_ record: WARCRecord, _ findings: [WARCFinding]) throws -> UInt64? {
        guard !record.isCut, let length = record.header.contentLength else { return nil }
        let start = record.location.offset
        let blockEnd = start + record.location.length
        let kinds = Set(findings.map(\.irregularity))
        guard blockEnd <= size, kinds.isDisjoint(with: MemberMending.damage), let lineEnds = try lineEnds(at: blockEnd)
        else { return nil }
        let range = start..<blockEnd + UInt64(lineEnds)
        var reasons = MemberMending.reasons(findings.filter { MemberMending.form.contains($0.irregularity) })
        if lineEnds != 4, reasons.isEmpty { reasons = ["the record does not end with two empty lines"] }
        if reasons.isEmpty {
            try output.keep(range, records: 1)
        } else {
            try output.rewrite(record.header, block: blockEnd - length..<blockEnd)
            try output.noteReframed(range, reasons: reasons, records: 1)
        }
        return range.upperBound
    }

    /// The bytes of the trailer behind a block; nil if something else than a trailer and a record follows.
    private func lineEnds(at offset: UInt64) throws -> Int? {
        if try file.read(at: offset, count: 4) == RecordEncoder.trailer { return 4 }
        return try MemberTail.lineEnds(at: offset, of: file)
    }

    /// The offset of the next line that starts like a record of a known version; the end of the file if there is none.
    private func nextRecord(from offset: UInt64) throws -> UInt64 {
        let magic = Array("\nWARC/".utf8)
        var position = offset
        while true {
            let bytes = try file.read(at: position, count: 1 << 18)
            guard bytes.count > magic.count else { return size }
            var index = 0
            while index + magic.count < bytes.count, let found = bytes[index...].firstIndex(of: 0x0A) {
                if bytes[found...].starts(with: magic) {
                    let digit = bytes[(found + magic.count)...].first ?? 0
                    if (0x30...0x39).contains(digit) { return position + UInt64(found) + 1 }
                }
                index = found + 1
            }
            position += UInt64(bytes.count - magic.count)
        }
    }

    /// Whether the block of the record at an offset is a WARC file, or a message that carries one.
    private func embedsArchive(at offset: UInt64) throws -> Bool {
        var bytes = try file.read(at: offset, count: 1 << 17)
        guard let end = MemberTail.endOfHeader(bytes) else { return false }
        bytes = Array(bytes[end...])
        if bytes.starts(with: Array("HTTP/".utf8)), let end = MemberTail.endOfHeader(bytes) {
            bytes = Array(bytes[end...])
        }
        return bytes.starts(with: Array("WARC/".utf8))
    }
}
