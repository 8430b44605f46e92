// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

@testable import Verification

/// For each rule a file that breaks it, and where.
struct BrokenFile: Sendable, CustomStringConvertible {
    let rule: RuleID
    let bytes: [UInt8]
    /// The byte of the record in question; nil for a finding about the file.
    let offset: UInt64?
    let name: String

    var description: String { rule.rawValue }

    init(_ rule: RuleID, _ bytes: [UInt8], at offset: Int? = 0, name: String = "T-20250301100000-00001-host.warc") {
        self.rule = rule
        self.bytes = bytes
        self.offset = offset.map { UInt64($0) }
        self.name = name
    }

    private typealias R = RecordText

    private static func member(_ bytes: [UInt8]) -> [UInt8] { GzipMember.make(bytes) }
    private static let gz = "T-20250301100000-00001-host.warc.gz"
    private static let info = R.warcinfo()

    static let all: [BrokenFile] = containers + headers + fields + values + digests + relations

    private static let containers: [BrokenFile] = {
        let (one, two) = (member(info), member(R.resource()))
        var damaged = one + two
        damaged[one.count + two.count / 2] ^= 0xFF
        let whole = R.resource()
        return [
            BrokenFile(.noRecord, [], at: nil), BrokenFile(.fileName, info, at: nil, name: "x.warc"),
            BrokenFile(.fileSuffix, one, at: nil), BrokenFile(.damagedMember, damaged, at: one.count, name: gz),
            BrokenFile(.cutMember, one + two.dropLast(12), at: one.count, name: gz),
            BrokenFile(.trailingBytes, one + Array("garbage!".utf8), at: one.count, name: gz),
            BrokenFile(.emptyMember, one + member([]) + two, at: one.count, name: gz),
            BrokenFile(.sharedMember, member(info + whole), name: gz),
            BrokenFile(
                .crossingRecord, one + member(Array(whole[..<(whole.count - 6)])) + member(Array(whole.suffix(6))),
                at: one.count, name: gz),
            BrokenFile(.notARecord, info + Array("junk\r\n\r\n".utf8), at: info.count),
            BrokenFile(.cutBlock, info + R.resource(length: "900"), at: info.count),
            BrokenFile(.trailer, info + R.resource(trailer: "\r\n") + R.resource(id: 3), at: info.count),
            BrokenFile(.extraLines, info + R.resource(trailer: "\r\n\r\n\r\n\r\n") + R.resource(id: 3), at: info.count),
        ]
    }()

    private static let headers: [BrokenFile] = [
        BrokenFile(
            .headerTooLong,
            info + Array("WARC/1.0\r\nX: ".utf8) + [UInt8](repeating: 0x61, count: (1 << 20) + 100)
                + Array("\r\n\r\n".utf8),
            at: info.count),
        BrokenFile(.headerCut, info + Array("WARC/1.0\r\nWARC-Type: resource\r\n".utf8), at: info.count),
        BrokenFile(.lineFeed, Array(String(decoding: info, as: UTF8.self).replacing("1.0\r\n", with: "1.0\n").utf8)),
        BrokenFile(
            .noColon, Array(String(decoding: info, as: UTF8.self).replacing("1.0\r\n", with: "1.0\r\nword\r\n").utf8)),
        BrokenFile(.spaceBeforeColon, R.warcinfo([("X-Field ", "a")])),
        BrokenFile(.magicCase, R.resource(version: "warc/1.0")),
        BrokenFile(.unknownVersion, R.resource(version: "WARC/3.0")),
        BrokenFile(.newVersion, R.resource(version: "WARC/1.1")),
        BrokenFile(
            .encoding,
            Array("WARC/1.0\r\nX: ".utf8) + [0xFF] + Array("\r\n".utf8) + R.resource().dropFirst("WARC/1.0\r\n".count)),
        BrokenFile(.controlCharacter, R.resource([("X", "a\u{1}b")])),
        BrokenFile(.fieldName, R.resource([("X(Y)", "a")])),
        BrokenFile(
            .arcLine,
            Array(
                "filedesc://x.arc 0.0.0.0 20080430204825 text/plain 66\n1 0 IA\nURL IP-address Archive-date Content-type Archive-length\n\n\n"
                    .utf8)
                + Array("http://a.example/ b 1.2.3.4 200804302048 text/plain 4\ntext\n".utf8), at: 120, name: "T.arc"),
    ]

