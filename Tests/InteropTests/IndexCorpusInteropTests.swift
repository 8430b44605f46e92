// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing

/// Indexes of files that other people made, against what pywb and py-wacz make of them.
@Suite(.needsInterop, .needsCorpus) struct IndexCorpusInteropTests {
    /// Files on which pywb's indexer ends with an exception, and one whose media type it goes on to give to other files of the same run.
    private static let fatal: Set<String> = [
        "cdxj-indexer/cc.warc.gz",
        "jwat/valid-warcfile-fields-metainfo.warc", "jwat/invalid-warcfile-lonely-monkeys.warc",
        "jwat/invalid-warcfile-lonely-request-response-resource-conversion.warc",
        "jwat/invalid-warcfile-fields-empty.warc",
        "jwat/invalid-warcfile-fields-missing.warc", "jwat/invalid-warcfile-lonely-revisit.warc",
        "jwat/valid-warcfile-fields-continuation.warc", "jwat/invalid-warcfile-lonely-continuation.warc",
        "jwat/test-utf8.warc", "jwat/valid-warcfile-fields-warcinfo.warc", "jwat/valid-warcfile-utf8.warc",
        "cdx-writer/bad_url_with_colon_1.arc.gz",
    ]

    private static func files(below root: String, _ folder: String = "") -> [String] {
        let names = (try? FileSystem.list(folder.isEmpty ? root : root + "/" + folder)) ?? []
        return names.sorted().flatMap { name -> [String] in
            let path = folder.isEmpty ? name : folder + "/" + name
            if [".warc", ".warc.gz", ".arc", ".arc.gz"].contains(where: { name.hasSuffix($0) }) { return [path] }
            return name.contains(".") ? [] : files(below: root, path)
        }
    }

    @Test(arguments: [(CDXFormat.cdxj, ["-j"]), (.cdx11, [])])
    func `the files of the corpus have the lines that pywb prints`(
        _ format: CDXFormat, _ arguments: [String]
    ) async throws {
        let root = try #require(Tier.corpus) + "/warc"
        let files = Self.files(below: root).filter { !Self.fatal.contains($0) }
        let tool = try #require(Tier.tool("cdx-indexer"))
        let result = try await ToolProcess.run(tool, arguments + ["-d", root] + files, in: root)
        #expect(result.status == 0, "\(result.errors.suffix(500))")
        let others = Set(result.lines.map { String($0) }.filter { !CDXRecord.isHeader($0) })
        var own: Set<String> = []
        for file in files {
            try CDXIndexer(options: .init(dialect: .pywb, root: root)).forEachRecord(of: root + "/" + file) {
                own.insert($0.line(format, dialect: .pywb))
            }
        }
        for line in others.subtracting(own) { #expect(Self.isDeviation(line), "pywb: \(line)") }
        for line in own.subtracting(others) { #expect(Self.isDeviation(line), "ours: \(line)") }
        #expect(others.count > 800)
    }

    /// Where our lines in pywb's dialect differ from pywb's.
    private static func isDeviation(_ line: String) -> Bool {
        [
            // A date of 12 digits stays as it is there; ours has 14, as everything that reads an index expects.
            "cdx-writer/arc_v1_with_v2_header.arc.gz",
            // It counts an empty member to the record behind it, and loses count in damaged files.
            "validator-cases/32_w10_empty_member.warc.gz", "warcio/example-wrong-chunks.warc.gz",
            "ia-gowarc/skip-non-open.warc.gz",
            // Spaces in an address and an empty digest would shift the fields after them: `%20` and `-`.
            "warcio/example-space-in-url.arc", "jwat/invalid-warcfile-digest-fields.warc",
        ].contains { line.contains($0) }
    }

    @Test func `the index in a WACZ of py-wacz is read and searched`() async throws {
        let folder = try TemporaryDirectory()
        let wacz = try #require(Tier.corpus) + "/warc/golden/iana.wacz"
        let python = try #require(Tier.tool("python"))
        _ = try await ToolProcess.run(python, ["-m", "zipfile", "-e", wacz, folder.path])
        let index = try SortedIndexFile(path: folder.appending("indexes/index.idx"))
        let lines = try index.lines(from: "")
        var count = 0
        while let line = try lines.next() {
            let record = try CDXRecord(parsing: line)
            #expect(record.cdxjLine == line)
            #expect(try index.lines(in: CDXRange(.exact, urlkey: record.urlkey)).next() != nil)
            count += 1
        }
        #expect(count > 100)
        // Made anew from the archive in it, every line has its capture, with the digest of the stored record.
        var own: [String: CDXRecord] = [:]
        let archive = folder.appending("archive/iana.warc.gz")
        try CDXIndexer(options: .init(digestsRecords: true)).forEachRecord(of: archive) { own["\($0.offset)"] = $0 }
        let again = try index.lines(from: "")
        while let line = try again.next() {
            var record = try CDXRecord(parsing: line)
            // py-wacz adds the referrer.
            record.extras.removeAll { $0.name == "referrer" }
            #expect(own["\(record.offset)"] == record)
        }
    }

    @Test func `cdxj-indexer's compressed form and ours hold the same`() async throws {
        let folder = try TemporaryDirectory()
        let file = try #require(Tier.corpus) + "/warc/pywb/iana.warc.gz"
        let tool = try #require(Tier.tool("cdxj-indexer"))
        let theirs = folder.appending("theirs.cdx.gz")
        let result = try await ToolProcess.run(
            tool, ["-s", "-c", theirs, "-l", "20", "-o", folder.appending("theirs.idx"), file])
        #expect(result.status == 0, "\(result.errors.suffix(500))")
        let writer = CompressedIndexWriter(path: folder.appending("ours.cdx.gz"), form: .wacz, linesPerBlock: 20)
        try CDXIndexer().index(path: file, format: .cdxj, into: writer.sorter)
        let count = try writer.finish()
        let ours = try SortedIndexFile(path: writer.indexPath).lines(from: "")
        let others = try SortedIndexFile(path: folder.appending("theirs.idx")).lines(from: "")
        for _ in 0..<count { #expect(try ours.next() == others.next()) }
        #expect(try others.next() == nil)
    }
}
