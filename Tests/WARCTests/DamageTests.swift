// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

/// Files cut at every byte and changed in every byte, in each container and format: never a crash, never a block that is not the
/// original's, and never silence about what was done.
@Suite struct DamageTests {
    enum Form: CaseIterable { case plain, gzip, shared, zstd, dictionary, arc, arcGzip }

    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    /// What a reader got of one record.
    private struct Found: Hashable {
        let uri: String
        let block: [UInt8]
    }

    private static let records = (1...3).map { Fixture.response($0, "text \($0)") }

    /// The file, and the places at which it may be cut without anything missing.
    private static func file(_ form: Form) throws -> (bytes: [UInt8], boundaries: Set<Int>) {
        let dictionary = try? ZstdDictionary(
            training: (0..<400).map { Fixture.response($0 % 10, "text \($0)") }, capacity: 1024)
        let zstd = ZstdCompressor(), zstdWithDictionary = ZstdCompressor(dictionary: dictionary)
        var parts: [[UInt8]] =
            switch form {
            case .plain: records
            case .gzip: try records.map { try Fixture.gzip([$0]) }
            case .shared: [try Fixture.gzip([records.flatMap { $0 }])]
            case .zstd: try records.map { try zstd.frame($0) }
            case .dictionary: try records.map { try zstdWithDictionary.frame($0) }
            case .arc: ARCReaderTests.records
            case .arcGzip: try ARCReaderTests.records.map { try Fixture.gzip([$0]) }
            }
        if form == .dictionary, let dictionary { parts.insert(try dictionary.frame(), at: 0) }
        var boundaries: Set<Int> = [0]
        var end = 0
        for part in parts {
            end += part.count
            boundaries.insert(end)
            // The line end parts ARC records; the last needs none.
            if form == .arc { boundaries.insert(end - 1) }
        }
        return (parts.flatMap { $0 }, boundaries)
    }

    private func read(_ bytes: [UInt8]) throws -> (whole: [Found], count: Int, findings: [WARCFinding]) {
        let reader = try WARCReader(path: try folder.write(bytes, to: "x.warc"))
        var whole: [Found] = []
        var count = 0
        while let record = try reader.next() {
            count += 1
            let uri = record.header.targetURI ?? "-"
            if let block = try? record.readBlock(limit: 1 << 20) { whole.append(Found(uri: uri, block: block)) }
        }
        return (whole, count, reader.findings)
    }

    @Test(arguments: Form.allCases)
    func `cut at any byte, whatever is whole is the original's and the rest is told`(_ form: Form) throws {
        let (bytes, boundaries) = try Self.file(form)
        let original = try read(bytes)
        #expect(original.whole.count == 3)
        #expect(original.findings.allSatisfy { $0.irregularity == .sharedMember })
        for cut in 0..<bytes.count {
            let found = try read(Array(bytes[..<cut]))
            #expect(found.whole.allSatisfy(original.whole.contains), "cut at \(cut)")
            let isTold = found.findings.contains { $0.irregularity != .sharedMember }
            #expect(isTold != boundaries.contains(cut), "cut at \(cut): \(found.findings)")
        }
    }

    @Test(arguments: [Form.gzip, .shared, .zstd, .dictionary, .arcGzip])
    func `a changed byte of compressed data never gives a block that is not the original's`(_ form: Form) throws {
        let (bytes, _) = try Self.file(form)
        let original = try read(bytes)
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x10, 0xFF] {
                var changed = bytes
                changed[index] ^= mask
                let found = try read(changed)
                #expect(found.whole.allSatisfy(original.whole.contains), "byte \(index) ^ \(mask)")
                if found.whole != original.whole { #expect(!found.findings.isEmpty, "byte \(index) ^ \(mask)") }
            }
        }
    }

    @Test(arguments: [Form.plain, .arc])
    func `a changed byte of a plain file is survived`(_ form: Form) throws {
        let (bytes, _) = try Self.file(form)
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var changed = bytes
                changed[index] ^= mask
                _ = try read(changed)
            }
        }
    }

    @Test(arguments: Form.allCases)
    func `after a damaged record the next one is found`(_ form: Form) throws {
        guard form != .shared else { return }
        let (bytes, boundaries) = try Self.file(form)
        let ends = boundaries.sorted()
        let original = try read(bytes)
        // The middle of the record before the last.
        let starts = ends.filter { form != .arc || !boundaries.contains($0 + 1) }
        let middle = (starts[starts.count - 3] + starts[starts.count - 2]) / 2
        var changed = bytes
        for index in middle - 4..<middle + 4 { changed[index] = 0 }
        let found = try read(changed)
        #expect(found.whole.last == original.whole.last)
        #expect(found.whole.first == original.whole.first)
        if form != .plain, form != .arc { #expect(!found.findings.isEmpty) }
    }
}
