// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import WARC

/// Archive files of a few records, made by hand.
enum ArchiveBytes {
    /// A record: header lines, a Content-Length, and the block.
    static func record(_ type: String, _ url: String?, _ lines: [String] = [], block: [UInt8]) -> [UInt8] {
        var text = "WARC/1.1\r\nWARC-Type: \(type)\r\n"
        if let url { text += "WARC-Target-URI: \(url)\r\n" }
        if !lines.contains(where: { $0.hasPrefix("WARC-Date:") }) { text += "WARC-Date: 2026-11-22T12:00:00Z\r\n" }
        for line in lines { text += line + "\r\n" }
        text += "Content-Length: \(block.count)\r\n\r\n"
        return Array(text.utf8) + block + Array("\r\n\r\n".utf8)
    }

    /// An answer of HTTP.
    static func response(
        _ url: String, status: Int = 200, type: String = "text/html; charset=utf-8", fields: [String] = [],
        lines: [String] = [], kind: String = "response", body: [UInt8]
    ) -> [UInt8] {
        let head = (["HTTP/1.1 \(status) OK", "Content-Type: \(type)"] + fields).map { $0 + "\r\n" }.joined() + "\r\n"
        return record(
            kind, url, lines + ["Content-Type: application/http; msgtype=response"], block: Array(head.utf8) + body)
    }

    /// Each record as a gzip member of its own, and where they start.
    static func gzip(_ records: [[UInt8]]) throws -> (bytes: [UInt8], offsets: [UInt64]) {
        let compressor = GzipCompressor()
        var bytes: [UInt8] = []
        var offsets: [UInt64] = []
        for record in records {
            offsets.append(UInt64(bytes.count))
            bytes += try compressor.member(record)
        }
        return (bytes, offsets)
    }

    /// A page, its request, a missing page, a picture, a revisit of the page, a file, and a warcinfo.
    static var small: [[UInt8]] {
        [
            record(
                "warcinfo", nil, ["Content-Type: application/warc-fields"], block: Array("software: a\r\n".utf8)),
            response("https://Social.example:8443/@minister?a=b", body: Array("<p>Dag</p>".utf8)),
            record(
                "request", "https://social.example/@minister", ["Content-Type: application/http; msgtype=request"],
                block: Array("GET / HTTP/1.1\r\nHost: social.example\r\n\r\n".utf8)),
            response("https://social.example/gone", status: 404, body: []),
            response(
                "https://media.social.example/1.jpg", type: "image/jpeg",
                lines: ["WARC-Date: 2025-01-31T23:59:59.999Z"], body: [0xFF, 0xD8, 0xFF]),
            response(
                "https://social.example/@minister", fields: ["Content-Length: 10"], kind: "revisit", body: []),
            record("resource", "urn:kabinet:posts", ["Content-Type: Application/JSON"], block: Array("{}".utf8)),
        ]
    }
}
