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
        _ = try fixture.ledger.commit([], fileLengths: [:], of: run, at: Fixture.start) { _ in 8 }
        _ = try fixture.files.recover()
        #expect(TestFile.text(fixture.layout.crawlLogPath) == "one\ntwo\n")
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
