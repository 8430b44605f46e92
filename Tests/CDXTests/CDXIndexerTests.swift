// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Diagnostics
import TestSupport
import Testing
import WARC

@Suite struct CDXIndexerTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func index(_ bytes: [UInt8]) throws -> (lines: [CDXRecord], findings: [Diagnostic]) {
        let path = try folder.write(bytes, to: "x.warc.gz")
        var lines: [CDXRecord] = []
        let findings = try CDXIndexer.index(path: path) { lines.append($0) }
        return (lines, findings)
    }

    private func record(_ type: String, _ fields: String, _ block: String) -> [UInt8] {
        Array(
            ("WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Date: 2026-11-22T12:00:00Z\r\nWARC-Target-URI: http://e.example/\r\nWARC-Record-ID: <urn:x:1>\r\n"
                + "\(fields)Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n").utf8)
    }

    @Test func `a missing digest is computed over the stored payload`() throws {
        let (lines, findings) = try index(
            record("response", "", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nabc"))
        #expect(lines.map(\.digest) == [DigestStream.digest(of: Array("abc".utf8), .sha1).labelled])
        #expect(lines.map(\.mime) == ["text/plain"])
        #expect(findings.isEmpty)
        #expect(try index(record("revisit", "", "HTTP/1.1 200 OK\r\n\r\n")).lines.map(\.digest) == [nil])
        #expect(
            try index(record("resource", "Content-Type: text/x\r\n", "abc")).lines.map(\.digest)
                == [DigestStream.digest(of: Array("abc".utf8), .sha1).labelled])
    }

    @Test(arguments: [
        ("HTTP/1.1 302\r\n\r\n", "302"), ("HTTP/1.1\r\n\r\n", ""), ("HTTP/1.0 abc def\r\n\r\n", "abc"),
        ("HTTP/1.1  200 OK\n\n", "200"),
    ])
    func `the status is what stands in its place`(_ head: String, _ status: String) throws {
        #expect(try index(record("response", "", head)).lines.map(\.status) == [status])
    }

    @Test func `what the writer says is what the indexer finds`() throws {
        let writer = try WARCFileWriter(directory: folder.path, name: "w.warc.gz")
        var numbers = SystemRandomNumberGenerator()
        let capture = WARCCapture(
            targetURI: "https://social.example/é?b&a", date: ArchiveDate(seconds: 1_795_348_800), warcinfoID: nil)
        let head = Array("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n".utf8)
        let body = SpooledBody(bytes: [1, 2, 3], digest: .sha256)
        let drafts: [WARCRecordDraft] = [
            .response(id: WARCRecordID(using: &numbers), capture: capture, head: head, body: body),
            .request(id: .random(), capture: capture, concurrentTo: [], head: Array("GET / HTTP/1.1\r\n\r\n".utf8)),
            .metadata(id: .random(), capture: capture, concurrentTo: [], fields: WARCFields()),
        ]
        let locations = try writer.append(drafts)
        try writer.close()
        var lines: [CDXRecord] = []
        #expect(try CDXIndexer.index(path: writer.path) { lines.append($0) }.isEmpty)
        let access = try WARCRecordAccess.read(at: locations[0], in: writer.path)
        let written = CDXRecord(header: access.header, httpHead: try access.http, location: locations[0])
        #expect(lines == [try #require(written)])
        #expect(lines[0].urlkey == "example,social)/%c3%a9?a&b")
    }

    @Test func `a line that no index takes costs only its record`() throws {
        let compressor = GzipCompressor()
        func record(_ path: String) throws -> [UInt8] {
            try compressor.member(
                Array(
                    ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-22T12:00:00Z\r\nWARC-Record-ID: <urn:x:1>\r\n"
                        + "WARC-Target-URI: http://e.example/\(path)\r\nContent-Length: 0\r\n\r\n\r\n\r\n").utf8))
        }
        let long = String(repeating: "é", count: 200_000)
        let bytes = try record("a") + record(long) + record(String(repeating: "b", count: 200_000)) + record("c")
        let (lines, findings) = try index(bytes)
        #expect(lines.map { $0.url.utf8.count } == [18, 200_017, 18])
        #expect(findings.contains { $0.message.contains("not indexed") })
        let writer = IndexWriter(path: folder.appending("long.cdxj"))
        let summary = try CDXIndexer().index(
            path: folder.appending("x.warc.gz"), format: .cdxj, into: writer.sorter)
        #expect(try writer.finish(mergingExisting: false) == 3)
        #expect((summary.lines, summary.unindexed) == (3, 1))
    }

    @Test(arguments: [
        ("2026-11-22T12:00:00+02:00", "20261122100000"), ("2026-11-22T22:30:00.5-02:30", "20261123010000"),
        ("2026-11-22", "20261122000000"), ("2026-11-22T12:00:00", "20261122120000"),
    ])
    func `a timestamp is in UTC`(_ date: String, _ timestamp: String) throws {
        let bytes = Array(
            ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: \(date)\r\nWARC-Record-ID: <urn:x:1>\r\n"
                + "WARC-Target-URI: http://e.example/\r\nContent-Length: 0\r\n\r\n\r\n\r\n").utf8)
        #expect(try index(bytes).lines.map(\.timestamp) == [timestamp])
    }

    @Test func `records that cannot be reached alone are told and left out`() throws {
        let one = record("response", "", "HTTP/1.1 200 OK\r\n\r\nabc")
        let (lines, findings) = try index(try GzipCompressor().member(one + one))
        #expect(lines.isEmpty)
        #expect(findings.contains { $0.message.contains("not indexed") })
    }

    @Test func `damage costs only the damaged record`() throws {
        let compressor = GzipCompressor()
        let noise = (0..<400).map { String($0 * 7919 % 1000) }.joined()
        let good = try compressor.member(record("response", "", "HTTP/1.1 200 OK\r\n\r\n" + noise))
        var bad = good
        for index in 200..<210 { bad[index] ^= 0xFF }
        let (lines, findings) = try index(good + bad + good)
        #expect(lines.map(\.offset) == [0, UInt64(good.count + bad.count)])
        #expect(findings.contains { $0.severity == .error })
    }

    @Test func `a file cut at any byte is survived`() throws {
        let whole = try GzipCompressor().member(record("response", "", "HTTP/1.1 200 OK\r\n\r\nabc"))
        for count in whole.indices {
            #expect(try index(Array(whole[..<count])).lines.isEmpty)
        }
    }
}