    private static let fields: [BrokenFile] = [
        BrokenFile(.missingField, R.resource([("WARC-Date", nil)])),
        BrokenFile(.missingForType, R.resource([("WARC-Target-URI", nil)])),
        BrokenFile(.recommendedField, R.resource([("Content-Type", nil)])),
        BrokenFile(.payloadField, R.warcinfo([("WARC-Payload-Digest", R.sha1(Array("software: test/1\r\n".utf8)))])),
        BrokenFile(.discouragedField, segment([("Content-Type", "text/plain")])),
        BrokenFile(
            .revisitTruncated,
            R.record(revisit + [("WARC-Payload-Digest", R.sha1([1]))], "HTTP/1.1 200 OK\r\n\r\n")),
        BrokenFile(.forbiddenField, R.resource([("WARC-Filename", "x.warc")])),
        BrokenFile(.repeatedField, R.resource([("WARC-Date", R.date)])),
        BrokenFile(.emptyField, R.resource([("WARC-IP-Address", "")])),
        BrokenFile(.extensionField, R.resource([("WARC-Protocol", "h2")])),
        BrokenFile(.laterField, R.record(revisit + [("WARC-Refers-To-Target-URI", "https://social.example/a")])),
    ]

    private static let revisit: [(String, String)] = [
        ("WARC-Type", "revisit"), ("WARC-Record-ID", R.id(4)), ("WARC-Date", R.date),
        ("WARC-Target-URI", "https://social.example/a"),
        ("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"),
    ]

    /// The second segment of the response 2, and the last.
    static func segment(_ changes: [(String, String?)] = [], total: Int? = nil) -> [UInt8] {
        let usual: [(String, String)] = [
            ("WARC-Type", "continuation"), ("WARC-Record-ID", R.id(6)), ("WARC-Date", R.date),
            ("WARC-Target-URI", "https://social.example/a"), ("WARC-Segment-Origin-ID", R.id(2)),
            ("WARC-Segment-Number", "2"),
        ]
        let total: [(String, String?)] = total.map { [("WARC-Segment-Total-Length", String($0))] } ?? []
        return R.record(R.fields(usual, changes + total), "more")
    }

    private static let values: [BrokenFile] = [
        BrokenFile(.contentLength, info + R.resource(length: "many"), at: info.count),
        BrokenFile(.recordID, R.resource([("WARC-Record-ID", "urn:uuid:1")])),
        BrokenFile(.date, R.resource([("WARC-Date", "2025-02-30T10:00:00Z")])),
        BrokenFile(.datePrecision, R.resource([("WARC-Date", "2025-02-03T10:00:00.5Z")])),
        BrokenFile(.dateFraction, R.resource([("WARC-Date", "2025-02-03T10:00:00.5Z")], version: "WARC/1.1")),
        BrokenFile(.recordType, R.resource([("WARC-Type", "monkeys")])),
        BrokenFile(.mediaType, R.resource([("Content-Type", "text")])),
        BrokenFile(.warcinfoType, R.warcinfo([("Content-Type", "text/plain")])),
        BrokenFile(.httpType, R.response([("Content-Type", "text/html")])),
        BrokenFile(.dnsType, R.resource([("WARC-Target-URI", "dns:social.example")])),
        BrokenFile(.targetURI, R.resource([("WARC-Target-URI", "https://social.example/a b")])),
        BrokenFile(.bracketedURI, R.resource([("WARC-Target-URI", "<https://social.example/a>")])),
        BrokenFile(.laxURI, R.resource([("WARC-Target-URI", "https://social.example/a[]=1|2")])),
        BrokenFile(.ipAddress, R.resource([("WARC-IP-Address", "256.1.1.1")])),
        BrokenFile(.digestForm, R.resource([("WARC-Block-Digest", "sha1")])),
        BrokenFile(.digestAlgorithm, R.resource([("WARC-Block-Digest", "crc:1234")])),
        BrokenFile(.digestEncoding, R.resource([("WARC-Block-Digest", "sha1:1234")])),
        BrokenFile(.truncatedReason, R.resource([("WARC-Truncated", "bored")])),
        BrokenFile(.profile, R.record(revisit.dropLast() + [("WARC-Profile", "https://example.org/profile")])),
        BrokenFile(.profileVersion, R.record(revisit, version: "WARC/1.1")),
        BrokenFile(.segmentNumber, R.resource([("WARC-Segment-Number", "2")])),
        BrokenFile(.number, R.resource([("WARC-Segment-Number", "one")])),
        BrokenFile(.filename, R.warcinfo([("WARC-Filename", "other.warc")])),
    ]

