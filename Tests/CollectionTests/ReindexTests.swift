// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Diagnostics
import TestSupport
import Testing
import WARC

/// The database and the indexes are a cache of `archive/`: they can be made again from it.
@Suite struct ReindexTests {
    /// Two files with pages, a medium, its revisit, an error, and titles that are hard to keep.
    private func crawled() throws -> Fixture {
        let fixture = try Fixture()
        let seeds = (0..<6).map { Fixture.found("http://a.example/\($0)") }
        let run = try fixture.run(seeds)
        let urls = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: Fixture.start).urls
        let files = [
            try fixture.file("KABINET-minpres-20231114221320000-00000-host.warc.gz"),
            try fixture.file("KABINET-a-b-20231114221320000-00001-host.warc.gz", account: "a-b"),
        ]
        var answers = [
            Fixture.Answer(title: "Coöperatie \u{1F600} \"x\": y # z"),
            Fixture.Answer(
                body: Array("image".utf8) + [UInt8](repeating: 1, count: 400), type: "image/png", kind: .media),
            Fixture.Answer(status: 404, outcome: .notFound, title: "Niet gevonden"),
            Fixture.Answer(body: Array("cut".utf8), outcome: .truncated, truncated: .disconnect),
            Fixture.Answer(body: [], outcome: .empty, kind: .api),
            Fixture.Answer(type: "image/png", outcome: .revisit, kind: .media),
        ]
        var rows: [CatalogCapture] = []
        var commits: [CaptureCommit] = []
        for (index, url) in urls.enumerated() {
            answers[index].url = url.url
            answers[index].seconds = Int64(6 - index)
            answers[index].account = index % 2 == 0 ? "minpres" : "a-b"
            if index == 5 {
                answers[index].original = rows[1]
                answers[index].body = answers[1].body
            }
            let row = try fixture.store(answers[index], in: files[index % 2], run: run)
            rows.append(row)
            commits.append(
                CaptureCommit(
                    url: url, change: .stored(row.outcome, detail: nil), capture: row,
                    isOriginal: index < 2))
        }
        try fixture.commit(
            commits, lengths: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.length) }), of: run)
        for file in files {
            try file.close()
            try fixture.files.close(file.name)
        }
        try IndexUpkeep(database: fixture.database).write()
        return fixture
    }

    @Test func `index files hold a line for each capture in the order of their bytes`() throws {
        let fixture = try crawled()
        let captures = try fixture.captures
        for (path, lines) in [
            (fixture.layout.cdxjPath, captures.map(\.cdx.cdxjLine)),
            (fixture.layout.cdxPath, captures.map(\.cdx.cdx11Line) + [CDXRecord.cdx11Header]),
        ] {
            let text = try #require(TestFile.text(path))
            #expect(text.hasSuffix("\n"))
            let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(text.split(separator: "\n").map(String.init) == sorted)
        }
    }

    @Test func `a rebuild from the files alone gives the same captures, accounts and index files`() throws {
        let fixture = try crawled()
        let before = Set(try fixture.captures)
        let accounts = try CaptureCatalog(database: fixture.database).accounts()
        let totals = try CaptureCatalog(database: fixture.database).totals()
        let indexes = [fixture.layout.cdxjPath, fixture.layout.cdxPath].map { TestFile.bytes($0) }
        let result = try Reindexing(database: fixture.database).run()
        #expect(result.findings.map(\.description) == [])
        #expect(result.files == 2)
        #expect(result.captures == 6)
        let after = Set(try fixture.captures)
        #expect(after.subtracting(before).map(\.cdx.url) == [])
        #expect(after == before)
        #expect(try CaptureCatalog(database: fixture.database).accounts() == accounts)
        #expect(try CaptureCatalog(database: fixture.database).totals() == totals)
        #expect([fixture.layout.cdxjPath, fixture.layout.cdxPath].map { TestFile.bytes($0) } == indexes)
        for capture in before where capture.kind == .media && capture.recordType == "response" {
            let original = try DigestTable(database: fixture.database).original(of: capture.cdx.digest ?? "")
            #expect(original?.recordID == capture.recordID)
        }
    }

    @Test func `a lost database is made anew`() throws {
        let fixture = try crawled()
        let before = Set(try fixture.captures)
        let other = CollectionLayout(root: fixture.folder.appending("copy"))
        try other.makeDirectories()
        try fixture.copyArchive(to: "copy")
        let database = try CollectionDatabase(layout: other)
        _ = try Reindexing(database: database).run()
        #expect(Set(try CaptureCatalog(database: database).captures(run: nil)) == before)
        #expect(try ArchiveFiles(database: database).recover().isEmpty)
    }

    @Test func `a file that breaks off is taken in up to there`() throws {
        let fixture = try crawled()
        let name = "KABINET-minpres-20231114221320000-00000-host.warc.gz"
        let bytes = TestFile.bytes(fixture.layout.archiveDirectory + "/" + name) ?? []
        try fixture.folder.write(Array(bytes.dropLast(40)), to: "verzameling/archive/" + name)
        let result = try Reindexing(database: fixture.database).run()
        #expect(!result.findings.isEmpty)
        #expect(result.captures == 6 || result.captures == 5)
        #expect(try ArchiveFiles(database: fixture.database).recover().isEmpty)
    }

    @Test(arguments: [CrawlRun.State.stopped, .finished])
    func `stored URLs keep their records, and one whose record is gone waits again if its run does`(
        state: CrawlRun.State
    ) throws {
        let fixture = try crawled()
        let run = try #require(try fixture.ledger.newestRun())
        try fixture.ledger.end(run, as: state, at: Fixture.start)
        let name = "KABINET-a-b-20231114221320000-00001-host.warc.gz"
        try FileSystem.remove(fixture.layout.archiveDirectory + "/" + name)
        #expect(try Reindexing(database: fixture.database).run().captures == 3)
        #expect(try fixture.ledger.progress(run).remaining == (state == .finished ? 0 : 3))
        #expect(try fixture.recordsOfURLs() == 3)
    }

    @Test func `bytes behind the last commit are cut off before a rebuild, and their URL waits`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/"), Fixture.found("http://a.example/b")])
        let url = try #require(
            try fixture.ledger.claim(host: "a.example", limit: 1, of: run, at: Fixture.start).urls.first)
        let file = try fixture.file("KABINET-minpres-20231114221320000-00000-host.warc.gz")
        let row = try fixture.store(Fixture.Answer(url: url.url), in: file, run: run)
        try fixture.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), capture: row)],
            lengths: [file.name: file.length], of: run)
        _ = try fixture.store(Fixture.Answer(url: "http://a.example/b"), in: file, run: run)
        let result = try Reindexing(database: fixture.database).run()
        #expect(result.captures == 1)
        #expect(result.findings.count == 1)
        #expect(try fixture.ledger.progress(run).remaining == 1)
        #expect(try fixture.files.recover().isEmpty)
    }

    @Test func `a rebuild goes on without a file that lost committed bytes, and says so`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let url = try #require(
            try fixture.ledger.claim(host: "a.example", limit: 1, of: run, at: Fixture.start).urls.first)
        let file = try fixture.file("KABINET-minpres-20231114221320000-00000-host.warc.gz")
        let row = try fixture.store(Fixture.Answer(url: url.url), in: file, run: run)
        try fixture.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), capture: row)],
            lengths: [file.name: file.length + 10], of: run)
        let result = try Reindexing(database: fixture.database).run()
        #expect(result.captures == 1)
        #expect(result.findings.contains { $0.message.contains("were committed") })
    }

    @Test func `a file that is damaged in an unfinished state loses nothing to a rebuild and the next start`() throws {
        let fixture = try crawled()
        let name = "KABINET-minpres-20231114221320000-00000-host.warc.gz"
        var bytes = TestFile.bytes(fixture.layout.archiveDirectory + "/" + name) ?? []
        for index in bytes.count / 2..<bytes.count / 2 + 30 { bytes[index] = 0 }
        try FileSystem.remove(fixture.layout.archiveDirectory + "/" + name)
        try fixture.folder.write(bytes, to: "verzameling/archive/" + name + ".open")
        _ = try Reindexing(database: fixture.database).run()
        _ = try ArchiveFiles(database: fixture.database).recover()
        let left = try #require(
            fixture.layout.archivePath(of: name).flatMap { TestFile.bytes($0) })
        #expect(left == bytes)
    }
}
