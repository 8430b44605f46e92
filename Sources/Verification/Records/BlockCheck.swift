// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import WARC

/// Reads a block once: digests of block and payload on the way, and the head of HTTP.
struct BlockCheck {
    private let streams: HashStreams
    private let block: DeclaredDigest?
    private let payload: DeclaredDigest?
    /// Whether the payload is the block, so that one digest serves both.
    private let isShared: Bool
    private let expectsHead: Bool

    private var blockStream: DigestStream?
    private var payloadStream: DigestStream?
    private var decodedStream: DigestStream?
    private var storedDigest: Digest?
    /// The bytes before the end of the head was found.
    private var begun: [UInt8] = []
    private var state = State.head
    private var chunks: ChunkedDecoder?
    /// The head with its empty line; nil if there is none.
    private(set) var head: HTTPBlockHead?
    /// Bytes of the payload as stored.
    private(set) var payloadLength: UInt64 = 0
    /// Bytes of the payload without chunks.
    private(set) var decodedLength: UInt64 = 0

    private enum State {
        case head, payload
    }

    init(_ context: RecordContext, streams: HashStreams, digests: (DeclaredDigest?, DeclaredDigest?), expectsHead: Bool)
    {
        self.streams = streams
        self.expectsHead = expectsHead
        (block, payload) = digests
        isShared = !expectsHead && block?.digest?.algorithm == payload?.digest?.algorithm
        if let digest = block?.digest { blockStream = streams.stream(digest.algorithm, .block) }
        if !expectsHead {
            state = .payload
            startPayload()
        }
    }

    /// Takes the next bytes of the block; all of them at once where they are in memory.
    mutating func take(_ bytes: UnsafeRawBufferPointer, isWhole: Bool = false) {
        blockStream?.update(bytes)
        guard state == .head else { return takePayload(bytes) }
        if begun.isEmpty {
            let limit = min(bytes.count, HTTPBlockHead.limit)
            if let head = HTTPBlockHead(UnsafeRawBufferPointer(rebasing: bytes[..<limit]), isWhole: isWhole) {
                self.head = head
                endHead()
                let payload = UnsafeRawBufferPointer(rebasing: bytes[head.count...])
                if isWhole, decodedStream != nil { comparePayload(payload) }
                return takePayload(payload)
            }
            if isWhole {
                endHead()
                return takePayload(bytes)
            }
        }
        begun.append(contentsOf: bytes)
        let found = begun.withUnsafeBytes {
            HTTPBlockHead(UnsafeRawBufferPointer(rebasing: $0.prefix(HTTPBlockHead.limit)))
        }
        guard found != nil || begun.count >= HTTPBlockHead.limit else { return }
        head = found
        endHead()
        takeBegun()
    }

    /// The block has ended.
    mutating func finish() {
        guard state == .head else { return }
        head = begun.withUnsafeBytes { HTTPBlockHead($0, isWhole: true) }
        endHead()
        takeBegun()
    }

    private mutating func takeBegun() {
        let bytes = begun
        begun = []
        bytes.withUnsafeBytes { takePayload(UnsafeRawBufferPointer(rebasing: $0[(head?.count ?? 0)...])) }
    }

    /// Of a payload that is at hand whole, the form without chunks is digested only if that with them does not match.
    private mutating func comparePayload(_ bytes: UnsafeRawBufferPointer) {
        payloadStream?.update(bytes)
        let computed = payloadStream?.finish()
        if computed == payload?.digest { decodedStream = nil }
        storedDigest = computed
        payloadStream = nil
    }

    private mutating func endHead() {
        state = .payload
        startPayload()
        if head?.isChunked == true { chunks = ChunkedDecoder() }
    }

    private mutating func startPayload() {
        guard !isShared, let digest = payload?.digest else { return }
        payloadStream = streams.stream(digest.algorithm, .payload)
        if head?.isChunked == true { decodedStream = streams.stream(digest.algorithm, .decoded) }
    }

    private mutating func takePayload(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        payloadStream?.update(bytes)
        payloadLength += UInt64(bytes.count)
        guard chunks != nil else { return }
        let stream = decodedStream
        var count: UInt64 = 0
        chunks?.decode(bytes) { part in
            stream?.update(part)
            count += UInt64(part.count)
        }
        decodedLength += count
    }

    /// Whether the body is chunked to its end; false for a body without chunks.
    var chunksEnded: Bool {
        guard let chunks, case .complete = chunks.ending else { return false }
        return true
    }

    /// Which of the payload's forms its digest is of.
    enum PayloadMatch {
        case stored, decoded, none
    }

    /// The digest of the block, once; nil if none was declared.
    func blockMatches() -> (isRight: Bool, computed: Digest)? {
        guard let declared = block?.digest, let computed = blockStream?.finish() else { return nil }
        return (computed == declared, computed)
    }

    /// The digest of the payload, once; nil if none was declared.
    func payloadMatches(block computedBlock: Digest?) -> (match: PayloadMatch, computed: Digest)? {
        guard let declared = payload?.digest else { return nil }
        guard let computed = isShared ? computedBlock : storedDigest ?? payloadStream?.finish() else { return nil }
        let decoded = decodedStream?.finish()
        if computed == declared { return (.stored, computed) }
        return (decoded == declared ? .decoded : .none, computed)
    }
}
