// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Crawl
import DemoSite
import Diagnostics
import Scope
import Synchronization
import Testing
import WARC

/// A crawl that ends early leaves whole things behind and goes on from there.
@Suite struct StopAndLimitTests {
    /// Presses a switch after so many answers were stored.
    private func observer(pressing stops: StopSwitch, times: Int, after captures: Int) -> CrawlSession.Observer {
        let isDone = Mutex(false)
        return CrawlSession.Observer(progress: { progress in
            guard progress.captures >= captures else { return }
            let isFirst = isDone.withLock { isDone in
                defer { isDone = true }
                return !isDone
            }
            if isFirst { for _ in 0..<times { stops.press() } }
        })
    }

    @Test(arguments: [(1, ExitCode.stopped), (2, .stoppedHard)])
    func `a stopped crawl is resumed to the same truth`(presses: Int, code: ExitCode) async throws {
        try await CrawlStage.with { stage in
            let stops = StopSwitch()
            let first = try await stage.crawl(
                stops: stops, observer: observer(pressing: stops, times: presses, after: 20))
            #expect(first.exitCode == code)
            #expect(first.isResumable)
            let before = try stage.contents()
            try before.agree()
            #expect(before.captures.count < 200)
            #expect(before.urls.contains { $0.state == "todo" })
            #expect(!before.urls.contains { $0.state == "fetching" })

            let end = try #require(try await stage.resume())
            #expect(end.exitCode == .done)
            let after = try stage.contents()
            try after.agree()
            let truth = stage.server.world.truth(.site, base: stage.base)
            // A hard stop keeps what it cut off, beside the whole answer that came later.
            #expect(TruthCheck(after, truth, isOnce: presses == 1).gaps == [])
            #expect(try await stage.resume() == nil)
        }
    }

    @Test func `a stop while robots txt is on its way notes nothing against the page`() async throws {
        var options = DemoWorld.Options()
        options.behaviours = ["/robots.txt": .slow(milliseconds: 60_000)]
        try await CrawlStage.with(options) { stage in
            let stops = StopSwitch()
            async let crawl = stage.crawl(
                stage.settings(["/about"], profile: TestProfile.text(retries: 0)) { $0.scope = .page }, stops: stops)
            while stage.server.count(of: "/robots.txt") == 0 { try await Task.sleep(for: .milliseconds(5)) }
            stops.press()
            stops.press()
            #expect(try await crawl.exitCode == .stoppedHard)
            let stopped = try stage.contents()
            #expect(stopped.url(stage.base + "/about")?.state == "todo")
            #expect(stopped.url(stage.base + "/about")?.attempts == 0)
            #expect(stage.server.count(of: "/about") == 0)

            stage.server.world = DemoWorld()
            #expect(try await stage.resume()?.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.captures(of: stage.base + "/about").count == 1)
            #expect(contents.captures(of: stage.base + "/robots.txt").count == 1)
        }
    }

    @Test func `what a hard stop cuts off is kept as truncated, and its URL waits`() async throws {
        try await CrawlStage.with { stage in
            let path = "/behaviour/drip?bytes=64&ms=50"
            let stops = StopSwitch()
            async let crawl = stage.crawl(stage.settings([path]) { $0.scope = .page }, stops: stops)
            while stage.server.count(of: path) == 0 { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(300))
            stops.press()
            stops.press()
            #expect(try await crawl.exitCode == .stoppedHard)
            let stopped = try stage.contents()
            try stopped.agree()
            #expect(stopped.url(stage.base + path)?.state == "todo")
            #expect(stopped.captures(of: stage.base + path).allSatisfy { $0.outcome == .truncated })
        }
    }

