// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Rewriting
import TestSupport
import Testing
import WARC

/// What is rewritten goes before the tools of others.
@Suite(.needsInterop)
struct RewriteInteropTests {
    /// Ways to recompress, by name.
    static let ways: [(name: String, change: @Sendable (inout RecompressionOptions) -> Void)] = [
        ("level", { $0.level = 9 }), ("plain", { $0.format = .warc }), ("old", { $0.version = .v1_0 }),
        ("jhove", { $0.forJHOVE = true }), ("split", { $0.maximumSize = 6000 }), ("zst", { $0.format = .zst }),
        (
            "dictionary",
            {
                $0.format = .zst
                $0.trainsDictionary = true
            }
        ),
    ]

    @Test(arguments: ways.map(\.name))
    func `what recompress writes is sound, holds the same blocks, and is replayed`(way: String) async throws {
        let archive = try RewriteArchive()
        var options = RecompressionOptions(outputDirectory: try archive.makeFolder(way))
        try #require(Self.ways.first { $0.name == way }).change(&options)
        var outputs: [String] = []
        for path in archive.paths {
            let result = try Recompression(options).run(path)
            #expect(result.isChecked && result.mismatches == 0)
            outputs += result.outputs
            if way != "split", options.writtenVersion == nil {
                let found = try await RewriteArchive.judged(result.outputs)
                let own = try RewriteArchive.sum(path)
                #expect(found[result.outputs[0]]?.allSatisfy { $0 == own } == true, "\(found) \(own)")
            }
        }
        #expect(way == "split" ? outputs.count > 4 : outputs.count == 2)
        try await RewriteArchive.expectSound(outputs)
        if options.format != .zst { try await archive.expectReplay(outputs) }
    }

    @Test func `what dedup writes is sound and replayed, and so is what undo makes of it`() async throws {
        let archive = try RewriteArchive()
        var options = DeduplicationOptions()
        options.outputDirectory = try archive.makeFolder("dedup")
        let result = try Deduplication(options).run(archive.paths)
        #expect(result.changed == 10, "7 pages of the second file, and 3 of 4 with the body that is everywhere")
        try await RewriteArchive.expectSound(result.outputs)
        try await archive.expectReplay(result.outputs)

        options.outputDirectory = try archive.makeFolder("undo")
        let undone = try Rematerialisation(options).run(result.outputs)
        #expect(undone.changed == 10 && undone.kept == 0)
        try await RewriteArchive.expectSound(undone.outputs)
        let found = try await RewriteArchive.judged(undone.outputs)
        for (path, output) in zip(archive.paths, undone.outputs) {
            let own = try RewriteArchive.sum(path)
            #expect(found[output]?.allSatisfy { $0 == own } == true)
        }

        // And the deduplicated files as an institution wants them.
        var deposit = RecompressionOptions(outputDirectory: try archive.makeFolder("deposit"))
        deposit.forJHOVE = true
        let deposited = try result.outputs.flatMap { try Recompression(deposit).run($0).outputs }
        try await RewriteArchive.expectSound(deposited)
        try await archive.expectReplay(deposited)
    }

    @Test func `what mend writes is sound and replayed`() async throws {
        let archive = try RewriteArchive()
        let first = try #require(TestFile.bytes(archive.paths[0]))
        let second = try #require(TestFile.bytes(archive.paths[1]))
        // The end of the last page's request is lost in one, garbage stands in the middle and at the end of the other.
        let reader = try WARCReader(path: archive.paths[1])
        var offsets: [Int] = []
        while let record = try reader.next() { offsets.append(Int(record.location.offset)) }
        let middle = offsets[offsets.count / 2]
        let bytes = second[..<middle] + Array("damage in the middle".utf8) + second[middle...] + [0x1F, 0x8B, 8]
        var mending = Mending()
        mending.outputDirectory = try archive.makeFolder("mended")
        var outputs: [String] = []
        for (name, damaged) in [
            ("crawl-0.warc.gz.open", Array(first.dropLast(200))), ("crawl-1.warc.gz", Array(bytes)),
        ] {
            let result = try mending.mend(try archive.folder.write(damaged, to: "damaged/" + name))
            #expect(!result.isHealthy && result.records == (name.hasSuffix("open") ? 40 : 41))
            outputs.append(try #require(result.output))
        }
        try await RewriteArchive.expectSound(outputs)
        try await archive.expectReplay(outputs)
        #expect(TestFile.bytes(outputs[1]) == second)
    }
}
