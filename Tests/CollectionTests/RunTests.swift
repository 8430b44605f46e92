// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import Diagnostics
import TestSupport
import Testing
import WARC

/// Runs one after another, and what a run counts.
@Suite struct RunTests {
    @Test func `the run to resume is the newest that is not finished, else the newest`() throws {
        let fixture = try Fixture()
        #expect(try fixture.ledger.newestRun() == nil)
        let first = try fixture.run()
        let second = try fixture.run()
        let third = try fixture.run()
        try fixture.ledger.end(third, as: .finished, at: Fixture.start)
        #expect(try fixture.ledger.newestRun()?.id == second.id)
        try fixture.ledger.end(second, as: .finished, at: Fixture.start)
        #expect(try fixture.ledger.newestRun()?.id == first.id)
        #expect(try fixture.ledger.unfinishedRuns().map(\.message).first?.hasPrefix("run \(first.id), begun") == true)
        try fixture.ledger.end(first, as: .finished, at: Fixture.start)
        #expect(try fixture.ledger.newestRun()?.id == third.id)
        #expect(try fixture.ledger.unfinishedRuns().isEmpty)
    }

    @Test func `settings that a run is resumed with stay with it`() throws {
        let fixture = try Fixture()
        let run = try fixture.run()
        #expect(try fixture.ledger.resume(run).settings == "{}")
        #expect(try fixture.ledger.resume(run, settings: "{1}").settings == "{1}")
        #expect(try fixture.ledger.newestRun()?.settings == "{1}")
    }

    @Test func `no number of a run comes again when the database was lost`() throws {
        let fixture = try Fixture()
        _ = try fixture.run()
        let run = try fixture.run([Fixture.found("http://a.example/")])
        let file = try fixture.file("KABINET-minpres-20231114221320000-00000-host.warc.gz")
        _ = try fixture.store(Fixture.Answer(), in: file, run: run)
        try file.close()
        let other = CollectionLayout(root: fixture.folder.appending("copy"))
        try other.makeDirectories()
        try fixture.copyArchive(to: "copy")
        let database = try CollectionDatabase(layout: other)
        _ = try Reindexing(database: database).run()
        let next = try CrawlLedger(database: database).begin(settings: "{}", seeds: [], at: Fixture.start)
        #expect(next.id == run.id + 1)
    }

    /// How the seed ended, and how many seeds then are missing.
    @Test(arguments: [
        (Outcome.captured, 0), (.revisit, 0), (.notFound, 1), (.gone, 1), (.refused(.robots), 1), (.failed(.dns), 1),
    ])
    func `a seed that had to be there and is not leaves a gap`(outcome: Outcome, missing: Int) throws {
        let fixture = try Fixture()
        let run = try fixture.run([
            Fixture.found("http://a.example/"), Fixture.found("http://a.example/feed", isOptional: true),
        ])
        let urls = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: Fixture.start).urls
        try fixture.commit(
            urls.map { CaptureCommit(url: $0, change: .ended(outcome, detail: nil)) }, of: run)
        let progress = try fixture.ledger.progress(run)
        #expect(progress.missingSeeds == missing)
        #expect(progress.hasGaps == (missing > 0))
    }

    @Test(arguments: [(false, 1), (true, 0)])
    func `what a seed redirects to is as required as the seed`(isOptional: Bool, missing: Int) throws {
        let fixture = try Fixture()
        let run = try fixture.run([Fixture.found("http://a.example/", isOptional: isOptional)])
        func claimed() throws -> QueuedURL {
            try #require(try fixture.ledger.claim(host: "a.example", limit: 1, of: run, at: Fixture.start).urls.first)
        }
        let target = Fixture.found("http://a.example/b", hops: "R", via: "http://a.example/")
        let link = Fixture.found("http://a.example/c", hops: "L", via: "http://a.example/")
        try fixture.commit(
            [CaptureCommit(url: claimed(), change: .stored(.redirected, detail: nil), found: [target, link])], of: run)
        for _ in 0..<2 {
            try fixture.commit([CaptureCommit(url: claimed(), change: .ended(.notFound, detail: nil))], of: run)
        }
        #expect(try fixture.ledger.progress(run).missingSeeds == missing)
    }

    @Test func `pages and media that are held are counted once each, walls and errors are not`() throws {
        let fixture = try Fixture()
        let run = try fixture.run((0..<5).map { Fixture.found("http://a.example/\($0)") })
        let urls = try fixture.ledger.claim(host: "a.example", limit: 10, of: run, at: Fixture.start).urls
        let file = try fixture.file("a.warc.gz")
        let answers = [
            (urls[0], Outcome.truncated, CaptureKind.page), (urls[0], .captured, .page), (urls[1], .notFound, .page),
            (urls[2], .walled(.login), .page), (urls[3], .captured, .media), (urls[4], .failed(.protocol), .media),
        ]
        let commits = try answers.map { url, outcome, kind in
            let answer = Fixture.Answer(url: url.url, outcome: outcome, kind: kind)
            return CaptureCommit(
                url: url, change: .stored(outcome, detail: nil),
                capture: try fixture.store(answer, in: file, run: run))
        }
        try fixture.commit(commits, lengths: [file.name: file.length], of: run)
        let progress = try fixture.ledger.progress(run)
        #expect(progress.pages == 1)
        #expect(progress.media == 1)
        #expect(progress.kinds == [.page: 4, .media: 2])
        let catalog = CaptureCatalog(database: fixture.database)
        #expect(try catalog.totals().pages == 1)
        #expect(try catalog.totals().media == 1)
        #expect(try catalog.accounts().map(\.pages) == [1])
        #expect(try catalog.pages(account: nil, limit: 10, offset: 0).map(\.outcome) == [.captured])
    }

    @Test(arguments: [
        ("https://user:pw@a.example/x?q=a@b", "https://a.example/x?q=a@b"), ("https://a.example/@b", nil),
        ("https://a@b@a.example:8443", "https://a.example:8443"), ("https://a.example?x=u:p@h", nil), ("x@y", nil),
        ("", nil), ("http://@", "http://"), ("http://u@h#f@g", "http://h#f@g"),
    ])
    func `no entry of the queue has a user name or a password`(url: String, stripped: String?) {
        let found = Fixture.found(url, via: url)
        #expect(found.url == stripped ?? url)
        #expect(found.via == stripped ?? url)
    }
}
