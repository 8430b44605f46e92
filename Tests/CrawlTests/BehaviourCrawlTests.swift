// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import Crawl
import DemoSite
import Diagnostics
import Scope
import TestSupport
import Testing
import WARC

/// Everything a server can do wrong: each has its outcome, and each answer is kept.
@Suite struct BehaviourCrawlTests {
    /// A name below `/behaviour/`, how it ends, and the status and number of the records that are kept of it.
    struct Case {
        let name, outcome: String
        let statuses: [String]
        init(_ name: String, _ outcome: String, _ statuses: [String] = ["200"]) {
            (self.name, self.outcome, self.statuses) = (name, outcome, statuses)
        }
    }

    static let cases = [
        Case("429?times=1&after=1", "captured", ["429", "200"]),
        Case("429-date?times=1&after=1", "captured", ["429", "200"]),
        Case("503?times=1&after=1", "captured", ["503", "200"]),
        Case("429-forever?after=0", "throttled", ["429", "429", "429"]),
        Case("retry-after-nonsense", "captured", ["429", "200"]),
        // Cut at the same place again: a third try would end there too.
        Case("truncated?after=1000", "truncated", ["200", "200"]),
        Case("redirect?to=/about&status=302", "redirected", ["302"]),
        Case("redirect-loop", "redirected", ["302"]),
        Case("redirect-chain?count=5", "redirected", ["301"]),
        Case("redirect-inward", "redirected", ["302"]),
        Case("login-wall", "walled:login"),
        Case("consent-wall", "walled:consent"),
        Case("captcha", "walled:captcha"),
        Case("empty", "empty"),
        Case("slow?ms=300", "captured"),
        Case("chunked?bytes=100", "captured"),
        Case("wrong-type?type=image/png", "captured"),
        Case("no-type", "captured"),
        Case("big?bytes=3000000&seed=4", "captured"),
        Case("404", "not-found", ["404"]),
        Case("410", "gone", ["410"]),
        Case("500", "failed:protocol", ["500", "500", "500"]),
        Case("status?code=418", "failed:protocol", ["418"]),
        Case("hostile-html", "captured"),
    ]

    @Test func `each behaviour has its outcome, and every answer is in the archive`() async throws {
        let coded =
            (DemoBehaviour.Coding.allCases.map(\.rawValue)
            + DemoBehaviour.Encoding.allCases.map { "encoding-" + $0.rawValue })
            .map { Case($0, "captured") }
        let cases = Self.cases + coded
        try await CrawlStage.with { stage in
            let settings = stage.settings(cases.map { "/behaviour/" + $0.name }) { $0.scope = .page }
            let end = try await stage.crawl(settings)
            #expect(end.cause == .finished)
            #expect(end.exitCode == .gaps)
            let contents = try stage.contents()
            try contents.agree()
            for item in cases {
                let url = "\(stage.base)/behaviour/\(item.name)"
                #expect(contents.url(url)?.outcome == item.outcome, "\(item.name)")
                #expect(contents.captures(of: url).map { $0.cdx.status ?? "-" } == item.statuses, "\(item.name)")
            }
            // More accounts than files may be open at once: each has files of its own all the same.
            let accounts = Dictionary(grouping: contents.captures, by: \.cdx.filename).mapValues {
                Set($0.map(\.account)).count
            }
            #expect(accounts.values.allSatisfy { $0 == 1 })
            #expect(accounts.count > 32)
            #expect(contents.url(stage.base + "/about")?.outcome == "captured")
            #expect(contents.url(stage.base + "/behaviour/redirect-chain?left=0")?.outcome == "captured")
            #expect(contents.url(stage.base + "/behaviour/redirect-loop?terug")?.outcome == "failed:protocol")
            let inward = contents.url("http://169.254.169.254/latest/meta-data/")
            #expect(inward?.outcome == "refused:address")
            try checkCuts(contents, stage)
            try checkRebuild(contents)
            try checkBig(contents, stage)
        }
    }

    /// The database and the indexes made again from the archive are those of the crawl.
    private func checkRebuild(_ contents: CollectionContents) throws {
        let paths = [contents.layout.cdxjPath, contents.layout.cdxPath]
        let indexes = paths.map { TestFile.bytes($0) }
        let result = try Reindexing(database: try CollectionDatabase(layout: contents.layout)).run()
        #expect(result.findings.map(\.description) == [])
        let rebuilt = try CollectionContents(contents.layout)
        let (before, after) = (Set(contents.captures), Set(rebuilt.captures))
        #expect(after.subtracting(before).map { "\($0)" } == [])
        #expect(before.subtracting(after).map { "\($0)" } == [])
        #expect(paths.map { TestFile.bytes($0) } == indexes)
    }

