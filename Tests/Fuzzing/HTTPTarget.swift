// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage

/// Reads the bytes as a head, as the value of each field that is parsed, and what follows the head as a body.
enum HTTPTarget {
    /// The most bytes a body may become.
    private static let contentLimit = 1 << 22

    static func run(_ bytes: [UInt8]) throws {
        let end = HTTPMessageHead.endOfHead(in: bytes)
        if let end { Property.require((1...bytes.count).contains(end), "a head ends at \(end) of \(bytes.count)") }
        response(bytes, isWhole: end != nil)
        request(bytes)
        let kept = HTTPMessageHead.renaming("x-fuzzing-none", to: "y", in: bytes)
        Property.equal(kept, bytes, "renaming a field that is not there changes the head")
        let body = Array(bytes[(end ?? 0)...])
        try chunked(body)
        for coding in ContentCoding.allCases { decoded(body, [coding]) }
        if let head = try? HTTPResponseHead(parsing: bytes) {
            let content = try? ContentDecoder.decode(body, fields: head.fields, limit: contentLimit)
            Property.require(content?.count ?? 0 <= contentLimit, "a content is longer than its limit")
            for field in head.fields { values(field.value) }
        }
        values(String(decoding: bytes.prefix(1 << 10), as: UTF8.self))
    }

    private static func response(_ bytes: [UInt8], isWhole: Bool) {
        guard let head = try? HTTPResponseHead(parsing: bytes) else { return }
        guard let same = try? HTTPResponseHead(parsing: head.serialized()) else {
            Property.fail("a head that was read cannot be read again")
        }
        // Without an empty line it is not written back as it was read.
        if isWhole { Property.equal(same.fields, head.fields, "other fields in the head as it was read") }
        guard let again = try? HTTPResponseHead(parsing: bare(head)) else {
            Property.fail("a head that was written cannot be read")
        }
        Property.equal(again.status, head.status, "another status")
        Property.equal(again.fields.count, head.fields.count, "another number of fields")
        // NUL, CR and LF are written as blanks, and those at the ends of a value are dropped: then it is stable.
        let second = bare(again)
        guard let third = try? HTTPResponseHead(parsing: second) else { Property.fail("a head cannot be read twice") }
        Property.equal(bare(third), second, "a head changes each time it is written")
    }

    /// The head written from its parts, not as it was read.
    private static func bare(_ head: HTTPResponseHead) -> [UInt8] {
        HTTPResponseHead(version: head.version, status: head.status, reason: head.reason, fields: head.fields)
            .serialized()
    }

    private static func request(_ bytes: [UInt8]) {
        guard let head = try? HTTPRequestHead(parsing: bytes) else { return }
        // NUL, CR and LF are written as blanks, which would be where method and target end.
        guard (head.method + head.target).utf8.allSatisfy({ $0 > 0x20 }), !head.target.isEmpty else { return }
        let built = HTTPRequestHead(
            method: head.method, target: head.target, version: head.version, fields: head.fields)
        guard let again = try? HTTPRequestHead(parsing: built.serialized()) else {
            Property.fail("a request that was written cannot be read")
        }
        Property.equal(again.method, head.method, "another method")
        Property.equal(again.fields.count, head.fields.count, "another number of fields")
    }

    /// The chunked coding, at once and byte by byte.
    private static func chunked(_ bytes: [UInt8]) throws {
        var whole = ChunkedDecoder()
        var body: [UInt8] = []
        bytes.withUnsafeBytes { whole.decode($0) { body.append(contentsOf: $0) } }
        Property.require(body.count <= bytes.count, "a body grows when its chunks are joined")
        var pieces = ChunkedDecoder()
        var slowBody: [UInt8] = []
        for byte in bytes {
            withUnsafeBytes(of: byte) { pieces.decode($0) { slowBody.append(contentsOf: $0) } }
        }
        Property.equal(slowBody, body, "byte by byte another body comes out of the chunks")
        Property.equal(pieces.ending, whole.ending, "byte by byte the chunks end otherwise")
        Property.equal(pieces.trailers, whole.trailers, "byte by byte there are other trailers")
    }

    /// A content coding, at once and in pieces.
    private static func decoded(_ bytes: [UInt8], _ codings: [ContentCoding]) {
        let (whole, isWholeDone) = content(bytes, codings, step: max(1, bytes.count))
        let (pieces, isPiecesDone) = content(bytes, codings, step: 7)
        Property.require(whole.count <= contentLimit, "\(codings) gives more than the limit")
        if isWholeDone || isPiecesDone {
            Property.equal(isPiecesDone, isWholeDone, "\(codings) is damaged only in pieces, or only at once")
            Property.equal(pieces, whole, "\(codings) gives other bytes in pieces")
        }
    }

    private static func content(
        _ bytes: [UInt8], _ codings: [ContentCoding], step: Int
    ) -> (bytes: [UInt8], isDone: Bool) {
        var content: [UInt8] = []
        let decoder = ContentDecoder(codings, outputLimit: UInt64(contentLimit))
        do {
            for start in stride(from: 0, to: bytes.count, by: step) {
                try decoder.decode(Array(bytes[start..<min(bytes.count, start + step)])) {
                    content.append(contentsOf: $0)
                }
            }
            try decoder.finish { content.append(contentsOf: $0) }
        } catch {
            return (content, false)
        }
        return (content, true)
    }

    private static func values(_ text: String) {
        if let type = MediaType(text) {
            Property.equal(MediaType(type.essence)?.essence, type.essence, "a media type changes")
        }
        Property.require(LinkHeader.parse(text).count <= LinkHeader.limit, "more links than the limit")
        if let seconds = HTTPDate.parse(text, now: ArchiveDate(seconds: 1_800_000_000)) {
            Property.equal(HTTPDate.parse(HTTPDate.format(seconds)), seconds, "a date changes")
        }
        switch RangeRequest.parse(text, size: 1000) {
        case .range(let range):
            Property.require(range.count > 0 && range.offset + range.count <= 1000, "a range beyond the end: \(range)")
        default: break
        }
    }
}
