// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import WARC

/// What makes two payloads the same: their stored bytes, how they are coded, and the kind of digest they are known by.
///
/// SHA-256 of the bytes is computed whatever the record declares: files with the same SHA-1 and other content exist.
struct PayloadIdentity {
    /// 32 bytes that stand for all of it.
    let key: [UInt8]
    /// Bytes of the payload as stored.
    let length: UInt64
    /// WARC-Payload-Digest: as declared, or computed.
    let digest: String
    /// The HTTP head with its empty line.
    let head: [UInt8]

    /// The algorithm for payloads that declare no digest: the one indexers compute for them.
    private static let usual = DigestAlgorithm.sha1

    /// Reads the whole record.
    ///
    /// Nil if it is no response that a revisit can stand for: without an HTTP head, of too few bytes, truncated, in segments, without
    /// address or date, or with a digest that is not known or not right.
    /// - Throws: `WARCError` where the record is damaged.
    init?(of record: WARCRecord, in file: OpenFile, atLeast minimum: UInt64) throws {
        let header = record.header
        guard header.type == .response, header.truncated == nil, header["WARC-Segment-Number"] == nil,
            header.targetURI != nil, header.date != nil, header.recordID != nil, record.isAligned,
            let count = header.contentLength, count >= max(minimum, 1), let head = try record.httpHead(),
            let fields = try record.http?.fields, count >= UInt64(head.count),
            count - UInt64(head.count) >= max(minimum, 1)
        else { return nil }
        let declared = header.payloadDigest.map { Digest(labelled: $0) }
        if let declared, declared == nil { return nil }
        let algorithm = declared??.algorithm ?? Self.usual
        let content = DigestStream(.sha256)
        let own = algorithm == .sha256 ? nil : DigestStream(algorithm)
        try record.forEachStoredPayloadChunk { chunk in
            content.update(chunk)
            own?.update(chunk)
        }
        let sum = content.finish()
        let stored = own?.finish() ?? sum
        var proven = stored
        if let declared = declared ?? nil, declared != stored {
            // Some writers hash what is inside the chunks.
            guard Self.isChunked(fields),
                try Self.decodedDigest(at: record.location.offset, of: file, algorithm) == declared
            else { return nil }
            proven = declared
        }
        self.head = head
        length = count - UInt64(head.count)
        digest = header.payloadDigest ?? stored.labelled
        let identity = DigestStream(.sha256)
        identity.update(sum.bytes)
        let codings = Self.codings(fields)
        identity.update(Array("\(length)\n\(proven.labelled)\n\(codings)\n".utf8))
        key = identity.finish().bytes
    }

    /// How a reader of the head would decode the body: a payload is only the same under the same codings.
    private static func codings(_ fields: HTTPFields) -> String {
        ["Transfer-Encoding", "Content-Encoding"].map { name in
            fields.all(name).joined(separator: ",").lowercased().filter { $0 != " " && $0 != "\t" }
        }.joined(separator: "\n")
    }

    /// Whether the head announces chunks.
    static func isChunked(_ fields: HTTPFields) -> Bool {
        fields.all("Transfer-Encoding").joined(separator: ",").lowercased().hasSuffix("chunked")
    }

    /// The digest of a payload without its chunks.
    static func decodedDigest(
        at offset: UInt64, of file: OpenFile, _ algorithm: DigestAlgorithm
    ) throws -> Digest {
        let stream = DigestStream(algorithm)
        try WARCRecordAccess.read(at: offset, of: file).forEachPayloadChunk { stream.update($0) }
        return stream.finish()
    }
}