    @Test func `the page limit stops a crawl with the requisites of its pages`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings { $0.limits.pages = 3 })
            #expect(end.exitCode == .stopped)
            #expect(end.cause == .limit("--max-pages 3"))
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.captures.filter { $0.kind == .page }.count == 3)
            #expect(!contents.urls.contains { $0.state == "todo" && $0.url.contains("/media/") })
            #expect(!contents.urls.contains { $0.state == "todo" && $0.url.contains("/assets/") })
            #expect(contents.urls.contains { $0.state == "todo" })
        }
    }

    @Test func `a page that is tried again or redirected counts once towards the page limit`() async throws {
        try await CrawlStage.with { stage in
            let paths = ["/behaviour/429?times=1&after=0", "/behaviour/redirect?to=/about&status=302"]
            let end = try await stage.crawl(
                stage.settings(paths) {
                    $0.scope = .page
                    $0.limits.pages = 2
                })
            #expect(end.cause == .finished)
            let contents = try stage.contents()
            #expect(contents.url(stage.base + paths[0])?.outcome == "captured")
            #expect(contents.url(stage.base + "/about")?.outcome == "captured")
        }
    }

    @Test func `a resumed crawl that is at its page limit fetches no page more`() async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings { $0.limits.pages = 2 }
            #expect(try await stage.crawl(settings).exitCode == .stopped)
            #expect(try await stage.resume()?.exitCode == .stopped)
            let contents = try stage.contents()
            #expect(contents.captures.filter { $0.kind == .page }.count == 2)
        }
    }

    @Test func `a limit is raised by the resume, and stays raised`() async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings {
                $0.limits.pages = 2
                $0.limits.seconds = 3600
            }
            #expect(try await stage.crawl(settings).exitCode == .stopped)
            #expect(try await stage.resume(limits: .init(pages: 4))?.cause == .limit("--max-pages 4"))
            #expect(try stage.contents().captures.filter { $0.kind == .page }.count == 4)
            #expect(try await stage.resume()?.cause == .limit("--max-pages 4"))
            let ledger = CrawlLedger(database: try CollectionDatabase(layout: stage.layout))
            let run = try #require(try ledger.newestRun())
            #expect(try CrawlSettings(serialized: run.settings).limits.seconds == 3600)
        }
    }

    @Test func `another crawl orphans no run: resume goes on with the one that is not finished`() async throws {
        try await CrawlStage.with { stage in
            let first = try await stage.crawl(stage.settings { $0.limits.pages = 1 })
            #expect(first.exitCode == .stopped)
            let second = try await stage.crawl(stage.settings(["/about"]) { $0.scope = .page })
            #expect(second.exitCode == .done)
            let resumed = try await stage.resume(limits: .init(pages: 2))
            #expect(resumed?.cause == .limit("--max-pages 2"))
        }
    }

    @Test(arguments: [("/behaviour/404", ExitCode.gaps), ("/behaviour/410", .gaps), ("/about", .done)])
    func `a seed that is not there is a gap`(path: String, code: ExitCode) async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings([path]) { $0.scope = .page })
            #expect(end.exitCode == code)
        }
    }

    @Test func `the byte limit stops a crawl, which can be resumed`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings { $0.limits.bytes = 100_000 })
            #expect(end.exitCode == .stopped)
            #expect(end.cause == .limit("--max-bytes 100000"))
            let contents = try stage.contents()
            try contents.agree()
            #expect(contents.urls.contains { $0.state == "todo" })
        }
    }

    @Test func `the time limit ends a crawl even while an answer drips in`() async throws {
        try await CrawlStage.with { stage in
            let path = "/behaviour/drip?bytes=1&ms=500"
            let settings = stage.settings([path, "/about"]) {
                $0.scope = .page
                $0.limits.seconds = 0.2
            }
            let end = try await stage.crawl(settings, grace: 0.2)
            #expect(end.exitCode == .stopped)
            let contents = try stage.contents()
            #expect(contents.url(stage.base + path)?.state == "todo")
        }
    }

    @Test func `an answer beyond the body limit is cut, marked and not tried again`() async throws {
        try await CrawlStage.with { stage in
            let path = "/behaviour/big?bytes=500000"
            let end = try await stage.crawl(
                stage.settings([path]) {
                    $0.scope = .page
                    $0.limits.bodyBytes = 100_000
                })
            #expect(end.exitCode == .gaps)
            let contents = try stage.contents()
            try contents.agree()
            let records = try contents.records().filter {
                $0.header.targetURI == stage.base + path && $0.header.type == .response
            }
            #expect(records.map(\.header.truncated) == ["length"])
            #expect(contents.captures(of: stage.base + path).map(\.payloadLength) == [100_000])
        }
    }

    @Test func `a file is closed at its size and the next begun, each with its warcinfo`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(
                stage.settings {
                    $0.maxHops = 1
                    $0.fileSize = 50_000
                })
            #expect(end.exitCode == .done)
            let contents = try stage.contents()
            try contents.agree()
            #expect(try contents.files().count > 2)
            let records = try contents.records()
            #expect(records.count { $0.header.type == .warcinfo } == (try contents.files().count))
        }
    }
}