    private func checkCuts(_ contents: CollectionContents, _ stage: CrawlStage) throws {
        let url = stage.base + "/behaviour/truncated?after=1000"
        let cut = try contents.records().filter { $0.header.targetURI == url && $0.header.type == .response }
        #expect(cut.map { $0.header.truncated } == ["disconnect", "disconnect"])
        #expect(contents.captures(of: url).map(\.payloadLength) == [1000, 1000])
    }

    private func checkBig(_ contents: CollectionContents, _ stage: CrawlStage) throws {
        let capture = try #require(contents.captures(of: stage.base + "/behaviour/big?bytes=3000000&seed=4").first)
        #expect(capture.payloadLength == 3_000_000)
        let expected = DemoWorld().response(for: DemoRequest("/behaviour/big?bytes=3000000&seed=4")).bytes()
        #expect(capture.cdx.digest == DigestStream.digest(of: expected, .sha256).labelled)
    }

    @Test func `a connection that is reset keeps what came, or says that nothing did`() async throws {
        try await CrawlStage.with { stage in
            _ = try await stage.crawl(stage.settings(["/behaviour/reset?after=1000"]) { $0.scope = .page })
            let contents = try stage.contents()
            try contents.agree()
            let url = try #require(contents.url(stage.base + "/behaviour/reset?after=1000"))
            // A reset may overtake the bytes before it: then there is no answer to keep.
            #expect(["truncated", "failed:connect"].contains(url.outcome))
            #expect(url.attempts == 3 || url.outcome == "truncated" && url.attempts == 2)
        }
    }

    @Test func `answers that break the rules of HTTP end with an outcome each and harm nothing`() async throws {
        let names = WireOddity.allCases.map { "/behaviour/wire-" + $0.rawValue }
        try await CrawlStage.with { stage in
            let settings = stage.settings(names, profile: TestProfile.text(retries: 0)) { $0.scope = .page }
            let end = try await stage.crawl(settings)
            #expect(end.cause == .finished)
            let contents = try stage.contents()
            try contents.agree()
            for url in contents.urls {
                #expect(url.state == "stored" || url.state == "ended", "\(url.url)")
                #expect(url.outcome.flatMap { Outcome($0) } != nil, "\(url.url)")
            }
            #expect(contents.urls.count >= names.count)
        }
    }

    @Test(arguments: ["429?times=1&after=2", "429-date?times=1&after=2", "503?times=1&after=2"])
    func `Retry-After is obeyed for the whole host`(name: String) async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings(["/behaviour/" + name, "/about"]) { $0.scope = .page }
            #expect(try await stage.crawl(settings).exitCode == .done)
            let log = stage.server.log
            let times = log.filter { $0.target == "/behaviour/" + name }.map(\.time)
            try #require(times.count == 2)
            #expect(times[1].microseconds - times[0].microseconds >= 2_000_000)
            // What had started before the answer was there may come a moment later; then nothing does until the time is over.
            let between = log.filter { $0.time > times[0].adding(seconds: 1) && $0.time < times[0].adding(seconds: 2) }
            #expect(between.map(\.target) == [])
            try stage.contents().agree()
        }
    }

    @Test func `a list without end ends at the profile's limit, which the log names`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(
                stage.settings(["/behaviour/endless"], profile: TestProfile.text(maxPages: 5)))
            #expect(end.cause == .finished)
            #expect(end.exitCode == .gaps)
            let contents = try stage.contents()
            #expect(contents.captures.filter { $0.kind == .page }.count == 5)
            let refused = contents.urls.filter { $0.outcome == "refused:limit" }
            #expect(refused.map(\.url) == [stage.base + "/behaviour/endless?page=6"])
            #expect(refused.first?.detail?.contains("5 pages") == true)
        }
    }

    @Test func `hops beyond the limit are refused by name`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings { $0.maxHops = 1 })
            #expect(end.exitCode == .done)
            let contents = try stage.contents()
            let refused = contents.urls.filter { $0.outcome == "refused:scope" }
            #expect(!refused.isEmpty)
            #expect(refused.contains { $0.detail?.hasPrefix("max-hops: 2 links") == true })
            #expect(refused.allSatisfy { $0.detail?.contains(": ") == true })
            #expect(
                contents.captures.allSatisfy {
                    $0.outcome == .captured || $0.outcome == .redirected || $0.outcome == .revisit
                })
            try contents.agree()
        }
    }
}