    private static let digests: [BrokenFile] = {
        let chunked = "4\r\ntext\r\n0\r\n\r\n"
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        func digest(_ text: String) -> [(String, String?)] { [("WARC-Payload-Digest", R.sha1(Array(text.utf8)))] }
        return [
            BrokenFile(.blockDigest, R.resource([("WARC-Block-Digest", R.sha1([1]))])),
            BrokenFile(.payloadDigest, R.response([("WARC-Payload-Digest", R.sha1([1]))])),
            BrokenFile(.payloadDigestStored, R.response(digest(chunked), head: head, body: chunked)),
            BrokenFile(.payloadDigestDecoded, R.response(digest("text"), head: head, body: chunked)),
            BrokenFile(.revisitDigest, R.record(revisit + [("WARC-Payload-Digest", R.sha1([1]))])),
            BrokenFile(.httpHead, R.response(head: "HTTP/2 200\r\n\r\n")),
            BrokenFile(.httpLineFeed, R.response(head: "HTTP/1.1 200 OK\nX: y\n\n")),
            BrokenFile(.httpContentLength, R.response(head: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")),
            BrokenFile(.httpChunks, R.response(head: head, body: "text without chunks")),
            BrokenFile(.warcFields, R.warcinfo(block: "no fields at all\r\n")),
            BrokenFile(
                .revisitPayload,
                R.record(
                    revisit + [
                        ("Content-Type", "application/http;msgtype=response"), ("WARC-Payload-Digest", R.sha1([1])),
                    ], "HTTP/1.1 200 OK\r\n\r\nbody")),
        ]
    }()

    private static let relations: [BrokenFile] = {
        let request: [(String, String)] = [
            ("WARC-Type", "request"), ("WARC-Record-ID", R.id(5)), ("WARC-Date", R.date),
            ("WARC-Target-URI", "https://social.example/a"), ("Content-Type", "application/http;msgtype=request"),
        ]
        let first = R.response([("WARC-Segment-Number", "1")])
        let early = R.response([("WARC-Date", "2001-01-01T00:00:00Z")])
        return [
            BrokenFile(.noWarcinfo, R.resource()),
            BrokenFile(.unknownWarcinfo, info + R.resource([("WARC-Warcinfo-ID", R.id(77))]), at: info.count),
            BrokenFile(.duplicateID, info + R.resource(id: 9), at: info.count),
            BrokenFile(.refersTo, info + R.record(revisit + [("WARC-Refers-To", R.id(88))]), at: info.count),
            BrokenFile(.revisitReference, R.record(revisit)),
            BrokenFile(.concurrentTo, info + R.resource([("WARC-Concurrent-To", R.id(77))]), at: info.count),
            BrokenFile(.unpairedRequest, info + R.record(request, "GET /a HTTP/1.1\r\n\r\n"), at: info.count),
            BrokenFile(.dateOrder, info + early, at: info.count),
            BrokenFile(
                .captureDate,
                info + R.response()
                    + R.resource([("WARC-Date", "2025-03-01T10:00:01Z"), ("WARC-Concurrent-To", R.id(2))]),
                at: info.count + R.response().count),
            BrokenFile(
                .segmentOrigin, first + segment([("WARC-Target-URI", "https://social.example/b")], total: 27),
                at: first.count),
            BrokenFile(.segmentTotal, first + segment(total: 28)),
            BrokenFile(.segments, info + R.resource([("WARC-Segment-Number", "1")]), at: info.count),
        ]
    }()
}
