// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Reads a file as JWAT does and collects what it says about each record.
///
/// Of a gzip member JWAT reads the first record only, and it stops at the first member that holds none.
final class JWATReader {
    private let version: JWATVersion
    private let feed: FileFeed
    private let entries: JWATEntries?
    private var input: JWATInput?
    private(set) var answer: ToolAnswer

    init(path: String, _ tool: EmulatedTool) throws(ToolFailure) {
        version = tool == .jhove ? .v103 : .v121
        answer = ToolAnswer(tool, path: path)
        do throws(ByteStreamError) {
            let file = try OpenFile(reading: path)
            feed = FileFeed(file: file)
            entries = try file.read(at: 0, count: 2) == [0x1F, 0x8B] ? JWATEntries(feed: feed) : nil
        } catch {
            throw .unreadable(error)
        }
    }

    /// Reads the file to the end, or to where JWAT gives up.
    func run() throws(ToolFailure) {
        do throws(ToolFailure) {
            while let input = try nextInput(), try readRecord(from: input) {}
        } catch {
            guard case .stopped(let exception) = error else { throw error }
            answer.exception = exception
        }
    }

    private func nextInput() throws(ToolFailure) -> JWATInput? {
        guard let entries else {
            if input == nil { input = JWATInput(feed: feed, entries: nil) }
            return input
        }
        return try entries.next() ? JWATInput(feed: feed, entries: entries) : nil
    }

    private func readRecord(from input: JWATInput) throws(ToolFailure) -> Bool {
        let start = input.consumed
        var header = JWATHeader(version)
        guard try header.read(from: input) else {
            collect(header)
            if answer.records == 0 { answer.add("E:ERROR_EXPECTED:WARC file") }
            if version == .v121, input.consumed > start { answer.add("E:UNDESIRED_DATA:Trailing data") }
            return false
        }
        answer.records += 1
        if let length = header.contentLength, length > 0 { try readBlock(UInt64(length), &header, from: input) }
        try readTrailer(&header, from: input)
        try entries?.close()
        collect(header)
        return true
    }

    private func readBlock(_ length: UInt64, _ header: inout JWATHeader, from input: JWATInput) throws(ToolFailure) {
        let block = header.blockDigest.flatMap { JavaDigests.stream($0.algorithm) }
        let kind = httpKind(header)
        let head = JWATBlockHead(input: input, length: length)
        var payload: DigestStream?
        var hasHead = false
        if let kind {
            hasHead = try head.take(kind, version)
            if hasHead {
                payload = header.payloadDigest.flatMap { JavaDigests.stream($0.algorithm) }
            } else if version == .v103 {
                header.error("ERROR", "http header")
            } else {
                header.warning("ERROR", "http header")
            }
        }
        block?.update(head.bytes)
        let left = length - UInt64(head.bytes.count)
        let read = try input.forward(left) { part in
            part.withUnsafeBytes {
                block?.update($0)
                payload?.update($0)
            }
        }
        // In a plain file the rest is skipped by the system, which does not mind the end of the file.
        if read < left, !input.isPlain { header.error("INVALID_DATA", "Payload length mismatch") }
        if let declared = header.blockDigest { compare(declared, block?.finish(), "block", &header) }
        let isChecked = version == .v103 || ![nil, .revisit, .continuation].contains(header.type)
        if hasHead, isChecked, let declared = header.payloadDigest {
            compare(declared, payload?.finish(), "payload", &header)
        }
    }

    private func httpKind(_ header: JWATHeader) -> JWATHTTPHead.Kind? {
        guard let type = header.contentType, type.type == "application", type.subtype == "http" else { return nil }
        switch type.parameters["msgtype"]?.lowercased() {
        case "response": return .response
        case "request": return .request
        default: return nil
        }
    }

    private func compare(_ declared: JWATDigest, _ computed: Digest?, _ what: String, _ header: inout JWATHeader) {
        guard let bytes = declared.bytes else {
            return header.error("UNKNOWN", "Record \(what) digest encoding scheme")
        }
        guard let computed, computed.bytes != bytes else { return }
        header.error("INVALID_EXPECTED", "Incorrect \(what) digest")
        answer.badDigests += 1
    }

    /// Two line ends are expected; a lone CR or LF counts as one.
    private func readTrailer(_ header: inout JWATHeader, from input: JWATInput) throws(ToolFailure) {
        var count = 0
        var warnings: Set<String> = []
        reading: while true {
            let (first, second) = try input.readPair()
            switch (first, second) {
            case (0x0D, 0x0A): break
            case (0x0A, 0x0D): warnings.formUnion(["Misplaced CR", "Misplaced LF"])
            case (0x0D, let next):
                warnings.insert("Missing LF")
                if let next { input.unread(next) }
            case (0x0A, let next):
                warnings.insert("Missing CR")
                if let next { input.unread(next) }
            default:
                if let second { input.unread(second) }
                if let first { input.unread(first) }
                break reading
            }
            count += 1
        }
        for warning in warnings { header.warning("ERROR_EXPECTED", warning) }
        if count != 2 { header.error("INVALID_EXPECTED", "Trailing newlines") }
    }

    private func collect(_ header: JWATHeader) {
        for (diagnostic, count) in header.diagnostics { answer.add(diagnostic, count) }
    }
}
