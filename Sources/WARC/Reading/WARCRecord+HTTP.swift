// SPDX-License-Identifier: EUPL-1.2

public import HTTPMessage

extension WARCRecord {
    /// The parsed head of a `response` or `revisit`; nil if there is none, or it is none of HTTP. Ask before reading the block.
    /// - Throws: As `httpHead`.
    public var http: HTTPResponseHead? {
        get throws(WARCError) {
            guard header.type != .request, let head = try httpHead() else { return nil }
            return try? HTTPResponseHead(parsing: head)
        }
    }

    /// The parsed head of a `request`; nil if there is none. Ask before reading the block.
    /// - Throws: As `httpHead`.
    public var httpRequest: HTTPRequestHead? {
        get throws(WARCError) {
            guard header.type == .request, let head = try httpHead() else { return nil }
            return try? HTTPRequestHead(parsing: head)
        }
    }

    /// Hands over the bytes after the HTTP head exactly as they are stored, or the whole block where there is no head.
    ///
    /// - Throws: What `body` throws; `.corrupt`, `.truncated`, `.io`, `.closed`.
    public func forEachStoredPayloadChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try findHead()
        takeHead()
        try start()
        let begun = bytesAfterHead
        if !begun.isEmpty { try begun.withUnsafeBytes { try body($0) } }
        try forEachRemainingChunk(body)
    }

    /// Hands over the payload: the bytes after the HTTP head without chunked coding, with the content coding they came with.
    ///
    /// Where there is no head, this is the whole block.
    /// - Throws: What `body` throws; `.corrupt`, `.truncated`, `.io`, `.closed`.
    public func forEachPayloadChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        var decoding = TransferDecoding(fields: try http?.fields)
        try forEachStoredPayloadChunk { try decoding.decode($0, into: body) }
        try decoding.finish(into: body)
    }

    /// The whole payload, as `forEachPayloadChunk` gives it.
    /// - Throws: `.tooLarge` if it has more than `limit` bytes; otherwise as there.
    public func readPayload(limit: Int) throws -> [UInt8] {
        var payload: [UInt8] = []
        try forEachPayloadChunk { chunk in
            guard chunk.count <= limit - payload.count else { throw self.tooLarge(limit) }
            payload.append(contentsOf: chunk)
        }
        return payload
    }

    /// Passes over bytes after the HTTP head without reading them, as far as the file allows. Returns how many.
    func skipStoredPayload(_ count: UInt64) throws(WARCError) -> UInt64 {
        try findHead()
        takeHead()
        guard bytesAfterHead.isEmpty, !isCut, !isStarted else { return 0 }
        return try skip(count)
    }
}
