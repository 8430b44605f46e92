// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// A scan by several threads finds exactly what one thread finds, also where its segments begin in the wrong place.
@Suite struct WARCScanTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private struct Found: Equatable {
        var records: [String] = []
        var findings: [WARCFinding] = []
    }

    private func scan(_ path: String, threads: Int, segment: UInt64 = 1 << 20) throws -> Found {
        var scan = WARCScan(path: path, threads: threads)
        scan.segmentSize = segment
        var found = Found()
        try scan.run({ [String]() }) { part, record in
            let status = try record.withHTTPSummary { $0?.status }
            try record.finish()
            let length = record.location.length
            part.append("\(record.offset)+\(length) \(record.header.targetURI ?? "-") \(status ?? 0)")
        } deliver: { part, findings in
            #expect(part.count <= WARCScan.recordsPerPart)
            found.records += part
            found.findings += findings
        }
        return found
    }

    private func check(_ bytes: [UInt8], segments: [UInt64] = [40, 300, 1000, 4000]) throws {
        let path = try folder.write(bytes, to: "x.warc.gz")
        let expected = try scan(path, threads: 1)
        for segment in segments {
            let found = try scan(path, threads: 3, segment: segment)
            #expect(found == expected, "segments of \(segment) bytes")
        }
    }

    private static func members(_ numbers: ClosedRange<Int>) throws -> [[UInt8]] {
        var random = SeededGenerator(state: 11)
        return try numbers.map { number in
            let noise = String(random.next(), radix: 36) + String(random.next(), radix: 36)
            let text = String(repeating: noise, count: Int(random.next() % 40))
            return try Fixture.gzip([Fixture.response(number % 10, text)])
        }
    }

    @Test func `an orderly file`() throws { try check(try Self.members(1...60).flatMap { $0 }) }

    @Test func `members of several records, empty members, and records over several members`() throws {
        let records = (0..<6).map { Fixture.response($0, String(repeating: "x", count: 200 * $0)) }
        let cut = Array(records[5][..<300])
        let rest = Array(records[5][300...])
        let round = try Fixture.gzip([records[0], records[1] + records[2], [], records[3], cut, rest, [], records[4]])
        try check((0..<10).flatMap { _ in round })
    }

    @Test func `payloads that hold members of records`() throws {
        let nested = try Self.members(1...4).flatMap { $0 }
        let block = nested.map { UInt8($0) }
        var bytes: [UInt8] = []
        for number in 0..<20 {
            let header =
                "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:\(number)>\r\n"
                + "WARC-Date: 2026-11-22T12:00:00Z\r\nContent-Length: \(block.count)\r\n\r\n"
            // Stored and not compressed, so that the inner members stand in the file as they are.
            bytes += try GzipCompressor(level: 0).member(Array(header.utf8) + block + [13, 10, 13, 10])
            if number % 5 == 4 { bytes += try Self.members(1...5).flatMap { $0 } }
        }
        try check(bytes)
    }

    @Test(arguments: 0..<40)
    func `a file damaged in many places`(_ seed: Int) throws {
        var bytes = try Self.members(1...40).flatMap { $0 }
        var random = SeededGenerator(state: UInt64(seed))
        for _ in 0..<(1 + seed % 7) {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes[place] ^= UInt8(truncatingIfNeeded: 1 + random.next() % 255)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + 30))
            default: bytes.insert(contentsOf: (0..<50).map { UInt8($0) }, at: place)
            }
        }
        try check(bytes)
    }

    @Test func `a file of other members than records`() throws {
        let other = try Fixture.gzip((0..<30).map { Array("no record \($0)\n".utf8) })
        try check(other)
        try check(try Self.members(1...5).flatMap { $0 } + other + Self.members(6...9).flatMap { $0 } + [0, 0, 0])
    }

    @Test func `an error of the caller comes in file order and ends the scan`() throws {
        struct Enough: Error {}
        let path = try folder.write(try Self.members(1...60).flatMap { $0 }, to: "x.warc.gz")
        var scan = WARCScan(path: path, threads: 3)
        scan.segmentSize = 500
        #expect(throws: Enough.self) {
            try scan.run({ 0 }, each: { _, record in if record.offset > 3000 { throw Enough() } }, deliver: { _, _ in })
        }
        #expect(throws: Enough.self) {
            try scan.run({ 0 }, each: { _, _ in }, deliver: { _, _ in throw Enough() })
        }
        #expect(throws: WARCError.self) {
            try WARCScan(path: folder.appending("none"), threads: 2).run({ 0 }, each: { _, _ in }, deliver: { _, _ in })
        }
    }

    @Test func `a policy that fails does so as with one thread`() throws {
        let members = try Self.members(1...60)
        let path = try folder.write(members.flatMap { $0 } + [1, 2, 3], to: "x.warc.gz")
        for threads in [1, 3] {
            var scan = WARCScan(path: path, threads: threads, policy: .strict)
            scan.segmentSize = 500
            var count = 0
            let error = #expect(throws: WARCError.self) {
                try scan.run({ 0 }, each: { part, _ in part += 1 }, deliver: { part, _ in count += part })
            }
            #expect(error?.offset == UInt64(members.map(\.count).reduce(0, +)))
        }
    }
}
