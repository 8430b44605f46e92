// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Verification

@Suite struct ScanTests {
    /// Thousands of records, some of them broken, so that several parts of a scan have something to say.
    private func manyRecords() -> [UInt8] {
        var bytes = GzipMember.make(RecordText.warcinfo(id: 9_999_999))
        var state: UInt32 = 1
        let noise = String(
            decoding: (0..<240_000).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: 0x21 + (state >> 16) % 94)
            }, as: UTF8.self)
        for number in 1...6000 {
            let changes: [(String, String?)] =
                switch number % 100 {
                case 7: [("WARC-Date", "2025")]
                case 13: [("WARC-Refers-To", RecordText.id(3))]
                case 50: [("WARC-Block-Digest", RecordText.sha1([1]))]
                default: []
                }
            // Some are large and hardly compress, so that the file has several segments for threads to take.
            let block = number % 100 == 99 ? noise : "text"
            bytes += GzipMember.make(RecordText.resource(changes, id: number == 4500 ? 44 : number, block: block))
        }
        return bytes
    }

    @Test func `several threads find what one finds, in the same order`() throws {
        let folder = try TemporaryDirectory()
        let bytes = manyRecords()
        #expect(bytes.count > 10 << 20)
        let path = try folder.write(bytes, to: "many.warc.gz")
        let one = try Check.findings(in: path)
        #expect(one.count(where: { $0.rule == .datePrecision }) == 60)
        #expect(one.count(where: { $0.rule == .blockDigest }) == 60)
        #expect(one.count(where: { $0.rule == .duplicateID }) == 1)
        #expect(try Check.findings(in: path, threads: 3) == one)
    }

    @Test func `a file clipped at every byte gives findings and never a crash`() throws {
        let folder = try TemporaryDirectory()
        let bytes = CleanFile.records.flatMap(GzipMember.make)
        for count in stride(from: 0, to: bytes.count, by: 3) {
            let path = try folder.write(Array(bytes[..<count]), to: "\(count).warc.gz")
            #expect(try Check.findings(in: path).contains { $0.severity == .error } || count > 0)
            for tool in EmulatedTool.allCases { _ = try ToolForecast.answer(of: tool, path: path) }
        }
    }
}
