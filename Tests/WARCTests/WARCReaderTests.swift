// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import HTTPMessage
import TestSupport
import Testing
import WARC

@Suite struct WARCReaderTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func reader(_ bytes: [UInt8]) throws -> WARCReader {
        try WARCReader(path: try folder.write(bytes, to: "x.warc"))
    }

    private let three = (1...3).map { Fixture.response($0, String(repeating: "text \($0)\r\n", count: 20)) }
    private let uris = (1...3).map { "https://social.example/\($0)" }

    @Test func `records of a plain file are found with offset and length`() throws {
        let reader = try reader(three.flatMap { $0 })
        var offset: UInt64 = 0
        for bytes in three {
            let record = try #require(try reader.next())
            try record.finish()
            #expect(record.location.offset == offset)
            #expect(record.location.length == UInt64(bytes.count) - 4)
            #expect(record.location.filename == "x.warc")
            offset += UInt64(bytes.count)
        }
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `records of members of their own are found with offset and length`() throws {
        let members = try three.map { try Fixture.gzip([$0]) }
        let reader = try reader(members.flatMap { $0 })
        var offset: UInt64 = 0
        for bytes in members {
            let record = try #require(try reader.next())
            #expect(try record.http?.status == 200)
            try record.finish()
            #expect(record.location.offset == offset)
            #expect(record.location.length == UInt64(bytes.count))
            offset += UInt64(bytes.count)
        }
        #expect(try reader.next() == nil)
        #expect(reader.diagnostics.isEmpty)
    }

    @Test func `many records in one member are read and said to be so once`() throws {
        let reader = try reader(try Fixture.gzip([three.flatMap { $0 }]))
        var aligned: [Bool] = []
        while let record = try reader.next() { aligned.append(record.isAligned) }
        #expect(aligned == [true, false, false])
        #expect(reader.diagnostics.count == 1)
        #expect(reader.diagnostics.first?.message.contains("several records in one gzip member") == true)
    }

    @Test(arguments: [20, 200, 400])
    func `a record over several members is one record`(_ cut: Int) throws {
        let whole = three[0]
        let reader = try reader(try Fixture.gzip([Array(whole[..<cut]), Array(whole[cut...]), three[1]]))
        let record = try #require(try reader.next())
        let block = try record.readBlock(limit: 10_000)
        #expect(block.count == Int(record.header.contentLength ?? 0))
        try record.finish()
        #expect(try Fixture.uris(reader) == [uris[1]])
        #expect(reader.diagnostics.count == 1)
        #expect(reader.diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test func `empty members and empty lines are passed over`() throws {
        let reader = try reader(try Fixture.gzip([[], three[0], [], Array("\r\n\r\n".utf8), three[1], []]))
        #expect(try Fixture.uris(reader) == Array(uris[..<2]))
    }

    @Test func `a record can be left unread at any point`() throws {
        for taken in [0, 1, 60, 1000] {
            let reader = try reader(try Fixture.gzip(three))
            while let record = try reader.next() {
                var left = taken
                struct Enough: Error {}
                try? record.forEachBlockChunk { chunk in
                    left -= chunk.count
                    if left <= 0 { throw Enough() }
                }
            }
            #expect(reader.diagnostics.isEmpty)
        }
    }

    @Test func `a block is read once and only while the reader stands at it`() throws {
        let reader = try reader(three.flatMap { $0 })
        let first = try #require(try reader.next())
        _ = try first.readBlock(limit: 10_000)
        #expect(throws: WARCError.self) { try first.readBlock(limit: 10_000) }
        let second = try #require(try reader.next())
        _ = try reader.next()
        #expect(throws: WARCError.self) { try second.readBlock(limit: 10_000) }
    }

    @Test func `the head is a part of the block and not of the payload`() throws {
        let reader = try reader(three.flatMap { $0 })
        let first = try #require(try reader.next())
        #expect(try first.http?.fields["content-type"] == "text/plain")
        #expect(try first.readBlock(limit: 10_000).starts(with: Array("HTTP/1.1 200 OK\r\n".utf8)))
        let second = try #require(try reader.next())
        var payload: [UInt8] = []
        try second.forEachStoredPayloadChunk { payload.append(contentsOf: $0) }
        #expect(String(decoding: payload, as: UTF8.self) == String(repeating: "text 2\r\n", count: 20))
    }

    @Test func `a limit on the block holds`() throws {
        let reader = try reader(three[0])
        let record = try #require(try reader.next())
        let error = #expect(throws: WARCError.self) { try record.readBlock(limit: 10) }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: ["99999999999999999999", "9223372036854775807", "-5", "many", "100000"])
    func `a hostile length costs no memory and loses only its record`(_ length: String) throws {
        let bad = Array(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://bad.example/\r\nContent-Length: \(length)\r\n\r\nabc\r\n\r\n"
                .utf8)
        let reader = try reader(try Fixture.gzip([three[0], bad, three[1]]))
        #expect(try Fixture.uris(reader) == [uris[0], "http://bad.example/", uris[1]])
        #expect(reader.diagnostics.contains { $0.severity == .error })
    }

    @Test func `a length too small is told, and the next record is found`() throws {
        let parts = String(decoding: three[0], as: UTF8.self).split(separator: "Content-Length: ", maxSplits: 1)
        let text = parts.joined(separator: "Content-Length: 9\r\nX: ")
        let reader = try reader(Array(text.utf8) + three[1])
        #expect(try Fixture.uris(reader) == Array(uris[..<2]))
        #expect(reader.diagnostics.contains { $0.hint?.contains("Content-Length") == true })
    }

    @Test func `damage in one member leaves the others`() throws {
        let members = try three.map { try Fixture.gzip([$0]) }
        var bytes = members.flatMap { $0 }
        let middle = members[0].count + members[1].count / 2
        for index in middle..<middle + 8 { bytes[index] ^= 0x55 }
        let reader = try reader(bytes)
        let found = try Fixture.uris(reader)
        #expect(found.first == uris[0])
        #expect(found.last == uris[2])
        #expect(reader.diagnostics.contains { $0.severity == .error })
        #expect(reader.findings.contains { $0.hint?.hasPrefix("reading goes on at ") == true })
    }

    @Test func `garbage between members is passed over`() throws {
        let members = try three.map { try Fixture.gzip([$0]) }
        let reader = try reader(
            members[0] + Array("garbage \u{1F}".utf8) + members[1] + [0x1F, 0x8B, 8, 0, 1] + members[2])
        #expect(try Fixture.uris(reader) == uris)
        #expect(reader.diagnostics.filter { $0.severity == .error }.count == 2)
    }

    @Test func `garbage between records of a plain file is passed over`() throws {
        let reader = try reader(three[0] + Array("garbage\nmore WARC/ garbage\r\n".utf8) + three[1] + three[2])
        #expect(try Fixture.uris(reader) == uris)
        #expect(reader.diagnostics.count == 1)
    }

    @Test(arguments: [
        "", "\r\n\r\n", "W", "WARC/", "WARC/1.1", "filedesc://x.arc 0.0.0.0 2026 text/plain 7", "\u{1F}",
    ])
    func `files that hold no record give none`(_ text: String) throws {
        let reader = try reader(Array(text.utf8))
        #expect(try reader.next() == nil)
        #expect(reader.diagnostics.isEmpty == text.allSatisfy(\.isNewline))
    }

    @Test func `a header without end is no record and takes bounded memory`() throws {
        let endless = Array("WARC/1.1\r\n".utf8) + [UInt8](repeating: 0x41, count: 3 << 20)
        let reader = try reader(endless + Array("\r\n".utf8) + three[0])
        #expect(try Fixture.uris(reader) == [uris[0]])
        #expect(reader.diagnostics.count == 1)
    }

    @Test func `an offset without a record is an error and no neighbour`() throws {
        let members = try three.map { try Fixture.gzip([$0]) }
        let path = try folder.write([0] + members.flatMap { $0 }, to: "x.warc.gz")
        let location = WARCRecordLocation(filename: "x.warc.gz", offset: 0, length: 0)
        #expect(throws: WARCError.self) { try WARCRecordAccess.read(at: location, in: path) }
        let good = WARCRecordLocation(filename: "x.warc.gz", offset: 1 + UInt64(members[0].count), length: 0)
        #expect(try WARCRecordAccess.read(at: good, in: path).header.targetURI == uris[1])
        #expect(throws: WARCError.self) { try WARCReader(path: folder.appending("none")) }
    }

    @Test(arguments: [true, false])
    func `a file cut at any byte is told and never a crash`(_ compressed: Bool) throws {
        let records = (1...3).map { Fixture.response($0, "text \($0)") }
        let whole = compressed ? try Fixture.gzip(records) : records.flatMap { $0 }
        var boundaries: Set<Int> = [0]
        var end = 0
        for record in records {
            end += compressed ? try Fixture.gzip([record]).count : record.count
            boundaries.insert(end)
        }
        for cut in 0..<whole.count {
            let reader = try reader(Array(whole[..<cut]))
            var count = 0
            while let record = try reader.next() {
                count += 1
                _ = try? record.readBlock(limit: 1 << 20)
            }
            #expect(count <= 3)
            #expect(reader.diagnostics.isEmpty == boundaries.contains(cut), "cut at \(cut): \(reader.diagnostics)")
        }
    }

    @Test(arguments: [true, false])
    func `any changed byte is survived`(_ compressed: Bool) throws {
        let records = (1...2).map { Fixture.response($0, "text \($0)") }
        let whole = compressed ? try Fixture.gzip(records) : records.flatMap { $0 }
        for index in whole.indices {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var changed = whole
                changed[index] ^= mask
                let reader = try reader(changed)
                while let record = try reader.next() { _ = try? record.readBlock(limit: 1 << 20) }
            }
        }
    }
}
