// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import WARC

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Records of a small crawl.
enum Fixture {
    static let date = ArchiveDate(microseconds: 1_795_348_800_123_456)  // 2026-11-22T12:00:00.123456Z
    static let host = "198.51.100.7"

    /// A warcinfo, and a page with its request, response and metadata, then a revisit and a resource.
    static func everyKind(filename: String, body: SpooledBody) -> [WARCRecordDraft] {
        var random = SeededGenerator(state: 7)
        func id() -> WARCRecordID { WARCRecordID(using: &random) }
        let (info, request, response, metadata, revisit, resource) = (id(), id(), id(), id(), id(), id())
        let capture = WARCCapture(
            targetURI: "https://social.example/@minister/1", date: date, warcinfoID: info, ipAddress: "::ffff:" + host,
            protocols: ["h2", "tls/1.3"], cipherSuite: "TLS_AES_128_GCM_SHA256")
        var facts = WARCFields()
        facts.append("via", "https://social.example/@minister")
        facts.append("hopsFromSeed", "L")
        var about = WARCInfo(software: "kabinet/0.1", byteTreatment: ["transfer coding was removed"])
        about.operator = "archive@example.org"
        about.robots = "requisites-exempt"
        about.crawlProfile = "mastodon 1"
        about.crawlProfileDigest = "sha256:00"
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(body.count)\r\n\r\n"
        let original = WARCRevisitOrigin(
            recordID: response, targetURI: capture.targetURI, date: date, payloadDigest: body.digest?.labelled ?? "")
        return [
            .warcinfo(id: info, date: date, filename: filename, info: about),
            .response(
                id: response, capture: capture, concurrentTo: [request], head: Array(head.utf8), body: body,
                identifiedType: "text/html"),
            .request(
                id: request, capture: capture, concurrentTo: [response],
                head: Array("GET /@minister/1 HTTP/1.1\r\nHost: social.example\r\n\r\n".utf8)),
            .metadata(id: metadata, capture: capture, concurrentTo: [response], fields: facts),
            .revisit(id: revisit, capture: capture, head: Array(head.utf8), origin: original),
            .resource(
                id: resource,
                capture: WARCCapture(targetURI: "urn:kabinet:export/posts.json", date: date, warcinfoID: info),
                contentType: "application/json", body: SpooledBody(bytes: Array("{}".utf8), digest: .sha256)),
        ]
    }

    /// A page of text.
    static var page: SpooledBody { SpooledBody(bytes: Array("<p>Dag, minister</p>\n".utf8), digest: .sha256) }

    /// A record as bytes with the given header lines and block, ended as the standard says.
    static func record(_ lines: [String], _ block: String, version: String = "WARC/1.1") -> [UInt8] {
        let length = "Content-Length: \(block.utf8.count)"
        return Array(([version] + lines + [length]).map { $0 + "\r\n" }.joined().utf8)
            + Array(("\r\n" + block + "\r\n\r\n").utf8)
    }

    /// A response of a page whose text is `text`.
    static func response(_ number: Int, _ text: String) -> [UInt8] {
        record(
            [
                "WARC-Type: response", "WARC-Record-ID: <urn:uuid:0000000\(number)-0000-4000-8000-000000000000>",
                "WARC-Date: 2026-11-22T12:00:0\(number)Z", "WARC-Target-URI: https://social.example/\(number)",
                "Content-Type: application/http; msgtype=response",
            ], "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + text)
    }

    /// Each run of bytes in a gzip member of its own.
    static func gzip(_ members: [[UInt8]]) throws -> [UInt8] {
        let compressor = GzipCompressor()
        return try members.flatMap { try compressor.member($0) }
    }

    /// The target URIs of all records the reader finds.
    static func uris(_ reader: WARCReader) throws -> [String] {
        var found: [String] = []
        while let record = try reader.next() { found.append(record.header.targetURI ?? "-") }
        return found
    }
}
