// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@Suite struct WARCRecordContentTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func record(_ fields: String, _ body: [UInt8]) throws -> WARCRecord {
        let head = Array("HTTP/1.1 200 OK\r\n\(fields)\r\n".utf8)
        let lines = [
            "WARC/1.1", "WARC-Type: response", "WARC-Target-URI: http://e.example/",
            "Content-Length: \(head.count + body.count)", "", "",
        ]
        let bytes = Array(lines.joined(separator: "\r\n").utf8) + head + body + [13, 10, 13, 10]
        return try #require(try WARCReader(path: try folder.write(bytes, to: "x.warc")).next())
    }

    private let text = Array(String(repeating: "Dag, minister. ", count: 100).utf8)

    @Test(arguments: ["Content-Encoding: gzip\r\n", "Content-Encoding: identity, x-gzip\r\n"])
    func `content codings are undone`(_ field: String) throws {
        #expect(try record(field, GzipCompressor().member(text)).readContent(limit: 1 << 20) == text)
    }

    @Test func `zstd inside chunks is undone`() throws {
        let frame = try ZstdCompressor().frame(text)
        let chunked = Array("\(String(frame.count, radix: 16))\r\n".utf8) + frame + Array("\r\n0\r\n\r\n".utf8)
        let record = try record("Transfer-Encoding: chunked\r\nContent-Encoding: zstd\r\n", chunked)
        #expect(try record.readContent(limit: 1 << 20) == text)
    }

    @Test(arguments: ["", "Content-Encoding: gzip\r\n", "Content-Encoding: compress\r\n"])
    func `what is not encoded stays`(_ field: String) throws {
        #expect(try record(field, text).readContent(limit: 1 << 20) == text)
    }

    @Test func `a bomb ends at the limit`() throws {
        let bomb = try record(
            "Content-Encoding: gzip\r\n", GzipCompressor().member([UInt8](repeating: 0, count: 1 << 22)))
        let error = #expect(throws: WARCError.self) { try bomb.readContent(limit: 1 << 16) }
        #expect(error?.code == .tooLarge)
    }

    @Test func `cut content is an error with its place`() throws {
        let cut = try record("Content-Encoding: gzip\r\n", Array(GzipCompressor().member(text).dropLast(12)))
        let error = #expect(throws: WARCError.self) { try cut.readContent(limit: 1 << 20) }
        #expect(error?.code == .truncated)
        #expect(error?.offset == 0)
    }
}
