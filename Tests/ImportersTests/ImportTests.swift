// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Diagnostics
import HTTPMessage
import Importers
import TestSupport
import Testing
import WARC

@Suite struct ImportTests {
    let samples: Samples

    init() throws { samples = try Samples() }

    @Test func `files of each form come in as they are, and their captures into database and indexes`() throws {
        let pages = Samples.pages
        let dictionary = try ZstdDictionary(
            training: (0..<300).map { Samples.page($0 % 10, "tekst \($0 &* 7919)") }, capacity: 2048)
        let files: [(String, [UInt8], String)] = [
            ("a.warc.gz", try Samples.gzip([pages[0]]), "a.warc.gz"), ("b.warc", pages[1], "b.warc"),
            ("c", try Samples.zstd([pages[2]], dictionary: dictionary), "c.warc.zst"),
            ("d.arc.gz", try Samples.gzip(Samples.arc), "d.arc.gz"),
            ("e.gz", Array(Samples.arc.dropFirst().joined()), "e.arc"),
        ]
        let paths = try files.map { try samples.write($0.1, $0.0) }
        let outcomes = try samples.importing(paths)
        #expect(outcomes.map(\.status) == [.imported, .imported, .imported, .imported, .imported])
        #expect(outcomes.map(\.name) == files.map(\.2))
        #expect(outcomes.map(\.captures) == [1, 1, 1, 2, 2])
        #expect(outcomes.map(\.records) == [1, 1, 1, 3, 2])
        #expect(outcomes.map(\.defects) == [0, 0, 0, 0, 0])
        for (path, file) in zip(paths, files) {
            #expect(TestFile.bytes(samples.layout.archiveDirectory + "/" + file.2) == file.1)
            #expect(TestFile.bytes(path) == file.1)
        }
        #expect(try samples.captures.count == 7)
        #expect(try samples.isIndexed())
        #expect(try samples.captures.allSatisfy { $0.cdx.digest?.hasPrefix("sha1:") == true })
        // What the index says of a capture leads to it.
        for capture in try samples.captures {
            let path = try #require(samples.layout.archivePath(of: capture.cdx.filename))
            let reader = try WARCPayloadReader(path: path, offset: capture.cdx.offset)
            #expect(reader.header.targetURI == capture.cdx.url && reader.httpHead?.status == 200)
        }
        #expect(try samples.captures.map(\.cdx.timestamp).contains("20040102030459"))
    }

    @Test func `index lines of imported files are those of the indexer for the files themselves`() throws {
        let path = try samples.write(try Samples.gzip(Samples.pages), "a.warc.gz")
        _ = try samples.importing([path])
        var lines: [String] = []
        try CDXIndexer.index(path: path) { lines.append($0.cdxjLine) }
        #expect(TestFile.text(samples.layout.cdxjPath) == lines.sorted().map { $0 + "\n" }.joined())
    }

    @Test func `the same bytes are there once, other bytes of the same name get a number`() throws {
        let one = try samples.write(try Samples.gzip(Samples.pages), "x/a.warc.gz")
        let same = try samples.write(try Samples.gzip(Samples.pages), "y/b.warc.gz")
        let other = try samples.write(try Samples.gzip([Samples.page(7, "anders")]), "y/a.warc.gz")
        let first = try samples.importing([one, same, other])
        #expect(first.map(\.status) == [.imported, .present, .imported])
        #expect(first.map(\.name) == ["a.warc.gz", "a.warc.gz", "a-2.warc.gz"])
        let again = try samples.importing([other, one, samples.layout.archiveDirectory + "/a.warc.gz"])
        #expect(again.map(\.status) == [.present, .present, .present])
        #expect(try samples.captures.count == 4)
        #expect(try samples.isIndexed())
        #expect(try samples.archive == ["a-2.warc.gz", "a.warc.gz"])
    }

