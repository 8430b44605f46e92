// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Does what `warcio check` does with a file.
final class WarcioReader {
    private enum Format {
        case warc, arc
    }

    private let input: WarcioInput
    private var format: Format?
    private var block: WarcioBlock?
    private var isReadToEnd = true
    private var nextLine: [UInt8]?
    private(set) var answer: ToolAnswer

    init(path: String) throws(ToolFailure) {
        answer = ToolAnswer(.warcio, path: path)
        do throws(ByteStreamError) {
            input = WarcioInput(feed: FileFeed(file: try OpenFile(reading: path)))
        } catch {
            throw .unreadable(error)
        }
    }

    /// Reads the file to the end, or to where warcio gives up.
    func run() throws(ToolFailure) {
        do throws(ToolFailure) {
            try readRecords()
        } catch {
            guard case .stopped(let exception) = error else { throw error }
            answer.exception = exception
        }
    }

    private func readRecords() throws(ToolFailure) {
        var isSharedMember = false
        var sawEnd = false
        while true {
            if let record = try readHead() {
                if isSharedMember {
                    throw .stopped(
                        "ArchiveLoadFailed: non-chunked gzip file detected, gzip block continues beyond single record")
                }
                answer.records += 1
                try finish()
                if !record.problems.isEmpty {
                    answer.badDigests += 1
                    for problem in record.problems { answer.add(Self.kind(of: problem)) }
                }
            } else {
                sawEnd = true
                try finish()
            }
            if input.isCompressed {
                if input.nextMember() { continue }
                if sawEnd { break }
                isSharedMember = true
            } else if sawEnd {
                break
            }
        }
    }

    /// The digest itself would make each diagnostic one of a kind.
    private static func kind(of problem: String) -> String {
        problem.split(separator: ":", maxSplits: 1).first.map(String.init) ?? problem
    }

    /// Reads the rest of the record and the blank lines after it; the line after those is the next record's first.
    private func finish() throws(ToolFailure) {
        guard let block, !isReadToEnd else { return }
        try block.readToEnd()
        nextLine = nil
        var isFirst = true
        while true {
            let line = try input.nextLine()
            if line.count == 0 { break }
            // The first line is passed over whatever it holds: warcio warns that Content-Length may be wrong.
            if isFirst || WarcioText.isBlank(line.bytes) {
                isFirst = false
                continue
            }
            nextLine = line.bytes
            break
        }
        isReadToEnd = true
    }

    /// Reads the head of a record; nil where Python raises EOFError.
    private func readHead() throws(ToolFailure) -> WarcioBlock? {
        guard let (head, length, isHTTP) = try readRecordHead() else { return nil }
        let block = try WarcioBlock(input: input, length: length, head: head, isVerified: true)
        if isHTTP, try WarcioHead(from: block) == nil, head["warc-type"] != "revisit" { return nil }
        try block.beginPayload()
        self.block = block
        isReadToEnd = false
        return block
    }

    private func readRecordHead() throws(ToolFailure) -> (WarcioHead, length: Int64?, isHTTP: Bool)? {
        var isWARC = true
        var firstLine = nextLine
        if firstLine == nil { firstLine = try input.nextLine().bytes }
        guard let firstLine, !firstLine.isEmpty else { return nil }
        if format != .arc {
            let head = try WarcioHead(from: input, firstLine: firstLine) { line in
                isWARC = ["WARC/1.1", "WARC/1.0", "WARC/0.17", "WARC/0.18"].contains { line.uppercased().hasPrefix($0) }
                return isWARC
            }
            if isWARC, let head {
                format = .warc
                return (head, try length(head["content-length"]), try isHTTP(head))
            }
            if format == .warc {
                throw .stopped("ArchiveLoadFailed: Invalid WARC record, first line: \(Self.excerpt(firstLine))")
            }
        }
        return try readARC(firstLine)
    }

    private func readARC(_ firstLine: [UInt8]) throws(ToolFailure) -> (WarcioHead, length: Int64?, isHTTP: Bool)? {
        let line = WarcioText.stripped(firstLine)
        var before: Int64 = 0
        if line.hasPrefix("filedesc://") {
            for _ in 0..<2 { before += Int64(try input.nextLine().count) }
        }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count >= 5 else {
            let what = format == .arc ? "Invalid ARC record" : "Unknown archive format"
            throw .stopped("ArchiveLoadFailed: \(what), first line: \(Self.excerpt(firstLine))")
        }
        format = .arc
        guard let head = try WarcioHead(from: NoLines(), firstLine: Array("ARC/1.0".utf8)) else { return nil }
        let length = max((WarcioText.integer(String(parts[parts.count - 1])) ?? 0) - before, 0)
        let isHTTP = line.hasPrefix("http:") || line.hasPrefix("https:")
        return (head, length, isHTTP && length != 0)
    }

    private func length(_ text: String?) throws(ToolFailure) -> Int64? {
        guard let text else { return nil }
        return max(WarcioText.integer(text) ?? 0, 0)
    }

    private func isHTTP(_ head: WarcioHead) throws(ToolFailure) -> Bool {
        guard try length(head["content-length"]) != 0, ["response", "request", "revisit"].contains(head["warc-type"])
        else { return false }
        guard var uri = head["warc-target-uri"] else {
            throw .stopped("AttributeError: 'NoneType' object has no attribute 'startswith'")
        }
        if uri.hasPrefix("<"), uri.hasSuffix(">") { uri = String(uri.dropFirst().dropLast()) }
        return uri.hasPrefix("http:") || uri.hasPrefix("https:")
    }

    private static func excerpt(_ line: [UInt8]) -> String { String(WarcioText.stripped(Array(line.prefix(200)))) }
}

/// No lines at all.
private final class NoLines: WarcioLines {
    func nextLine() throws(ToolFailure) -> (count: Int, bytes: [UInt8]) { (0, []) }
}
