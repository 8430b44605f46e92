// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import DemoSite
import Diagnostics
import Synchronization
import TestSupport
import Testing
import WARC

@testable import Crawl

/// Whole crawls of accounts whose posts are listed by POST.
@Suite struct PostCrawlTests {
    private func settings(
        _ stage: CrawlStage, _ users: [String] = ["min"], _ change: (inout CrawlSettings) -> Void = { _ in }
    ) -> CrawlSettings {
        var settings = CrawlSettings(
            seeds: users.map { CrawlSettings.Seed(text: "http://social.test/@\($0)", account: $0, profile: "posts") },
            profiles: ["posts": PostSite.profile])
        settings.delay = 0
        settings.network.connectTo = ["::127.0.0.1:\(stage.port)"]
        settings.network.allowedAddresses = ["127.0.0.0/8"]
        change(&settings)
        return settings
    }

    private func with(_ site: PostSite = PostSite(), _ body: (CrawlStage) async throws -> Void) async throws {
        try await CrawlStage.with { stage in
            stage.server.sites = [site]
            try await body(stage)
        }
    }

    private func ledger(_ stage: CrawlStage) throws -> (CrawlLedger, CrawlRun) {
        let ledger = CrawlLedger(database: try CollectionDatabase(layout: stage.layout))
        return (ledger, try #require(try ledger.newestRun()))
    }

    @Test
    func `a list that pages by POST is captured whole, each answer under its own key, and so again after reindex`()
        async throws
    {
        try await with { stage in
            let end = try await stage.crawl(settings(stage))
            #expect(end.cause == .finished && end.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            let lists = contents.captures(of: "http://social.test/list")
            #expect(
                lists.count == 4 && Set(lists.map(\.cdx.urlkey)).count == 4 && Set(lists.map(\.requestKey)).count == 4)
            #expect(
                lists.map(\.cdx.urlkey).sorted().first == "test,social)/list?__wb_method=post&after=0&u=min")
            #expect(contents.indexLines(stage.layout.cdxjPath).contains { $0.contains("\"method\": \"POST\"") })
            let requests = try contents.records().filter {
                $0.header.type == .request && $0.header.targetURI == "http://social.test/list"
            }
            let bodies = stage.server.log.filter { $0.method == "POST" }.map(\.body)
            #expect(Set(requests.compactMap(\.header.payloadDigest)).count == 4 && bodies.count == 4)
            let (ledger, run) = try ledger(stage)
            let posts = try ledger.posts(of: run)
            #expect(posts.filter { $0.relation == .own }.map(\.id) == (1...12).map { "p\($0)" })
            #expect(posts.filter { $0.relation == .context }.map(\.id).sorted() == ["p12x", "p3x", "p6x", "p9x"])
            #expect(posts.allSatisfy { $0.media.count == 1 && $0.date != nil })
            #expect(try ledger.counters(of: run) == [CounterSighting(account: "min", name: "posts", value: 12)])
            #expect(contents.url("http://social.test/img/12x.png") == nil)
            #expect(contents.url("http://social.test/img/p12x.png")?.outcome == "captured")
            // Deeper than --thread-depth, and a lane without its credential: noted, not asked.
            #expect(contents.url("http://social.test/answers/p3x")?.detail?.hasPrefix("thread-depth: 2 steps") == true)
            let lane = contents.url("http://social.test/more/min")
            #expect(lane?.outcome == "refused:scope" && lane?.detail == "lane closed needs the credential social-token")
            let before = Set(contents.captures)
            let index = TestFile.bytes(stage.layout.cdxjPath)
            _ = try Reindexing(database: try CollectionDatabase(layout: stage.layout)).run()
            #expect(Set(try stage.contents().captures) == before)
            #expect(TestFile.bytes(stage.layout.cdxjPath) == index)
            try stage.contents().agree()
        }
    }

    @Test func `the walk back ends behind the period, and what was posted outside of it is noted and not asked`()
        async throws
    {
        try await with(PostSite(posts: 60)) { stage in
            // Posts 1 to 60 go back to May 2018; the period has those from the third to the tenth.
            let settings = settings(stage) {
                $0.since = String(PostSite.date(10).prefix(10))
                $0.until = String(PostSite.date(3).prefix(10))
            }
            let end = try await stage.crawl(settings)
            #expect(end.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            let asked = Set(stage.server.log.map(\.target))
            let (ledger, run) = try ledger(stage)
            let own = try ledger.posts(of: run).filter { $0.relation == .own }
            // Pages of three: 10–12 has one of the period, 13–15 and 16–18 are wholly older.
            #expect(own.count == 18)
            #expect(own.filter { $0.isInPeriod == true }.map(\.id) == (3...10).map { "p\($0)" })
            #expect((1...60).filter { asked.contains("/post/p\($0)") } == Array(3...10))
            #expect((1...60).filter { asked.contains("/img/\($0).png") } == Array(3...10))
            #expect(
                contents.url("http://social.test/post/p12")?.detail?.hasPrefix("posted 2019-09-13, before --since")
                    == true)
            #expect(
                contents.url("http://social.test/post/p1")?.detail?.hasPrefix("posted 2020-01-01, after --until")
                    == true)
            #expect(contents.urls.contains { $0.detail?.hasPrefix("2 pages in a row are wholly older") == true })
            #expect(asked.contains("/answers/p9") && !asked.contains("/answers/p12"))
        }
    }

    @Test(arguments: 1...5)
    func `a crawl that was stopped goes on with its posts counted once and its trail kept`(stops: Int) async throws {
        try await with(PostSite(posts: 60)) { stage in
            let settings = settings(stage) { $0.since = String(PostSite.date(10).prefix(10)) }
            func stopping(_ count: Int) -> (StopSwitch, CrawlSession.Observer) {
                let stop = StopSwitch()
                let stored = Mutex(0)
                let observer = CrawlSession.Observer(progress: { progress in
                    let isEnough = stored.withLock { stored in
                        // The first word of a process is that of the ones before it.
                        stored = stored == 0 ? progress.captures : stored
                        return progress.captures >= stored + count
                    }
                    if isEnough, stop.level == .none { stop.press() }
                })
                return (stop, observer)
            }
            let (first, observer) = stopping(stops)
            var end = try await stage.crawl(settings, stops: first, observer: observer)
            var rounds = 0
            while end.cause == .stopped, rounds < 100 {
                rounds += 1
                let (stop, observer) = stopping(stops)
                let session = try #require(try await CrawlSession.resume(stage.layout, software: "kabinet test"))
                end = try await session.run(stops: stop, observer: observer)
            }
            #expect(end.cause == .finished && rounds > 0)
            let contents = try stage.contents()
            try contents.agree()
            let (ledger, run) = try ledger(stage)
            #expect(try ledger.posts(of: run).filter { $0.relation == .own }.map(\.id) == (1...18).map { "p\($0)" })
            #expect(stage.server.log.filter { $0.method == "POST" }.count == 6)
        }
    }

    @Test func `an account that shows no post of those it counts is an error, and the crawl has gaps`() async throws {
        try await with { stage in
            let findings = Mutex<[Diagnostic]>([])
            let end = try await stage.crawl(
                settings(stage, [PostSite.hollow, "min"]),
                observer: CrawlSession.Observer(finding: { finding in findings.withLock { $0.append(finding) } }))
            #expect(end.cause == .finished && end.exitCode == .gaps)
            #expect(end.progress.emptyAccounts == [PostSite.hollow: 1234])
            let errors = findings.withLock { $0 }.filter { $0.severity == .error }
            #expect(errors.map(\.message) == ["hol: no post was found, although the platform counts 1234"])
        }
    }

    @Test func `walls in a row pause an account, which the ledger remembers`() async throws {
        try await with { stage in
            let settings = settings(stage, [PostSite.walled]) {
                // One wall is enough here: the list is all that is closed.
                $0.profiles["posts"] = PostSite.profile.replacing("pause: { after: 2", with: "pause: { after: 1")
            }
            _ = try await stage.crawl(settings)
            let contents = try stage.contents()
            let lists = contents.urls.filter { $0.url == "http://social.test/list" }
            #expect(lists.map(\.outcome) == ["captured", "walled:login"])
            #expect(lists.last?.detail == "sign-in form")
            let (ledger, run) = try ledger(stage)
            let account = try #require(try ledger.accounts(of: run).first)
            #expect(account.state == "private" && account.seed == "http://social.test/@dicht")
            #expect(account.pause?.reason == "walled:login, sign-in form")
            let pause = try #require(account.pause)
            #expect(pause.until.seconds - ArchiveDate.now().seconds > 5 * 3600)
            #expect(try ledger.pauses(at: .now()) == [pause])
        }
    }
}
