// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

extension RecompressionRun {
    /// The record as one that waits for its group to be complete.
    ///
    /// What can be reached by its offset is only read here, and read again when it is written; the rest is put aside.
    func entry(_ record: WARCRecord, _ header: WARCHeader, isChanged: Bool) throws -> RecordGroup.Entry {
        let needsSpool =
            !record.isAligned || header.contentLength == nil
            || (header.blockDigest == nil && options.addedDigests != nil)
        guard !needsSpool else {
            let (body, complete) = try spool(record, header)
            return RecordGroup.Entry(header: complete, block: .spooled(body), isChanged: true)
        }
        let mayCopy = mayCopy(record, isChanged: isChanged)
        let member = try digestPass(record, header)
        return RecordGroup.Entry(
            header: header, block: .stored(offset: record.location.offset, member: mayCopy ? member : nil),
            isChanged: isChanged)
    }

    /// Writes the group that waits: to the current file if it fits, otherwise to the next.
    func writeGroup() throws {
        guard !group.entries.isEmpty else { return }
        let waiting = group
        group = RecordGroup()
        let start = parts.current.position
        let copied = result.copied
        let hadContent = parts.hasContent
        for entry in waiting.entries { try write(entry) }
        guard parts.isTooBig, hadContent else { return }
        try parts.current.cut(to: start)
        result.copied = copied
        try parts.next()
        for entry in waiting.entries { try write(entry) }
    }

    private func write(_ entry: RecordGroup.Entry) throws {
        let header = parts.adapted(entry.header)
        switch entry.block {
        case .stored(_, let member?) where header == entry.header:
            result.copied += 1
            try parts.copy(member, of: file)
        case .stored(let offset, _):
            try writeStored(at: offset, header)
        case .spooled(let body):
            try parts.write(header, count: body.count) { sink in try body.forEachChunk { try sink.write($0) } }
        }
    }
}