    @Test func `a linked file is the file itself`() throws {
        let path = try samples.write(try Samples.gzip(Samples.pages), "a.warc.gz")
        let outcome = try samples.importing([path], .link)[0]
        #expect(outcome.status == .linked && outcome.captures == 3)
        #expect(try Self.inode(path) == Self.inode(samples.layout.archiveDirectory + "/a.warc.gz"))
        #expect(try samples.importing([path], .link)[0].status == .present)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "\(SmallDisk.reason)"))
    func `a file of another disk is copied instead of linked, and that is said`() throws {
        let disk = try SmallDisk(mebibytes: 4, in: try TemporaryDirectory())
        let path = disk.path + "/a.warc.gz"
        try FileSystem.writeAtomically(path, try Samples.gzip(Samples.pages))
        let outcome = try samples.importing([path], .link)[0]
        #expect(outcome.status == .imported && outcome.defects == 0)
        #expect(outcome.findings.contains { $0.severity == .note && $0.message.contains("copied instead") })
    }

    @Test func `files of no format are refused, the others imported`() throws {
        let good = try samples.write(try Samples.gzip(Samples.pages), "a.warc.gz")
        let text = try samples.write(Array("<html>geen archief</html>\n".utf8), "page.warc.gz")
        let empty = try samples.write([], "empty.warc")
        let gzip = try samples.write(try Samples.gzip([Array("tekst".utf8)]), "text.gz")
        let zip = try samples.write(ZipBuilder([ZipBuilder.Item("a.txt", [1])]).build(), "a.wacz")
        let missing = samples.folder.appending("missing.warc")
        let outcomes = try samples.importing([text, empty, gzip, zip, missing, samples.folder.path, good])
        #expect(outcomes.dropLast().allSatisfy { $0.status == .refused && $0.defects == 1 && $0.name == nil })
        #expect(outcomes.last?.status == .imported)
        #expect(try samples.archive == ["a.warc.gz"])
    }

    @Test func `a damaged file is imported with its defects`() throws {
        let members = try Samples.pages.map { try Samples.gzip([$0]) }
        var damaged = members.flatMap { $0 }
        for index in 0..<20 { damaged[members[0].count + 30 + index] ^= 0x55 }
        let cut = Array(try Samples.gzip(Samples.pages).dropLast(15))
        let plainCut = Array(Samples.pages.joined().dropLast(10))
        let outcomes = try samples.importing([
            try samples.write(damaged, "damaged.warc.gz"), try samples.write(cut, "cut.warc.gz"),
            try samples.write(plainCut, "plain.warc"),
        ])
        // What there is of a cut answer can be shown where it stands uncompressed.
        #expect(outcomes.map(\.captures) == [2, 2, 3])
        #expect(try samples.captures.map(\.outcome).filter { $0 == .truncated }.count == 1)
        #expect(outcomes.allSatisfy { $0.status == .imported && $0.defects > 0 })
        #expect(TestFile.bytes(samples.layout.archiveDirectory + "/damaged.warc.gz") == damaged)
        // Foreign files are never cut back, whatever is wrong with their end.
        let database = try CollectionDatabase(layout: samples.layout)
        #expect(try ArchiveFiles(database: database).recover().isEmpty)
        #expect(TestFile.bytes(samples.layout.archiveDirectory + "/cut.warc.gz") == cut)
        #expect(try Reindexing(database: database).run().captures == 7)
        #expect(TestFile.bytes(samples.layout.archiveDirectory + "/plain.warc") == plainCut)
    }

    @Test func `captures that share a member are counted, with the way out`() throws {
        let path = try samples.write(try Samples.gzip([Array(Samples.pages.joined())]), "one.warc.gz")
        let outcome = try samples.importing([path])[0]
        #expect(outcome.records == 3 && outcome.captures == 0 && outcome.unreachable == 3 && outcome.defects == 1)
        #expect(outcome.findings.contains { $0.hint?.contains("kabinet recompress") == true })
    }

    @Test func `digests of foreign files take no part in dedup`() throws {
        _ = try samples.importing([try samples.write(try Samples.gzip(Samples.pages), "a.warc.gz")])
        let table = DigestTable(database: try CollectionDatabase(layout: samples.layout))
        for capture in try samples.captures {
            #expect(try table.original(of: try #require(capture.cdx.digest)) == nil)
        }
    }

    @Test func `files of ours are trusted with their digests only where these are right`() throws {
        let (right, wrong) = (DigestStream.digest(of: [0x61], .sha256), DigestStream.digest(of: [0x62], .sha256))
        let record = Samples.page(1, "a", payloadDigest: right)
        let name = "KABINET-minpres-20231114221320000-0000\(0)-host.warc.gz"
        let good = try samples.write(try Samples.gzip([record]), name)
        let bad = try samples.write(try Samples.gzip([Samples.page(2, "a", payloadDigest: wrong)]), "x/" + name)
        let outcomes = try samples.importing([bad, good])
        #expect(outcomes.map(\.name) == ["imported-" + name, name])
        #expect(outcomes[0].findings.contains { $0.message.hasSuffix("[digest.payload]") && $0.severity == .error })
        #expect(outcomes.map { $0.findings.count { $0.severity == .error } } == [1, 0])
        let table = DigestTable(database: try CollectionDatabase(layout: samples.layout))
        #expect(try table.original(of: right.labelled) != nil)
        #expect(try table.original(of: wrong.labelled) == nil)
    }

    @Test(arguments: [
        ("a b\t.warc.gz", "a_b_.warc.gz"), ("-rf.warc", "_-rf.warc.gz"), (".hidden", "_.hidden.warc.gz"),
        ("x.ARC.GZ", "x.warc.gz"), ("x.warc.gz.open", "x.warc.gz"), ("é\u{2028}.warc.gz", "é_.warc.gz"),
        (String(repeating: "é", count: 120) + ".gz", String(repeating: "é", count: 100) + ".warc.gz"),
    ])
    func `names are made fit for an index line and a shell`(_ source: String, _ expected: String) throws {
        let path = try samples.write(try Samples.gzip(Samples.pages), source)
        #expect(try samples.importing([path])[0].name == expected)
    }

    static func inode(_ path: String) throws -> UInt64 { try #require(TestFile.inode(path)) }
}
