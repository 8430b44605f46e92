// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import WARC

/// Small archive files in a folder of their own, and what is in them.
struct RewriteFixture {
    let folder: TemporaryDirectory
    /// Where outputs go.
    let out: String

    init() throws {
        folder = try TemporaryDirectory()
        out = folder.appending("out")
        try FileSystem.makeDirectory(out)
    }

    /// A record as bytes.
    static func record(_ lines: [String], _ block: [UInt8], version: String = "WARC/1.1") -> [UInt8] {
        let head = ([version] + lines + ["Content-Length: \(block.count)"]).map { $0 + "\r\n" }.joined() + "\r\n"
        return Array(head.utf8) + block + [13, 10, 13, 10]
    }

    static func id(_ number: Int) -> String {
        let digits = String(number)
        return "<urn:uuid:00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits + ">"
    }

    /// A page with a body and the digests of it, in a `response` record.
    static func response(
        _ number: Int, _ body: [UInt8], uri: String? = nil, version: String = "WARC/1.1", fields: [String] = [],
        head: String = "Content-Type: text/plain\r\n", second: Int? = nil
    ) -> [UInt8] {
        let block = Array("HTTP/1.1 200 OK\r\nX-Number: \(number)\r\n\(head)\r\n".utf8) + body
        return record(
            [
                "WARC-Type: response", "WARC-Record-ID: \(id(number))",
                "WARC-Date: 2026-11-22T12:00:\(10 + (second ?? number))\(version == "WARC/1.1" ? ".123456" : "")Z",
                "WARC-Target-URI: \(uri ?? "https://social.example/\(number)")",
                "WARC-Warcinfo-ID: \(id(0))",
                "WARC-Payload-Digest: \(DigestStream.digest(of: body, .sha1).labelled)",
                "WARC-Block-Digest: \(DigestStream.digest(of: block, .sha256).labelled)",
                "Content-Type: application/http; msgtype=response",
            ] + fields, block, version: version)
    }

    /// The request of a page, linked to its response.
    static func request(_ number: Int, of response: Int) -> [UInt8] {
        record(
            [
                "WARC-Type: request", "WARC-Record-ID: \(id(number))", "WARC-Date: 2026-11-22T12:00:59Z",
                "WARC-Target-URI: https://social.example/\(response)", "WARC-Concurrent-To: \(id(response))",
                "WARC-Warcinfo-ID: \(id(0))", "Content-Type: application/http; msgtype=request",
            ], Array("GET /\(response) HTTP/1.1\r\nHost: social.example\r\n\r\n".utf8))
    }

    static func warcinfo(_ filename: String) -> [UInt8] {
        record(
            [
                "WARC-Type: warcinfo", "WARC-Record-ID: \(id(0))", "WARC-Date: 2026-11-22T12:00:00.5Z",
                "WARC-Filename: \(filename)", "Content-Type: application/warc-fields",
            ], Array("software: test\r\nformat: WARC File Format 1.1\r\n".utf8))
    }

    /// Each record in a gzip member of its own.
    static func gzip(_ records: [[UInt8]]) throws -> [UInt8] {
        let compressor = GzipCompressor()
        return try records.flatMap { try compressor.member($0) }
    }

    /// Bytes that do not compress, the same for the same seed.
    static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    /// One record as it was read.
    struct Content: Equatable {
        var type: String
        var version: String
        var uri: String
        var block: [UInt8]
    }

    /// All records of a file with their blocks. Fails at anything that concerns the form of the file.
    static func contents(_ path: String, lenientTo allowed: Set<WARCIrregularity> = []) throws -> [Content] {
        var policy = WARCReadingPolicy.strict
        for irregularity in allowed.union([.bracketedURI, .missingField, .unusualDate]) {
            policy[irregularity] = .ignore
        }
        let reader = try WARCReader(path: path, policy: policy)
        var found: [Content] = []
        while let record = try reader.next() {
            let block = try record.readBlock(limit: 1 << 26)
            found.append(
                Content(
                    type: record.header.type?.text ?? "", version: record.header.version,
                    uri: record.header.targetURI ?? "", block: block))
        }
        return found
    }

    /// All headers of a file.
    static func headers(_ path: String) throws -> [WARCHeader] {
        let reader = try WARCReader(path: path)
        var found: [WARCHeader] = []
        while let record = try reader.next() { found.append(record.header) }
        return found
    }

    /// The names in the folder for outputs.
    var written: [String] { (try? FileSystem.list(out)) ?? [] }

    func bytes(_ name: String) -> [UInt8] { TestFile.bytes(out + "/" + name) ?? [] }
}
