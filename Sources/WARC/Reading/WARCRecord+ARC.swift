// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

extension WARCRecord {
    /// Whether this is a record of an ARC file, the format before WARC.
    public var isARC: Bool { header.version.hasPrefix("ARC/") }

    /// Reads the record line of an ARC file, and looks at the start of the block for what the line does not say.
    func readARCHeader(_ line: ARCRecordLine) throws(ByteStreamError) -> Bool {
        let input = state.input
        guard line.bytes.last == 0x0A else {
            input.take(line.bytes.count)
            state.report(.headerCut, at: offset, "the file or \(state.memberNoun) ends inside a record line")
            return false
        }
        input.take(line.bytes.count)
        let wanted = line.isVersionBlock ? ARCVersionBlock.byteLimit : 5
        let limit = Int(clamping: min(UInt64(wanted), line.contentLength ?? UInt64(wanted)))
        _ = try input.ensure(limit)
        let start = Array(input.available.prefix(limit))
        if line.isVersionBlock { state.arc = ARCVersionBlock(parsing: start) }
        let version = (state.arc ?? .unknown).version
        if state.arc == nil { state.arc = .unknown }
        header = WARCHeader(arc: line, version: version, blockStart: start)
        if !line.oddities.isEmpty {
            state.report(.arcField, at: offset, line.oddities.joined(separator: "; "))
        }
        remaining = line.contentLength
        if remaining == nil { try findARCBlockEnd(isVersionBlock: line.isVersionBlock) }
        return true
    }

    /// Without a length the block is the rest of the member; elsewhere the next record is looked for at once.
    private func findARCBlockEnd(isVersionBlock: Bool) throws(ByteStreamError) {
        state.report(.invalidContentLength, at: offset, "the record line has no usable length")
        guard state.input.container == .plain || !isAligned else { return }
        remaining = 0
        guard isVersionBlock else { return }
        var lines: [UInt8] = []
        for _ in 0..<ARCVersionBlock.lineCount {
            guard try state.input.takeLine(into: &lines, limit: ARCVersionBlock.byteLimit) else { return }
        }
    }

    /// A line end parts the records of an ARC file.
    func readARCTrailer() throws(ByteStreamError) {
        let input = state.input
        let lineEnds = try input.skipLineEnds()
        if lineEnds > 2 {
            state.report(
                .linesBeforeRecord, at: offset, "\(lineEnds) bytes of line ends follow the record, expected one")
        }
        guard try !input.isAtEnd(), try !state.isAtRecord() else { return }
        state.report(
            .badTrailer, at: offset, "the record is followed by something else than a record",
            hint: "its length is probably wrong")
        try state.seekRecord()
    }
}
