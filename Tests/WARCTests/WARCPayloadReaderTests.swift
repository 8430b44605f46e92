// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import HTTPMessage
import TestSupport
import Testing
import WARC

@Suite struct WARCPayloadReaderTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func response(_ fields: String, _ body: String) -> [UInt8] {
        Fixture.record(
            ["WARC-Type: response", "WARC-Target-URI: http://e.example/"], "HTTP/1.1 200 OK\r\n\(fields)\r\n" + body)
    }

    private func read(_ reader: WARCPayloadReader, from start: UInt64 = 0, count: UInt64? = nil) throws -> String {
        var bytes: [UInt8] = []
        try reader.stream(from: start, count: count) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [true, false])
    func `any range of the payload can be read`(_ compressed: Bool) throws {
        let text = String(repeating: "0123456789", count: 50_000)
        let record = response("A: b\r\n", text)
        let path = try folder.write(compressed ? try Fixture.gzip([record]) : record, to: "x.warc")
        let reader = try WARCPayloadReader(path: path, offset: 0)
        #expect(reader.payloadLength == 500_000)
        #expect(reader.httpHead?.fields["a"] == "b")
        #expect(try read(reader) == text)
        #expect(try read(reader, from: 3, count: 4) == "3456")
        #expect(try read(reader, from: 499_995) == "56789")
        #expect(try read(reader, from: 250_001, count: 300_000).utf8.count == 249_999)
        #expect(try read(reader, from: 500_000, count: 1).isEmpty)
        #expect(try read(reader, from: UInt64.max, count: UInt64.max).isEmpty)
        #expect(try read(reader, from: 0, count: 0).isEmpty)
    }

    @Test(arguments: [
        ("Transfer-Encoding: chunked\r\n", "4\r\nDag,\r\n5;x=y\r\n Jan!\r\n0\r\n\r\n", "Dag, Jan!"),
        ("Transfer-Encoding: gzip, Chunked\r\n", "3\nabc\n0\n\n", "abc"),
        ("Transfer-Encoding: chunked\r\n", "Dag, Jan!", "Dag, Jan!"),
        ("Transfer-Encoding: chunked\r\n", "<p>\r\nDag", "<p>\r\nDag"),
        ("Transfer-Encoding: chunked\r\n", "beef, not chunks\r\n", "beef, not chunks\r\n"),
        ("Transfer-Encoding: chunked\r\n", "", ""),
        ("Transfer-Encoding: chunked\r\n", "5\r\nab", "ab"),
        ("Content-Encoding: br\r\n", "4\r\nDag,\r\n", "4\r\nDag,\r\n"),
    ])
    func `chunks are undone where there are some`(_ fields: String, _ body: String, _ expected: String) throws {
        let path = try folder.write(response(fields, body), to: "x.warc")
        let reader = try WARCPayloadReader(path: path, offset: 0)
        #expect(try read(reader) == expected)
        #expect(try read(reader, from: 1) == String(expected.dropFirst()))
    }

    @Test func `a resource and an answer without a head are payload as a whole`() throws {
        let resource = Fixture.record(["WARC-Type: resource", "WARC-Target-URI: urn:x"], "HTTP/1.1 200\r\n\r\nx")
        let headless = Fixture.record(["WARC-Type: response", "WARC-Target-URI: http://e.example/"], "<p>\r\n\r\nx")
        let path = try folder.write(resource + headless, to: "x.warc")
        let first = try WARCPayloadReader(path: path, offset: 0)
        #expect(first.headBytes == nil)
        #expect(try read(first, from: 14) == "\r\nx")
        let second = try WARCPayloadReader(path: path, offset: UInt64(resource.count))
        #expect(second.httpHead == nil)
        #expect(try read(second) == "<p>\r\n\r\nx")
        #expect(try read(second, from: 3) == "\r\n\r\nx")
    }

    @Test func `a head with bytes outside ASCII is served as it came`() throws {
        let head = Array("HTTP/1.1 200 OK\r\nX: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8)
        let block = head + Array("ja".utf8)
        let lines =
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.example/\r\nContent-Length: \(block.count)\r\n\r\n"
        let path = try folder.write(Array(lines.utf8) + block + Array("\r\n\r\n".utf8), to: "x.warc")
        let reader = try WARCPayloadReader(path: path, offset: 0)
        #expect(reader.headBytes == head)
        #expect(try read(reader) == "ja")
    }

    @Test func `a cut record is an error after what there is`() throws {
        let record = try Fixture.gzip([response("", String(repeating: "x", count: 300_000))])
        let path = try folder.write(Array(record.dropLast(20)), to: "x.warc.gz")
        let reader = try WARCPayloadReader(path: path, offset: 0)
        #expect(throws: WARCError.self) { try read(reader) }
        #expect(try read(reader, from: 0, count: 10) == "xxxxxxxxxx")
    }
}
