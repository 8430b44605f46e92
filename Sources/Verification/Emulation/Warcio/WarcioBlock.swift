// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

/// The bytes of one record with its digests on the way, as warcio's verifying reader has them.
///
/// Digests are compared when the last byte of Content-Length was read, so never in a record that is cut.
final class WarcioBlock: WarcioLines {
    private let input: WarcioInput
    /// Bytes that may still be read; nil where the record has no Content-Length.
    private(set) var left: Int64?
    private var block: Declared?
    private var payload: Declared?
    private var readsPayload = false
    /// Digests found wrong, or made in a way unknown to Python.
    private(set) var problems: [String] = []

    /// A digest of the header with the one being computed.
    private struct Declared {
        let value: String
        /// Nil if this machine cannot compute it.
        let stream: DigestStream?
    }

    init(input: WarcioInput, length: Int64?, head: WarcioHead, isVerified: Bool) throws(ToolFailure) {
        self.input = input
        left = length
        guard isVerified, length != nil, head["warc-type"] != "revisit" else { return }
        if let digest = head["warc-block-digest"], !digest.isEmpty { block = declare(digest, "block") }
        if let digest = head["warc-payload-digest"], !digest.isEmpty, head["warc-segment-number"] == nil {
            payload = declare(digest, "payload")
        }
    }

    private func declare(_ digest: String, _ what: String) -> Declared? {
        guard let colon = digest.firstIndex(of: ":"), WarcioDigest.isKnown(String(digest[..<colon])) else {
            problems.append("unknown hash algorithm name in \(what) digest")
            return nil
        }
        let name = String(digest[..<colon])
        return Declared(value: String(digest[digest.index(after: colon)...]), stream: JavaDigests.stream(name))
    }

    /// Says that the head of HTTP was read and the payload begins.
    func beginPayload() throws(ToolFailure) {
        readsPayload = true
        guard left == 0 else { return }
        try compare(payload, "payload")
        payload = nil
    }

    func nextLine() throws(ToolFailure) -> (count: Int, bytes: [UInt8]) {
        guard left != nil else { return try input.nextLine() }
        var line: [UInt8] = []
        var count = 0
        while let left, left > 0 {
            let part = try input.readUpToLineFeed(Int(clamping: left))
            if part.isEmpty { break }
            if line.count < WarcioInput.lineLimit { line.append(contentsOf: part) }
            count += part.count
            try update(part)
            if part.last == 0x0A { break }
        }
        return (count, line)
    }

    /// Reads everything that is left.
    func readToEnd() throws(ToolFailure) {
        while left != 0 {
            let part = try input.read(left.map { Int(clamping: $0) } ?? 1 << 16)
            if part.isEmpty { break }
            try update(part)
        }
    }

    private func update(_ bytes: ArraySlice<UInt8>) throws(ToolFailure) {
        guard let left else { return }
        bytes.withUnsafeBytes { buffer in
            block?.stream?.update(buffer)
            if readsPayload { payload?.stream?.update(buffer) }
        }
        self.left = left - Int64(bytes.count)
        guard self.left == 0, !bytes.isEmpty else { return }
        try compare(block, "block")
        if readsPayload { try compare(payload, "payload") }
    }

    private func compare(_ declared: Declared?, _ what: String) throws(ToolFailure) {
        guard let declared, let stream = declared.stream else { return }
        let computed = Base32.encode(stream.finish().bytes)
        if try WarcioDigest.base32(declared.value, length: computed.utf8.count) != computed {
            problems.append("\(what) digest failed: \(declared.value)")
        }
    }
}
