// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// Does what `fastwarc check -p` does with a file.
final class FastWARCReader {
    private let input: FastWARCInput
    private(set) var answer: ToolAnswer

    init(path: String) throws(ToolFailure) {
        answer = ToolAnswer(.fastwarc, path: path)
        let file: OpenFile
        do { file = try OpenFile(reading: path) } catch { throw .unreadable(error) }
        input = try FastWARCInput(file: file)
    }

    /// Reads the file to the end, or to where FastWARC gives up.
    func run() throws(ToolFailure) {
        do throws(ToolFailure) {
            while let fields = try readHeader() {
                answer.records += 1
                try check(fields)
            }
        } catch {
            guard case .stopped(let exception) = error else { throw error }
            answer.exception = exception
        }
    }

    /// The fields of the next record; nil at the end.
    private func readHeader() throws(ToolFailure) -> [(name: String, value: String)]? {
        while true {
            let bytes = try input.peek()
            guard !bytes.isEmpty else { return nil }
            let count = bytes.prefix { $0 == 0x0D || $0 == 0x0A }.count
            input.take(count)
            if count < bytes.count { break }
        }
        let head = String(decoding: try input.readHead(), as: UTF8.self)
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard Self.isVersion(lines.removeFirst()) else { throw .stopped("OSError: Invalid WARC header") }
        return lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (Self.trimmed(line[..<colon]), Self.trimmed(line[line.index(after: colon)...]))
        }
    }

    private static func isVersion(_ line: Substring) -> Bool {
        // A line that ends with LF alone goes on, but its start is enough.
        let line = trimmed(line.prefix { $0 != "\n" })
        return line == "WARC/1.0" || line == "WARC/1.1" || line.hasPrefix("WARC/0.")
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    private func check(_ fields: [(name: String, value: String)]) throws(ToolFailure) {
        // Three fields are looked for, written just so; after three finds the search is over, even of one thrice.
        let found = fields.filter { ["WARC-Type", "Content-Type", "Content-Length"].contains($0.name) }.prefix(3)
        let length = found.last { $0.name == "Content-Length" }.flatMap { UInt64($0.value) } ?? 0
        let isHTTP = found.last { $0.name == "Content-Type" }?.value.hasPrefix("application/http") ?? false
        let block = fields.first { $0.name.lowercased() == "warc-block-digest" }.map { FastWARCDigest($0.value) }
        let payload = fields.first { $0.name.lowercased() == "warc-payload-digest" }.map { FastWARCDigest($0.value) }
        var left = length
        if isHTTP, payload != nil {
            _ = try input.readHead(limit: length) { part in
                part.withUnsafeBytes { block?.stream?.update($0) }
                left -= UInt64(part.count)
            }
        }
        while left > 0 {
            let part = try input.peek().prefix(Int(clamping: left))
            if part.isEmpty { break }
            part.withUnsafeBytes {
                block?.stream?.update($0)
                payload?.stream?.update($0)
            }
            input.take(part.count)
            left -= UInt64(part.count)
        }
        let isBlockWrong = block.map { !$0.matches() } ?? false
        let isPayloadWrong = payload.map { !isHTTP || !$0.matches() } ?? false
        if isBlockWrong { answer.add("block digest failed") }
        if isPayloadWrong { answer.add("payload digest failed") }
        if isBlockWrong || isPayloadWrong { answer.badDigests += 1 }
    }
}

/// A labelled digest as FastWARC compares it: hexadecimal in either case, or base 32 in capitals with its padding.
private struct FastWARCDigest {
    let value: String
    /// Nil for what FastWARC does not know, or this machine cannot compute.
    let stream: DigestStream?
    private let isKnown: Bool

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].lowercased()
        value = parts.count == 2 ? String(parts[1]).filter { $0 != " " } : ""
        stream = DigestAlgorithm(rawValue: name).map { DigestStream($0) }
        isKnown = stream != nil || name == "sha512"
    }

    func matches() -> Bool {
        guard isKnown else { return false }
        guard let computed = stream?.finish() else { return true }
        return value == Base32.encode(computed.bytes) || value.lowercased() == Hex.encode(computed.bytes)
    }
}
