// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Diagnostics
import TestSupport
import Testing
import WARC

/// What a crash leaves behind, and what the next start makes of it.
@Suite struct RecoveryTests {
    private func committed(_ fixture: Fixture, _ name: String) throws -> WARCFileWriter {
        let run = try fixture.run([Fixture.found("http://a.example/\(name)")])
        let url = try fixture.ledger.claim(host: "a.example", limit: 1, of: run, at: Fixture.start).urls[0]
        let file = try fixture.file(name)
        let capture = try fixture.store(Fixture.Answer(url: url.url), in: file, run: run)
        try fixture.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), capture: capture)],
            lengths: [name: file.length], of: run)
        return file
    }

    @Test func `bytes beyond the commit are cut off, and the file gets its name`() throws {
        let fixture = try Fixture()
        let file = try committed(fixture, "a.warc.gz")
        let length = file.length
        try OpenFile(appending: file.openPath, create: false).append(Array("half a record".utf8))
        let findings = try fixture.files.recover()
        #expect(findings.map(\.severity) == [.note])
        #expect(findings.first?.message.contains("cut back by 13 bytes") == true)
        #expect(try FileSystem.list(fixture.layout.archiveDirectory) == ["a.warc.gz"])
        #expect(try FileSystem.size(of: file.path) == length)
        #expect(try fixture.registered("a.warc.gz")?.isClosed == true)
        #expect(try fixture.files.recover().isEmpty)
    }

    @Test func `a file that was renamed but not noted as closed is noted`() throws {
        let fixture = try Fixture()
        try committed(fixture, "a.warc.gz").close()
        #expect(try fixture.files.recover().isEmpty)
        #expect(try fixture.registered("a.warc.gz")?.isClosed == true)
    }

    @Test func `a file without a committed record is removed and forgotten, and so is one that was never made`() throws
    {
        let fixture = try Fixture()
        _ = try fixture.file("a.warc.gz")
        try fixture.files.register("b.warc.gz", account: "b")
        let findings = try fixture.files.recover()
        #expect(findings.map(\.severity) == [.note])
        #expect(try FileSystem.list(fixture.layout.archiveDirectory).isEmpty)
        #expect(try fixture.registered("a.warc.gz") == nil)
        #expect(try fixture.registered("b.warc.gz") == nil)
    }

    @Test(arguments: [true, false])
    func `a file that is shorter than its commit, or gone, is an error that says so`(isGone: Bool) throws {
        let fixture = try Fixture()
        let file = try committed(fixture, "a.warc.gz")
        if isGone {
            try FileSystem.remove(file.openPath)
        } else {
            try OpenFile(appending: file.openPath, create: false).truncate(to: file.length - 1)
        }
        let error = #expect(throws: CollectionError.self) { try fixture.files.recover() }
        #expect(error?.code == .inconsistent)
        #expect(error?.message.contains("\(file.length)") == true)
        #expect(error?.hint?.contains("reindex") == true)
        if !isGone { #expect(try FileSystem.size(of: file.openPath) == file.length - 1) }
    }

    @Test func `files that the register does not know are left as they are and reported`() throws {
        let fixture = try Fixture()
        try committed(fixture, "a.warc.gz").close()
        try fixture.folder.write([1, 2, 3], to: "verzameling/archive/strange.warc.gz.open")
        try fixture.folder.write([1, 2, 3], to: "verzameling/archive/strange.warc")
        try fixture.folder.write([1, 2, 3], to: "verzameling/archive/notes.txt")
        let findings = try fixture.files.recover()
        #expect(findings.map(\.severity) == [.warning, .warning])
        #expect(findings.allSatisfy { $0.hint?.contains("reindex") == true })
        for name in ["strange.warc.gz.open", "strange.warc", "notes.txt"] {
            #expect(TestFile.bytes(fixture.layout.archiveDirectory + "/" + name) == [1, 2, 3])
        }
    }

    @Test func `lines of the crawl log beyond the commit are cut off`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([])
        try fixture.folder.write(Array("one\ntwo\nthr".utf8), to: "verzameling/logs/crawl.log")
        try note(LogLines(start: 4, text: "two\n"), fixture, run)
        _ = try fixture.files.recover()
        #expect(TestFile.text(fixture.layout.crawlLogPath) == "one\ntwo\n")
    }

    private func note(_ lines: LogLines, isSynced: Bool = false, _ fixture: Fixture, _ run: CrawlRun) throws {
        _ = try fixture.ledger.commit([], fileLengths: [:], of: run, at: Fixture.start, isLogSynced: isSynced) { _ in
            lines
        }
    }

    @Test(arguments: ["one\n", "one\n\0\0\0\0three\nfo", "one\ntwo\nthree\nfour\n", "one\ntwo\nthree\n"])
    func `lines of the crawl log that a power cut took come back`(found: String) throws {
        let fixture = try Fixture()
        let run = try fixture.run([])
        try note(LogLines(start: 0, text: "one\n"), fixture, run)
        try note(LogLines(start: 4, text: "two\n"), isSynced: true, fixture, run)
        try note(LogLines(start: 8, text: "three\n"), fixture, run)
        try fixture.folder.write(Array(found.utf8), to: "verzameling/logs/crawl.log")
        _ = try fixture.files.recover()
        #expect(TestFile.text(fixture.layout.crawlLogPath) == "one\ntwo\nthree\n")
    }

    @Test func `lines of a run that was killed before its first commit go`() throws {
        let fixture = try Fixture()
        let first = try fixture.run([])
        try fixture.folder.write(Array("one\n".utf8), to: "verzameling/logs/crawl.log")
        try note(LogLines(start: 0, text: "one\n"), fixture, first)
        let second = try fixture.run([])
        try note(LogLines(start: 4, text: ""), isSynced: true, fixture, second)
        // The earlier run is taken up again.
        try note(LogLines(start: 4, text: "two\n"), fixture, first)
        try note(LogLines(start: 8, text: ""), isSynced: true, fixture, first)
        try fixture.folder.write(Array("one\ntwo\n".utf8), to: "verzameling/logs/crawl.log")
        _ = try fixture.run([])
        try fixture.folder.write(Array("one\ntwo\nthree\n".utf8), to: "verzameling/logs/crawl.log")
        _ = try fixture.files.recover()
        #expect(TestFile.text(fixture.layout.crawlLogPath) == "one\ntwo\n")
    }

    @Test func `a closed file that is gone or has another length is told of`() throws {
        let fixture = try Fixture()
        try committed(fixture, "a.warc.gz").close()
        try committed(fixture, "b.warc.gz").close()
        #expect(try fixture.files.recover().isEmpty)
        try FileSystem.remove(fixture.layout.archiveDirectory + "/a.warc.gz")
        try OpenFile(appending: fixture.layout.archiveDirectory + "/b.warc.gz", create: false).truncate(to: 7)
        let findings = try fixture.files.recover()
        #expect(findings.map(\.severity) == [.warning, .warning])
        #expect(findings.first?.message.contains("is missing") == true)
        #expect(findings.last?.message.contains("has 7 bytes") == true)
    }

    @Test func `what killed atomic writes have left is removed, and nothing else`() throws {
        let fixture = try Fixture()
        let root = fixture.layout.root
        for name in ["indexes/index.cdxj.1x.tmp", "logs/report-1.json.2y.tmp", "collection.yaml.3z.tmp"] {
            try fixture.folder.write([1], to: "verzameling/" + name)
        }
        for name in ["indexes/mine.tmp", "notes.tmp", "archive/x.warc.gz.tmp"] {
            try fixture.folder.write([1], to: "verzameling/" + name)
        }
        _ = try fixture.files.recover()
        #expect(try FileSystem.list(fixture.layout.indexesDirectory) == ["mine.tmp"])
        #expect(try FileSystem.list(fixture.layout.logsDirectory).isEmpty)
        #expect(FileSystem.exists(root + "/notes.tmp") && FileSystem.exists(root + "/archive/x.warc.gz.tmp"))
        #expect(!FileSystem.exists(root + "/collection.yaml.3z.tmp"))
    }

    @Test func `each commit is synced`() throws {
        let fixture = try Fixture()
        _ = try fixture.ledger.claim(
            URLQueue(host: "a.example", account: "a"), limit: 1, of: try fixture.run([]), at: Fixture.start)
        // 2 is FULL.
        #expect(try fixture.synchronous() == 2)
    }

    @Test func `the lock has one holder at a time, and is free when the holder is gone`() throws {
        let fixture = try Fixture()
        do {
            let lock = try CollectionLock(fixture.layout)
            for _ in 0..<3 {
                let error = #expect(throws: CollectionError.self) { try CollectionLock(fixture.layout) }
                #expect(error?.code == .busy)
            }
            withExtendedLifetime(lock) {}
        }
        _ = try CollectionLock(fixture.layout)
        let nowhere = CollectionLayout(root: fixture.folder.appending("nowhere"))
        let error = #expect(throws: CollectionError.self) { try CollectionLock(nowhere) }
        #expect(error?.code == .notFound)
    }

    @Test func `a lock that is not given closes nobody else's file`() throws {
        let fixture = try Fixture()
        let lock = try CollectionLock(fixture.layout)
        // The number that the refused lock used is free again at once: whoever opens next gets it, and must keep it.
        for _ in 0..<50 {
            #expect(throws: CollectionError.self) { try CollectionLock(fixture.layout) }
            let file = try OpenFile(reading: fixture.layout.databasePath)
            #expect(throws: CollectionError.self) { try CollectionLock(fixture.layout) }
            #expect(try file.size() > 0)
        }
        withExtendedLifetime(lock) {}
    }
}
