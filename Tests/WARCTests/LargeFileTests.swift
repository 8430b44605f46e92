// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// Members and records that do not fit into the reader's memory.
@Suite struct LargeFileTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private static func header(_ number: Int, _ length: UInt64) -> [UInt8] {
        Array(
            ("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:\(number)>\r\nWARC-Target-URI: urn:x:\(number)\r\n"
                + "WARC-Date: 2026-11-22T12:00:00Z\r\nContent-Length: \(length)\r\n\r\n").utf8)
    }

    /// 10 MiB in which hardly anything repeats, followed by as many that are all the same.
    private static let body: [UInt8] = {
        var random = SeededGenerator(state: 5)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 << 20)
        for _ in 0..<(10 << 20) / 8 { withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) } }
        return bytes + [UInt8](repeating: 0x61, count: 10 << 20)
    }()

    private static func record(_ number: Int, _ body: [UInt8]) -> [UInt8] {
        header(number, UInt64(body.count)) + body + [13, 10, 13, 10]
    }

    private func compressed(_ members: [[UInt8]], _ container: WARCContainer) throws -> [[UInt8]] {
        let zstd = ZstdCompressor()
        return try members.map { container == .zstd ? try zstd.frame($0) : try GzipCompressor(level: 1).member($0) }
    }

    @Test(arguments: [WARCContainer.gzip, .zstd])
    func `a member larger than memory is read piece by piece`(_ container: WARCContainer) throws {
        let members = try compressed([Self.record(1, Self.body), Fixture.response(2, "small")], container)
        let path = try folder.write(members.flatMap { $0 }, to: "x.warc")
        for isRead in [true, false] {
            let reader = try WARCReader(path: path)
            let first = try #require(try reader.next())
            #expect(first.withWholeBlock { _ in true } == nil)
            if isRead { #expect(try first.readBlock(limit: 1 << 30) == Self.body) }
            try first.finish()
            #expect(first.location.length == UInt64(members[0].count))
            #expect(try reader.next()?.offset == UInt64(members[0].count))
            #expect(try reader.next() == nil)
            #expect(reader.findings.isEmpty)
        }
    }

    @Test(arguments: [WARCContainer.gzip, .zstd])
    func `a wrong checksum of a large member shows before its block is whole`(_ container: WARCContainer) throws {
        var members = try compressed([Self.record(1, Self.body), Fixture.response(2, "small")], container)
        members[0][members[0].count - (container == .gzip ? 6 : 2)] ^= 1
        let reader = try WARCReader(path: try folder.write(members.flatMap { $0 }, to: "x.warc"))
        let first = try #require(try reader.next())
        #expect(throws: WARCError.self) { try first.readBlock(limit: 1 << 30) }
        #expect(try reader.next()?.header.targetURI == "https://social.example/2")
        #expect(reader.findings.map(\.irregularity) == [.damagedMember])
        #expect(reader.findings.first?.hint == "reading goes on at \(members[0].count)")
    }

    @Test func `many records in one large member are all found`() throws {
        let records = (0..<4).map { Self.record($0, Array(Self.body[($0 << 20)..<(($0 + 12) << 20)])) }
        let members = try compressed([records.flatMap { $0 }], .gzip)
        let reader = try WARCReader(path: try folder.write(members[0], to: "x.warc.gz"))
        #expect(try Fixture.uris(reader) == (0..<4).map { "urn:x:\($0)" })
        #expect(reader.findings.map(\.irregularity) == [.sharedMember])
    }

    @Test func `a record of twenty gigabytes is passed over without being read`() throws {
        let path = folder.appending("sparse.warc")
        let length: UInt64 = 20 << 30
        let file = try OpenFile(appending: path, create: true)
        let header = Self.header(1, length)
        try file.append(header)
        try file.truncate(to: UInt64(header.count) + length)
        try file.append([13, 10, 13, 10] + Fixture.response(2, "behind it"))
        let reader = try WARCReader(path: path)
        let first = try #require(try reader.next())
        try first.finish()
        #expect(first.location.length == UInt64(header.count) + length)
        let second = try #require(try reader.next())
        #expect(second.offset == UInt64(header.count) + length + 4)
        #expect(try second.readPayload(limit: 100) == Array("behind it".utf8))
        #expect(try reader.next() == nil)
        #expect(reader.findings.isEmpty)
        // From the middle of the payload on: a jump, too.
        var bytes: [UInt8] = []
        try WARCPayloadReader(path: path, offset: 0).stream(from: length - 3) { bytes += $0 }
        #expect(bytes == [0, 0, 0])
        let stored = try WARCStoredPayload(file: OpenFile(reading: path), offset: 0)
        try stored.skip(length - 1)
        #expect(try stored.next(limit: 10) == [0])
        #expect(try stored.next(limit: 10) == nil)
    }
}
