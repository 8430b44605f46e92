// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import WARC

/// Ways to read a record to its end.
enum BlockCheck {
    /// Whether an error is one that damaged input may lead to.
    static func isDamage(_ error: WARCError) -> Bool { error.code == .corrupt || error.code == .truncated }

    /// The block: exactly Content-Length bytes, or an error.
    static func read(_ record: WARCRecord) throws {
        var count: UInt64 = 0
        try record.forEachBlockChunk { count += UInt64($0.count) }
        if let length = record.header.contentLength {
            Property.equal(count, length, "a block is not as long as Content-Length says")
        }
    }

    /// The HTTP head, in both ways; they agree on the status.
    static func readHead(_ record: WARCRecord) throws {
        let head = try record.httpHead()
        if let head, let length = record.header.contentLength {
            Property.require(UInt64(head.count) <= length, "a head is longer than its block")
            Property.require(head.count <= WARCRecord.headLimit, "a head is longer than the limit")
        }
        let (response, request) = (try record.http, try record.httpRequest)
        Property.require(response == nil || request == nil, "a head is of a response and of a request")
        if let response {
            let status: Int? = try record.withHTTPSummary { $0?.status }
            if let status { Property.equal(status, response.status, "two statuses of one head") }
        }
        var count: UInt64 = 0
        try record.forEachStoredPayloadChunk { count += UInt64($0.count) }
        if let length = record.header.contentLength {
            Property.equal(count + UInt64(head?.count ?? 0), length, "head and stored payload are not the block")
        }
    }

    /// The content ends at its limit.
    static func readContent(_ record: WARCRecord) throws {
        let limit: UInt64 = 1 << 22
        var count: UInt64 = 0
        do { try record.forEachContentChunk(limit: limit) { count += UInt64($0.count) } } catch let error as WARCError {
            Property.require(error.code == .tooLarge || isDamage(error), "content leads to \(error)")
        }
        Property.require(count <= limit, "a content is longer than its limit")
    }

    /// The payload without chunked coding is never longer than the block.
    static func readPayload(_ record: WARCRecord) throws {
        var count: UInt64 = 0
        try record.forEachPayloadChunk { count += UInt64($0.count) }
        if let length = record.header.contentLength {
            Property.require(count <= length, "a payload is longer than its block")
        }
    }
}
