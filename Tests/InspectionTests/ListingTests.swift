// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@testable import Inspection

@Suite struct ListingTests {
    private func lines(_ records: [[UInt8]], _ form: RecordListing.Form, file: String? = nil) throws -> [String] {
        let folder = try TemporaryDirectory()
        let reader = try WARCReader(path: try folder.write(try ArchiveBytes.gzip(records).bytes, to: "a.warc.gz"))
        var part = ListingPart()
        while let record = try reader.next() {
            try part.add(record, filter: RecordFilter(), listing: RecordListing(form, file: file))
        }
        return String(decoding: part.lines, as: UTF8.self).split(separator: "\n").map { String($0) }
    }

    @Test func `a line has seven columns, and a dash for what is missing`() throws {
        let lines = try lines(ArchiveBytes.small, .columns)
        #expect(lines.count == 7)
        let columns = lines.map { $0.split(separator: " ").map { String($0) } }
        #expect(columns.allSatisfy { $0.count == 7 })
        #expect(columns[0].suffix(5) == ["warcinfo", "2026-11-22T12:00:00Z", "-", "application/warc-fields", "-"])
        #expect(columns[1][4...] == ["200", "text/html", "https://Social.example:8443/@minister?a=b"])
        #expect(UInt64(columns[1][0]) == UInt64(columns[0][1]))
    }

    @Test func `the offset carries the file when there are several`() throws {
        let line = try #require(try lines([ArchiveBytes.small[1]], .columns, file: "my file.warc.gz").first)
        #expect(line.hasPrefix("my%20file.warc.gz@0 "))
    }

    @Test func `control characters and what is not UTF-8 never reach a terminal`() throws {
        let evil: [UInt8] = Array("http://a.example/".utf8) + [0x1B, 0x5B, 0x41, 0xFF] + Array("\u{9B}\u{202E}é".utf8)
        let header = Array("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: ".utf8)
        let record = header + evil + Array("\r\nContent-Length: 0\r\n\r\n\r\n\r\n".utf8)
        let line = try #require(try lines([record], .columns).first)
        #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(line.contains("%1B[A%FF"))
        let valid =
            header + Array("http://a.example/\u{9B}é\u{202E}".utf8)
            + Array("\r\nContent-Length: 0\r\n\r\n\r\n\r\n".utf8)
        #expect(try #require(try lines([valid], .columns).first).hasSuffix("http://a.example/%C2%9Bé%E2%80%AE"))
    }

    @Test func `JSON escapes quotes and control characters`() throws {
        let record = ArchiveBytes.record("resource", "a\"\\\u{1}\tb", ["WARC-Record-ID: <urn:x>"], block: [1])
        let line = try #require(try lines([record], .json, file: "f").first)
        #expect(line.hasPrefix("{\"file\": \"f\", \"offset\": 0, \"length\": "))
        #expect(line.contains("\"url\": \"a\\\"\\\\\\u0001\\tb\""))
        #expect(line.contains("\"id\": \"urn:x\", \"contentLength\": 1"))
    }
}
