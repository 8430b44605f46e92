// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import TestSupport
import Testing
import WARC

@testable import Inspection

@Suite struct WARCStatisticsTests {
    private func count(_ bytes: [UInt8], filter: RecordFilter? = nil) throws -> WARCStatistics {
        let folder = try TemporaryDirectory()
        let reader = try WARCReader(path: try folder.write(bytes, to: "a.warc.gz"))
        var statistics = WARCStatistics()
        while let record = try reader.next() { try statistics.add(record, filter: filter) }
        statistics.add(reader.takeFindings())
        return statistics
    }

    private func names(_ table: TallyTable) -> [String: UInt64] {
        Dictionary(uniqueKeysWithValues: table.ranking.map { ($0.name, $0.tally.records) })
    }

    @Test func `records are counted by type, status, media type, host and year`() throws {
        let statistics = try count(try ArchiveBytes.gzip(ArchiveBytes.small).bytes)
        #expect(statistics.total.records == 7)
        #expect(
            names(statistics.types) == ["response": 3, "warcinfo": 1, "request": 1, "revisit": 1, "resource": 1])
        #expect(names(statistics.statuses) == ["200": 3, "404": 1])
        #expect(names(statistics.mediaTypes) == ["text/html": 3, "image/jpeg": 1, "application/json": 1])
        #expect(names(statistics.hosts) == ["social.example": 4, "media.social.example": 1])
        #expect(names(statistics.years) == ["2026": 6, "2025": 1])
        #expect(statistics.revisits == .init(records: 1, measured: 1, spared: 10))
        #expect(statistics.findings(.error) == 0)
    }

    @Test func `stored bytes are those of the file, payloads are blocks without heads`() throws {
        let (bytes, _) = try ArchiveBytes.gzip(ArchiveBytes.small)
        let statistics = try count(bytes)
        #expect(statistics.total.stored == UInt64(bytes.count))
        let page = try #require(statistics.types.ranking.first { $0.name == "resource" })
        #expect(page.tally.block == 2 && page.tally.payload == 2)
        // 10 bytes of the page, 3 of the picture, none of the missing page.
        #expect(statistics.types.ranking.first?.tally.payload == 13)
    }

    @Test func `damage is counted`() throws {
        let (bytes, offsets) = try ArchiveBytes.gzip(ArchiveBytes.small)
        var damaged = bytes
        damaged[Int(offsets[3]) + 20] ^= 0xFF
        let statistics = try count(damaged)
        #expect(statistics.findings(.error) > 0)
        #expect(statistics.total.records < 7 || statistics.types.ranking.first?.tally.records == 3)
    }

    @Test func `parts of a file add up to the whole`() throws {
        let (bytes, offsets) = try ArchiveBytes.gzip(ArchiveBytes.small)
        let whole = try count(bytes)
        for cut in offsets.dropFirst() {
            var sum = try count(Array(bytes[..<Int(cut)]))
            sum.merge(try count(Array(bytes[Int(cut)...])))
            #expect(sum.total == whole.total)
            #expect(sum.revisits == whole.revisits)
            for path in [\WARCStatistics.types, \.statuses, \.mediaTypes, \.hosts, \.years] {
                #expect(names(sum[keyPath: path]) == names(whole[keyPath: path]))
            }
        }
    }

    @Test func `a table tells the first names apart and counts the others together`() {
        var table = TallyTable(limit: 3)
        for number in [1, 2, 1, 3, 4, 5, 4, 1] {
            Array("Host\(number)".utf8).withUnsafeBytes { table.add(Tally(records: 1, stored: 10), to: $0) }
        }
        #expect(table.ranking.map(\.name) == ["host1", "host2", "host3"])
        #expect(table.ranking.first?.tally.records == 3)
        #expect(table.others == Tally(records: 3, stored: 30))
    }

    @Test func `tables merged in the order of the file are those of one walk`() {
        let names = (0..<500).map { "host\($0 * $0 % 137).example" }
        var whole = TallyTable(limit: 40)
        for name in names { add(name, to: &whole) }
        var merged = TallyTable(limit: 40)
        for start in stride(from: 0, to: names.count, by: 30) {
            var part = TallyTable(limit: 40)
            for name in names[start..<min(start + 30, names.count)] { add(name, to: &part) }
            merged.merge(part)
        }
        #expect(merged.ranking.map(\.name) == whole.ranking.map(\.name))
        #expect(merged.ranking.map(\.tally) == whole.ranking.map(\.tally))
        #expect(merged.others == whole.others)
    }

    @Test func `many names are found again`() {
        var table = TallyTable(limit: 100_000)
        for round in 0..<2 {
            for number in 0..<20_000 { add("\(number).example", to: &table, round + 1) }
        }
        #expect(table.count == 20_000)
        #expect(table.alphabet.allSatisfy { $0.tally.records == 3 })
    }

    @Test func `long names are cut, and sums stop at the largest number`() {
        var table = TallyTable(limit: 10)
        add(String(repeating: "a", count: 300), to: &table, Int.max)
        add(String(repeating: "a", count: 400), to: &table, Int.max)
        add(String(repeating: "a", count: 500), to: &table, Int.max)
        #expect(table.ranking.map(\.name.utf8.count) == [255])
        #expect(table.ranking.first?.tally.records == UInt64.max)
    }

    private func add(_ name: String, to table: inout TallyTable, _ records: Int = 1) {
        Array(name.utf8).withUnsafeBytes { table.add(Tally(records: UInt64(records)), to: $0) }
    }
}
