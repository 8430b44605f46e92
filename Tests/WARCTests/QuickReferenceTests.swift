// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import HTTPMessage
import TestSupport
import Testing
import WARC

/// The code of the module's page, run. What stands between the marks there stands here too, line for line.
@Suite struct QuickReferenceTests {
    private let temporary: TemporaryDirectory
    private let folder: String
    private let path: String

    init() throws {
        temporary = try TemporaryDirectory()
        folder = temporary.path
        let body = "5\r\nhello\r\n0\r\n\r\n"
        let page = Fixture.record(
            ["WARC-Type: response", "WARC-Target-URI: https://a.example/", "Content-Type: application/http"],
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
        let other = Fixture.record(["WARC-Type: resource", "WARC-Target-URI: https://b.example/x"], "{}")
        path = try temporary.write(try Fixture.gzip([other, page]), to: "read.warc.gz")
    }

    @Test func `records are read and filtered`() throws {
        let reader = try WARCReader(path: path)
        while let record = try reader.next() {
            print(record.location.offset, record.header.type?.text ?? "-", record.header.targetURI ?? "-")
        }
        for finding in reader.findings { print(finding.diagnostic) }
        #expect(try wanted { _ in } == 1)
    }

    @Test func `a payload has three forms`() throws {
        var count = 0
        _ = try wanted { record in
            try record.forEachStoredPayloadChunk { count += $0.count }  // as it is stored
        }
        #expect(count == 15)
        _ = try wanted { record in
            let payload = try record.readPayload(limit: 1 << 20)  // without chunked coding: what digests are of
            #expect(payload == Array("hello".utf8))
        }
        _ = try wanted { record in
            let content = try record.readContent(limit: 1 << 20)  // and without gzip, deflate, br, zstd
            #expect(content == Array("hello".utf8))
        }
    }

    @Test func `a record is reached by its offset`() throws {
        var found: WARCRecordLocation?
        _ = try wanted { found = $0.location }
        let location = try #require(found)
        let one = try WARCRecordAccess.read(at: location, in: path)
        var part: [UInt8] = []
        try WARCPayloadReader(path: path, offset: location.offset).stream(from: 1, count: 3) { part += $0 }
        #expect(one.header.type == .response)
        #expect(part == Array("ell".utf8))
    }

    @Test func `several threads read one file`() throws {
        var all: Set<String> = []
        try WARCScan(path: path, threads: 4).run {
            Set<String>()
        } each: { hosts, record in
            if let uri = record.header.targetURI { hosts.insert(String(uri.split(separator: "/")[1])) }
        } deliver: { hosts, findings in
            all.formUnion(hosts)
        }
        #expect(all == ["a.example", "b.example"])
    }

    @Test func `a file is written`() throws {
        let writer = try WARCFileWriter(directory: folder, name: "a.warc.gz")
        let info = WARCRecordID.random()
        let capture = WARCCapture(targetURI: "https://a.example/", date: .now(), warcinfoID: info)
        let places = try writer.append([
            .warcinfo(id: info, date: .now(), filename: writer.name, info: WARCInfo(software: "mine/1")),
            .response(
                id: .random(), capture: capture, head: HTTPResponseHead(status: 200, reason: "OK").serialized(),
                body: SpooledBody(bytes: Array("hello".utf8), digest: .sha1)),
        ])
        try writer.sync()
        try writer.close()
        #expect(places.count == 2)
        #expect(try Fixture.uris(WARCReader(path: folder + "/a.warc.gz", policy: .strict)) == ["-", capture.targetURI])
    }

    @Test func `the page shows what is tested here`() throws {
        let blocks = try DocumentationPage.code(of: "Sources/WARC/WARC.docc/WARC.md")
        let tested = try DocumentationPage.lines(of: "Tests/WARCTests/QuickReferenceTests.swift")
        #expect(blocks.count == 6)
        for block in blocks {
            #expect(block.allSatisfy { tested.contains($0) }, "\(block)")
        }
    }

    /// Walks over the records that the page filters.
    private func wanted(_ body: (WARCRecord) throws -> Void) throws -> Int {
        var count = 0
        let reader = try WARCReader(path: path)
        while let record = try reader.next() {
            guard record.header.type == .response, let head = try record.http, head.status == 200 else { continue }
            guard MediaType(head.fields["Content-Type"] ?? "")?.essence == "text/html" else { continue }
            try body(record)
            count += 1
        }
        return count
    }
}
