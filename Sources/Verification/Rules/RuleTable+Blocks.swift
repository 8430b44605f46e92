// SPDX-License-Identifier: EUPL-1.2

extension RuleTable {
    /// Digests and what is in blocks.
    static let blocks: [Rule] = [
        Rule(.blockDigest, .error, iso("5.8"), everyTool, "the block's digest is what WARC-Block-Digest says"),
        Rule(.payloadDigest, .error, iso("5.9"), everyTool, "the payload's digest is what WARC-Payload-Digest says"),
        Rule(
            .payloadDigestStored, .warning, iso("5.9"), [.jwarc],
            "a chunked body's digest is of the body without its chunks; here it is of the bytes as stored"),
        Rule(
            .payloadDigestDecoded, .warning, iso("5.9"), [.jhove, .jwat, .warcio, .fastwarc],
            "a chunked body's digest is one all tools agree on; here it is of the body without its chunks, which most do not undo"
        ),
        Rule(
            .revisitDigest, .note, iso("6.7.2"), [.jhove, .fastwarc],
            "a revisit's payload digest, which is the original's, is in a form that no tool holds against its own block"
        ),
        Rule(
            .httpHead, .warning, iso("6.3.2, §6.5.2"), jwats,
            "a block of application/http starts with a valid head of HTTP/1"),
        Rule(.httpLineFeed, .note, "RFC 9112 §2.2", [], "lines of an HTTP head end with CR LF"),
        Rule(
            .httpContentLength, .warning, "RFC 9112 §6.2", [.jwarc],
            "the body has as many bytes as the HTTP Content-Length says"),
        Rule(
            .httpChunks, .note, "RFC 9112 §7.1", [], "a body that is announced as chunked is chunked, to its last chunk"
        ),
        Rule(
            .warcFields, .warning, iso("4"), [],
            "a block of application/warc-fields has lines of name, colon and value"),
        Rule(.revisitPayload, .note, iso("6.7.2"), [], "a revisit holds no payload of its own"),
    ]

    /// Records and each other.
    static let relations: [Rule] = [
        Rule(.noWarcinfo, .note, iso("5.5"), [], "a file starts with a warcinfo record"),
        Rule(.unknownWarcinfo, .note, iso("5.16"), [], "the record that WARC-Warcinfo-ID names is there"),
        Rule(.duplicateID, .error, iso("5.2"), [], "no two records have the same WARC-Record-ID"),
        Rule(
            .refersTo, .note, iso("5.11 to §5.13"), [],
            "the record that is referred to is there, in one of the files given"),
        Rule(
            .revisitReference, .note, iso("6.7.2, §6.7.3"), [],
            "a revisit says which record it stands for, by identifier or by URI and date"),
        Rule(
            .concurrentTo, .note, iso("5.7"), [],
            "the record that WARC-Concurrent-To names is there, in one of the files given"),
        Rule(
            .unpairedRequest, .note, iso("5.7, §6.5.2"), [],
            "a request names the answer it belongs to with WARC-Concurrent-To, or is named by it"),
        Rule(.dateOrder, .note, iso("5.4"), [], "no record is older than the warcinfo record of its file"),
        Rule(
            .captureDate, .error, iso("5.4"), [],
            "records of one capture event, joined by WARC-Concurrent-To, have the same WARC-Date"),
        Rule(
            .segments, .note, iso("7"), [],
            "all segments of a record are in the files given, the last with the total length"),
        Rule(.segmentOrigin, .error, iso("7"), [], "all segments of a record have the same target URI"),
        Rule(
            .segmentTotal, .error, iso("5.22"), [],
            "WARC-Segment-Total-Length is the length of all blocks of the segments together"),
        Rule(
            .tooMany, .note, iso("5.2"), [],
            "identifiers are compared as far as memory goes: one and a half million, and 20,000 open references"),
    ]
}
