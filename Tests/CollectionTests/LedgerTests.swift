// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import TestSupport
import Testing
import WARC

@Suite struct LedgerTests {
    private func claimed(_ fixture: Fixture, _ run: CrawlRun, limit: Int = 10) throws -> [QueuedURL] {
        try fixture.ledger.claim(host: "a.example", limit: limit, of: run, at: Fixture.start).urls
    }

    @Test func `the schema opens, and opens again with what was in it`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let again = CrawlLedger(database: try CollectionDatabase(layout: fixture.layout))
        #expect(try again.newestRun() == run)
        #expect(try again.backlog(of: run) == [Fixture.queue: 1])
    }

    @Test func `a database of a newer version is refused`() throws {
        let fixture = try Fixture()
        try fixture.addMigration(named: "99 from the future")
        let error = #expect(throws: CollectionError.self) { try CollectionDatabase(layout: fixture.layout) }
        #expect(error?.code == .inconsistent)
        #expect(error?.message.contains("newer version") == true)
    }

    @Test func `a file that is no database is said to be damaged`() throws {
        let folder = try TemporaryDirectory()
        let layout = CollectionLayout(root: folder.path)
        try folder.write(Array(repeating: 7, count: 8192), to: "kabinet.sqlite")
        let error = #expect(throws: CollectionError.self) { try CollectionDatabase(layout: layout) }
        #expect(error?.code == .inconsistent)
        #expect(error?.hint?.contains("reindex") == true)
    }

    @Test func `URLs are handed out by priority and once`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([
            Fixture.found("http://a.example/page", priority: 10), Fixture.found("http://a.example/image", priority: 1),
            Fixture.found("http://b.example/", host: "b.example"),
        ])
        #expect(try claimed(fixture, run, limit: 1).map(\.url) == ["http://a.example/image"])
        #expect(try claimed(fixture, run).map(\.url) == ["http://a.example/page"])
        let none = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: Fixture.start)
        #expect(none.urls.isEmpty && none.nextDue == nil)
        #expect(try fixture.ledger.backlog(of: run) == [URLQueue(host: "b.example", account: "minpres"): 1])
    }

    @Test func `an ended URL is not handed out again, and counts with its outcome`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let url = try #require(try claimed(fixture, run).first)
        try fixture.commit([CaptureCommit(url: url, change: .ended(.failed(.dns), detail: "no such host"))], of: run)
        try fixture.ledger.resume(run)
        #expect(try claimed(fixture, run).isEmpty)
        let progress = try fixture.ledger.progress(run)
        #expect(progress.states == ["ended": 1])
        #expect(progress.outcomes == [.failed(.dns): 1])
        #expect(progress.remaining == 0)
    }

    @Test func `a retry waits for its time and counts as a try`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let url = try #require(try claimed(fixture, run).first)
        let due = Fixture.start.adding(seconds: 60)
        let receipt = try fixture.commit(
            [CaptureCommit(url: url, change: .retry(notBefore: due, detail: "429"))], of: run)
        #expect(receipt.added == [Fixture.queue: 1])
        let early = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: Fixture.start)
        #expect(early.urls.isEmpty)
        #expect(early.nextDue == due)
        let late = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: due)
        #expect(late.urls.map(\.attempts) == [1])
    }

    @Test func `an untried URL goes back as it was`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let url = try #require(try claimed(fixture, run).first)
        try fixture.commit([CaptureCommit(url: url, change: .untried)], of: run)
        #expect(try claimed(fixture, run) == [url])
    }

    @Test(arguments: [true, false])
    func `what was being fetched is to be fetched after a stop or a crash, robots txt when it is needed`(
        isCrash: Bool
    ) throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        _ = try claimed(fixture, run)
        _ = try fixture.ledger.claim(
            Fixture.found("http://a.example/robots.txt", kind: .robots), of: run, at: Fixture.start)
        if isCrash {
            try fixture.ledger.resume(run)
        } else {
            try fixture.ledger.end(run, as: .stopped, at: Fixture.start)
        }
        #expect(try claimed(fixture, run).map(\.url) == ["http://a.example/"])
    }

    @Test func `a URL that was met is not new, in the next run it is`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/"), Fixture.found("http://a.example/")])
        let url = try #require(try claimed(fixture, run).first)
        let found = [Fixture.found("http://a.example/"), Fixture.found("http://a.example/b")]
        let receipt = try fixture.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), found: found)], of: run)
        #expect(receipt.added == [Fixture.queue: 1])
        #expect(try claimed(fixture, run).map(\.url) == ["http://a.example/b"])
        let next = try fixture.run(found)
        #expect(try claimed(fixture, next).count == 2)
    }

    @Test func `a URL refused for scope is opened when it is found as a requisite, one refused otherwise is not`()
        throws
    {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let url = try #require(try claimed(fixture, run).first)
        let outside = FoundURL.Refusal(.refused(.scope), detail: "host: outside")
        let limit = FoundURL.Refusal(.refused(.limit), detail: "list is longer")
        let refused = [
            Fixture.found("http://a.example/logo", refusal: outside),
            Fixture.found("http://a.example/p9", refusal: limit),
        ]
        let first = try fixture.commit([CaptureCommit(url: url, change: .untried, found: refused)], of: run)
        #expect(first.refused.map(\.url) == refused.map(\.url))
        #expect(first.added.isEmpty)
        let again = try fixture.commit([CaptureCommit(url: url, change: .untried, found: refused)], of: run)
        #expect(again.refused.isEmpty)
        let needed = [
            Fixture.found("http://a.example/logo", kind: .requisite, hops: "E", priority: 1),
            Fixture.found("http://a.example/p9", kind: .requisite, hops: "E", priority: 1),
        ]
        let opened = try fixture.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), found: needed)], of: run)
        #expect(opened.added == [Fixture.queue: 1])
        let now = try claimed(fixture, run)
        #expect(now.map(\.url) == ["http://a.example/logo"])
        #expect(now.map(\.kind) == [.requisite])
    }

    @Test func `a page that waits and turns out to be a requisite moves up, and is counted once`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([
            Fixture.found("http://a.example/", priority: 0), Fixture.found("http://a.example/photo", priority: 11),
            Fixture.found("http://a.example/next", priority: 10),
        ])
        let url = try #require(try claimed(fixture, run, limit: 1).first)
        let receipt = try fixture.commit(
            [
                CaptureCommit(
                    url: url, change: .stored(.captured, detail: nil),
                    found: [
                        Fixture.found("http://a.example/photo", kind: .requisite, hops: "E", priority: 1),
                        Fixture.found("http://a.example/next", priority: 12),
                    ])
            ], of: run)
        #expect(receipt.added.isEmpty)
        let now = try claimed(fixture, run)
        #expect(now.map(\.url) == ["http://a.example/photo", "http://a.example/next"])
        #expect(now.map(\.kind) == [.requisite, .page])
    }

    @Test func `a transaction comes through whole or not at all`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/"), Fixture.found("http://a.example/b")])
        let urls = try claimed(fixture, run)
        let file = try fixture.file("a.warc.gz")
        var commits: [CaptureCommit] = []
        for (url, name) in zip(urls, ["a.warc.gz", "not-registered.warc.gz"]) {
            var capture = try fixture.store(Fixture.Answer(url: url.url), in: file, run: run)
            capture.cdx.filename = name
            commits.append(
                CaptureCommit(
                    url: url, change: .stored(.captured, detail: nil), capture: capture, isOriginal: true,
                    found: [Fixture.found("http://a.example/c")]))
        }
        #expect(throws: CollectionError.self) {
            try fixture.commit(commits, lengths: ["a.warc.gz": file.length], of: run)
        }
        #expect(try fixture.captures.isEmpty)
        #expect(try fixture.ledger.progress(run).states == ["fetching": 2])
        #expect(try fixture.ledger.backlog(of: run).isEmpty)
        let digest = commits[0].capture?.cdx.digest ?? ""
        #expect(try DigestTable(database: fixture.database).original(of: digest) == nil)
        struct Stop: Error {}
        #expect(throws: CollectionError.self) {
            try fixture.ledger.commit([commits[0]], fileLengths: [:], of: run, at: Fixture.start) { _ in throw Stop() }
        }
        #expect(try fixture.captures.isEmpty)
    }

    @Test func `a full disk is told as that, whatever it was that could not be written`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([])
        let error = #expect(throws: CollectionError.self) {
            try fixture.ledger.commit([], fileLengths: [:], of: run, at: Fixture.start) { _ in
                throw ByteStreamError(.diskFull, path: "crawl.log", "no room")
            }
        }
        #expect(error?.code == .diskFull)
    }

    @Test func `the first whole copy of a payload is its original`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/"), Fixture.found("http://a.example/b")])
        let file = try fixture.file("a.warc.gz")
        let commits = try claimed(fixture, run).map { url in
            CaptureCommit(
                url: url, change: .stored(.captured, detail: nil),
                capture: try fixture.store(Fixture.Answer(url: url.url), in: file, run: run), isOriginal: true)
        }
        try fixture.commit(commits, lengths: ["a.warc.gz": file.length], of: run)
        let capture = try #require(commits.first?.capture)
        let original = try #require(
            try DigestTable(database: fixture.database).original(of: capture.cdx.digest ?? ""))
        #expect(original.url == capture.cdx.url)
        #expect(original.recordID == capture.recordID)
        #expect(original.date == capture.date)
    }

    @Test func `a host's robots txt is remembered without forgetting its pause, and a pause never shrinks`() throws {
        let fixture = try Fixture()
        let later = Fixture.start.adding(seconds: 3600)
        let robots = HostMemory.Robots(body: [1, 2, 3], status: 200, fetched: Fixture.start)
        try fixture.ledger.remember(HostMemory(nextFetch: later, backoff: 3), of: "a.example")
        try fixture.ledger.remember(
            HostMemory(nextFetch: ArchiveDate(seconds: 0), robots: robots), of: "a.example")
        let memory = try fixture.ledger.memory(of: "a.example")
        #expect(memory == HostMemory(nextFetch: later, backoff: 3, robots: robots))
        try fixture.ledger.remember(HostMemory(nextFetch: later.adding(seconds: 60), backoff: 4), of: "a.example")
        #expect(
            try fixture.ledger.memory(of: "a.example")
                == HostMemory(nextFetch: later.adding(seconds: 60), backoff: 4, robots: robots))
        #expect(try fixture.ledger.memory(of: "b.example") == nil)
    }
}
