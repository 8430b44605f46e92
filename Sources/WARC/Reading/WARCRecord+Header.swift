// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

extension WARCRecord {
    /// Reads the header the input stands at. False if there is none, which is then reported, and the input has gone on to a likelier place.
    func readHeader() throws(ByteStreamError) -> Bool {
        let input = state.input
        let place = input.offset
        let isWARC = try input.ensure(5) >= 5 && WARCHeader.isMagic(input.available)
        let line = isWARC ? nil : try state.arcLine()
        guard isWARC || line != nil else {
            try state.reportNoRecord(at: place)
            try state.seekRecord()
            return false
        }
        state.recordsInMember += 1
        let isFirst = state.recordsInMember == 1 && !state.startsWithRest
        begin(at: place, isAligned: input.container == .plain || isFirst)
        let isRead = if let line { try readARCHeader(line) } else { try readWARCHeader() }
        guard isRead else {
            giveUp()
            return false
        }
        if !isAligned, state.recordsInMember == 2 {
            state.report(
                .sharedMember, at: place,
                "several records in one \(state.memberNoun): they cannot be reached one by one",
                hint: "kabinet recompress makes a file of one member per record")
        }
        return true
    }

    private func readWARCHeader() throws(ByteStreamError) -> Bool {
        guard try takeHeader() else { return false }
        state.isWARC = true
        state.reportOddities(of: header, at: offset)
        remaining = header.contentLength
        if remaining == nil {
            let written = header["Content-Length"]
            state.report(
                written == nil ? .missingContentLength : .invalidContentLength, at: offset,
                "the record has no usable Content-Length (\(written ?? "none"))")
            // In a member of its own the block can only be the rest of it; elsewhere the next record is looked for at once.
            if state.input.container == .plain || !isAligned { remaining = 0 }
        }
        return true
    }

    /// Reads the header in one go where all of it is at hand, as it is almost always.
    private func takeHeader() throws(ByteStreamError) -> Bool {
        let input = state.input
        while true {
            if let count = header.parse(input.available, isAll: false) {
                input.take(count)
                return true
            }
            guard input.available.count < 1 << 16, try input.fill() else { return try gatherHeader() }
        }
    }

    /// Reads a header that is long, or reaches over several members.
    private func gatherHeader() throws(ByteStreamError) -> Bool {
        let place = offset
        let (bytes, crossed) = try gatherLines()
        guard bytes.count <= WARCReader.headerLimit else {
            state.report(.headerTooLong, at: place, "a record header of more than \(WARCReader.headerLimit) bytes")
            try state.seekRecord()
            return false
        }
        _ = bytes.withUnsafeBytes { header.parse($0, isAll: true) }
        if crossed { reportCrossing() }
        guard !header.oddities.contains(.missingEnd) else {
            // What the input stands at now is no block of it, but the next record or the end.
            state.report(.headerCut, at: place, "the file or \(state.memberNoun) ends inside a record header")
            return false
        }
        return true
    }

    private func gatherLines() throws(ByteStreamError) -> (bytes: [UInt8], crossedMember: Bool) {
        var bytes: [UInt8] = []
        var crossed = false
        while bytes.count <= WARCReader.headerLimit {
            let start = bytes.count
            let isWhole = try state.input.takeLine(into: &bytes, limit: WARCReader.headerLimit + 1 - start)
            if isWhole {
                if bytes[start...].allSatisfy(WARCHeader.isSpace) { break }
                continue
            }
            if bytes.count > WARCReader.headerLimit { break }
            guard try state.continuesInNextMember() else { break }
            crossed = true
        }
        return (bytes, crossed)
    }
}

extension ReadingState {
    /// Says what stands where a record was expected.
    func reportNoRecord(at offset: UInt64) throws(ByteStreamError) {
        let found = Array(input.available.prefix(min(try input.ensure(64), 32)))
        report(
            .notARecord, at: offset,
            "expected a record of WARC or ARC, found \(WARCHeader.excerpt(found, 0..<found.count))")
    }
}
