// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Diagnostics
import Importers
import TestSupport
import Testing
import ZipFiles

@Suite struct WACZImportTests {
    let samples: Samples

    init() throws { samples = try Samples() }

    @Test func `archive files come out, pages and signature are kept, indexes are not`() throws {
        let (one, two) = (try Samples.gzip(Samples.pages), Samples.page(9, "negen"))
        let path = try samples.wacz(archives: [("data.warc.gz", one), ("extra.warc", two)])
        let before = TestFile.bytes(path)
        let outcome = try samples.importing([path])[0]
        #expect(outcome.status == .imported && outcome.format == .wacz && outcome.defects == 0)
        #expect(outcome.parts.map(\.name) == ["data.warc.gz", "extra.warc"] && outcome.captures == 4)
        #expect(TestFile.bytes(samples.layout.archiveDirectory + "/data.warc.gz") == one)
        #expect(TestFile.bytes(samples.layout.archiveDirectory + "/extra.warc") == two)
        #expect(outcome.name == "imports/site.wacz")
        let folder = samples.layout.importsDirectory + "/site.wacz"
        #expect(try FileSystem.list(folder) == ["datapackage-digest.json", "datapackage.json", "pages"])
        #expect(TestFile.text(folder + "/pages/pages.jsonl") == #"{"format":"json-pages-1.0"}"#)
        #expect(outcome.findings.contains { $0.severity == .note && $0.message.contains("signed by a.example") })
        #expect(try samples.isIndexed())
        #expect(TestFile.bytes(path) == before)
        let again = try samples.importing([path])[0]
        #expect(again.status == .present && again.parts.allSatisfy { $0.status == .present })
        #expect(try FileSystem.list(samples.layout.importsDirectory) == ["site.wacz"])
        #expect(try samples.captures.count == 4)
    }

    @Test func `digests that do not fit are defects, the file is imported nevertheless`() throws {
        let path = try samples.wacz(archives: [("data.warc.gz", try Samples.gzip(Samples.pages))], seal: "sha256:00") {
            items in
            items[0].content = Samples.page(4, "anders")
            items[1].content.append(0x0A)
            items.remove(at: 2)
        }
        let outcome = try samples.importing([path])[0]
        let messages = (outcome.findings + outcome.parts[0].findings).filter { $0.severity == .error }
        let places = messages.map { $0.place.description.split(separator: "!").last ?? "" }
        #expect(Set(places) == ["archive/data.warc.gz", "pages/pages.jsonl", "indexes/index.cdx"])
        #expect(outcome.defects == 5 && outcome.status == .imported && outcome.captures == 1)
        let sealed = try samples.wacz(
            "b.wacz", archives: [("b.warc", Samples.page(5, "b"))], seal: "sha256:" + String(repeating: "0", count: 64))
        let other = try samples.importing([sealed])[0]
        #expect(
            other.findings.contains { $0.severity == .error && $0.message.contains("datapackage-digest.json says") })
    }

    @Test func `entries that lead out of the folder or are no archives are left out`() throws {
        let path = try samples.wacz(archives: [("good.warc", Samples.pages[0])]) { items in
            items.append(ZipBuilder.Item("archive/../../../evil.warc", Samples.pages[1]))
            items.append(ZipBuilder.Item("pages/../../evil.jsonl", [1]))
            items.append(ZipBuilder.Item("archive/notes.txt", Array("geen archief".utf8)))
            items.append(ZipBuilder.Item("archive/deep/below.warc", Samples.pages[2]))
            items.append(ZipBuilder.Item("pages", [1]))
        }
        let outcome = try samples.importing([path])[0]
        #expect(outcome.parts.map(\.status) == [.imported, .refused, .imported])
        #expect(try samples.archive == ["below.warc", "good.warc"])
        #expect(outcome.defects == 4)
        let all = try FileSystem.list(samples.folder.path) + FileSystem.list(samples.layout.root)
        #expect(!all.contains { $0.hasPrefix("evil") })
    }

    @Test func `the form of resources before version 1 is read`() throws {
        let warc = Samples.pages[0]
        let digest = Hex.encode(DigestStream.digest(of: warc, .sha256).bytes)
        func package(_ hash: String, _ kind: String) -> [UInt8] {
            let stats = #"{"hash":"\#(hash)","bytes":\#(warc.count)}"#
            return Array(#"{"resources":[{"path":"archive/a.warc","stats":\#(stats),"hashing":"\#(kind)"}]}"#.utf8)
        }
        for (json, defects, warnings) in [
            (package(digest, "sha256"), 0, 0), (package(String(digest.reversed()), "sha256"), 1, 0),
            (package("00", "sha224"), 0, 1), (Array("{".utf8), 1, 0), (Array(#"{"resources":3}"#.utf8), 1, 0),
        ] {
            let path = try samples.write(
                ZipBuilder([ZipBuilder.Item("archive/a.warc", warc), ZipBuilder.Item("datapackage.json", json)])
                    .build(),
                "old.wacz")
            let outcome = try samples.importing([path])[0]
            #expect(outcome.defects == defects)
            let all = outcome.findings + outcome.parts.flatMap(\.findings)
            #expect(all.count { $0.severity == .warning } == warnings)
        }
    }

    @Test func `a WACZ file cut at many places is refused and leaves nothing`() throws {
        let whole = try #require(
            TestFile.bytes(try samples.wacz(archives: [("data.warc.gz", try Samples.gzip(Samples.pages))])))
        for length in stride(from: 4, to: whole.count, by: 97) {
            let outcome = try samples.importing([try samples.write(Array(whole.prefix(length)), "cut.wacz")])[0]
            #expect(outcome.status == .refused)
        }
        #expect(try samples.archive.isEmpty)
        #expect(try samples.captures.isEmpty)
        #expect(!FileSystem.exists(samples.layout.importsDirectory))
    }
}

/// WACZ, ARC and WARC files of other tools.
@Suite(.needsCorpus) struct ImportCorpusTests {
    @Test(arguments: [
        ("py-wacz/valid_example_1.wacz", 1), ("py-wacz/valid_example_2.wacz", 1),
        ("py-wacz/valid_signed_example_1.wacz", 1), ("py-wacz/invalid_signed_example_1.wacz", 1),
        ("golden/iana.wacz", 1), ("py-wacz/invalid_example_1.wacz", 0), ("jwat/small_BNF.arc", 5),
        ("jwat/1-1-20110922131213-00000-svc-VirtualBox.arc", 101), ("warcio/example.arc.gz", 1),
        ("warcio/example.warc.gz", 2), ("warcio/example-bad-non-chunked.warc.gz", 0),
    ])
    func `files of the corpus are imported without a change`(_ file: String, _ least: Int) throws {
        let samples = try Samples()
        let path = try #require(Tier.corpus) + "/warc/" + file
        guard FileSystem.exists(path) else { return }
        let outcome = try samples.importing([path])[0]
        #expect((outcome.status == .imported) == (least > 0 || outcome.records > 0))
        #expect(try samples.isIndexed())
        #expect(outcome.captures >= least)
        #expect(least == 0 || outcome.defects == 0)
        for part in outcome.format == .wacz ? outcome.parts : [outcome] {
            guard let name = part.name, outcome.format != .wacz else { continue }
            #expect(TestFile.bytes(samples.layout.archiveDirectory + "/" + name) == TestFile.bytes(path))
        }
    }
}
