// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import FoundationEssentials
import TestSupport
import Testing
import WARC

/// The completeness statement, from what a crawl writes into the ledger.
@Suite struct CompletenessTests {
    private func post(
        _ id: String, _ day: String, url: String? = nil, isInPeriod: Bool? = true, media: [String] = [],
        _ relation: PostSighting.Relation = .own
    ) -> PostSighting {
        PostSighting(
            account: "minpres", id: id, url: url, date: ArchiveDate(day: day), dateSource: "platform",
            relation: relation,
            isInPeriod: isInPeriod, media: media)
    }

    private func found(
        _ url: String, _ kind: CaptureKind, hops: String = "L", via: String? = "http://a.example/list",
        post: String? = nil,
        refusal: FoundURL.Refusal? = nil
    ) -> FoundURL {
        FoundURL(
            url: url, host: "a.example", account: "minpres", kind: kind, hops: hops, via: via, priority: 1,
            refusal: refusal, lane: kind == .api ? "api" : nil, post: post)
    }

    /// Claims what waits and ends each address with an outcome: that of its URL, or captured.
    private func end(
        _ fixture: Fixture, _ run: CrawlRun, file name: String, _ outcomes: [String: Outcome], keep: Set<String> = [],
        posts: [String: [PostSighting]] = [:], counters: [CounterSighting] = [], found: [FoundURL] = []
    ) throws {
        let file = try fixture.file(name)
        while true {
            let urls = try fixture.ledger.claim(Fixture.queue, limit: 99, of: run, at: Fixture.start).urls
                .filter { !keep.contains($0.url) }
            if urls.isEmpty { break }
            for url in urls {
                let outcome = outcomes[url.url] ?? .captured
                var answer = Fixture.Answer(url: url.url)
                (answer.outcome, answer.kind) = (outcome, url.kind)
                let capture = try fixture.store(answer, in: file, run: run)
                let isList = posts[url.url] != nil
                try fixture.commit(
                    [
                        CaptureCommit(
                            url: url, change: .stored(outcome, detail: nil), capture: capture,
                            found: isList ? found : [], posts: posts[url.url] ?? [], counters: isList ? counters : [])
                    ], lengths: [name: file.length], of: run)
            }
        }
        try file.close()
        try fixture.files.close(name)
    }

    private static let list = "http://a.example/list"

    private func seed() -> FoundURL { found(Self.list, .api, hops: "", via: nil) }

    private func account(_ change: (inout CrawlAccount) -> Void = { _ in }) -> CrawlAccount {
        var account = CrawlAccount(account: "minpres", profile: "mastodon", seed: "@minpres@a.example")
        account.findsPosts = true
        change(&account)
        return account
    }

    private func pages(_ ids: [String]) -> [FoundURL] { ids.map { found("http://a.example/\($0)", .page, post: $0) } }

    @Test func `what the platform says, what was found and what became of it stand beside each other`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([seed()])
        try fixture.ledger.enter(
            [
                account {
                    ($0.person, $0.department, $0.role, $0.since, $0.until) = (
                        "A. Minister", "AZ", "official", "2021-01-01", "2021-12-31"
                    )
                    $0.lanesLeftOut = ["x": "no credential x-bearer"]
                }
            ], of: run)
        try end(
            fixture, run, file: "a.warc.gz",
            ["http://a.example/2": .walled(.login), "http://a.example/more": .throttled],
            posts: [
                Self.list: [
                    post("1", "2021-03-01", url: "http://a.example/1", media: ["http://a.example/1.png"]),
                    post("2", "2021-05-01", url: "http://a.example/2", media: ["http://a.example/2.png"]),
                    post("3", "2021-05-02"), post("0", "2020-05-02", isInPeriod: false),
                    post("c", "2021-05-03", url: "http://b.example/c", .context),
                ]
            ], counters: [CounterSighting(account: "minpres", name: "posts", value: 7)],
            found: pages(["1", "2"]) + [
                found("http://a.example/1.png", .media, hops: "LE", post: "1"), found("http://a.example/more", .api),
                found(
                    "http://b.example/c", .page, post: "c",
                    refusal: FoundURL.Refusal(.refused(.scope), detail: "other host")),
            ])
        try fixture.ledger.end(run, as: .finished, at: Fixture.start)
        try fixture.ledger.note(ending: "finished", of: run)

        let reader = CompletenessReader(database: fixture.database)
        let statement = try reader.statement(.init(), shown: 10)
        #expect(statement.runs.map(\.end) == ["finished"])
        let got = try #require(statement.accounts.first)
        #expect(statement.accounts.count == 1)
        #expect(got.identity.person == "A. Minister")
        #expect(got.identity.until == ArchiveDate(day: "2022-01-01")?.adding(seconds: -0.000001))
        #expect(got.claim("posts")?.value == 7)
        #expect(got.claim("posts")?.evidence?.url == Self.list)
        #expect(got.own.found == 4)
        #expect((got.own.captured, got.own.inAnswer, got.own.outOfPeriod) == (1, 1, 1))
        #expect(got.own.ended == [.walled(.login): 1])
        #expect((got.context.found, got.context.inAnswer) == (1, 1))
        #expect((got.media.found, got.media.captured, got.media.notAsked) == (2, 1, 1))
        #expect(got.lanes.map(\.name) == ["api", "x"])
        #expect(got.lanes.first.map { [$0.asked, $0.succeeded] } == [2, 1])
        #expect(got.lanes.last?.leftOut == "no credential x-bearer")
        #expect(got.months.count == 12)
        // The list that was cut short comes first, with the record that shows it.
        #expect(
            got.firstMissing.map(\.url) == ["http://a.example/more", "http://a.example/2", "http://a.example/2.png"])
        #expect(got.firstMissing.map(\.reason) == ["throttled", "walled:login", "not-asked"])
        let walled = try #require(got.firstMissing.dropFirst().first)
        #expect(walled.evidence?.file == "a.warc.gz")
        #expect(walled.evidence.map { $0.offset > 0 } == true)
        #expect(walled.shownBy?.url == Self.list)
        #expect(got.reach.end.word == "period-start")
        #expect(got.verdict == .gaps)
    }

    @Test func `a later run closes a gap, and takes nothing away that an earlier one holds`() throws {
        let fixture = try Fixture()
        let posts = [
            Self.list: [
                post("1", "2021-03-01", url: "http://a.example/1"), post("2", "2021-05-01", url: "http://a.example/2"),
                post("3", "2021-05-02", url: "http://a.example/3"),
            ]
        ]
        for (name, outcomes) in [
            ("a.warc.gz", ["http://a.example/1": Outcome.captured, "http://a.example/2": .walled(.login)]),
            ("b.warc.gz", ["http://a.example/1": .gone, "http://a.example/3": .revisit]),
        ] {
            let run = try fixture.run([seed()])
            try fixture.ledger.enter([account()], of: run)
            try end(
                fixture, run, file: name, outcomes, posts: posts,
                counters: [CounterSighting(account: "minpres", name: "posts", value: name == "a.warc.gz" ? 2 : 3)],
                found: pages(["1", "2", "3"]))
            try fixture.ledger.end(run, as: .finished, at: Fixture.start)
        }
        let reader = CompletenessReader(database: fixture.database)
        let all = try #require(try reader.statement(.init(), shown: 10).accounts.first)
        #expect((all.own.captured, all.own.laterGone, all.own.unchanged, all.own.missing) == (3, 1, 1, 0))
        #expect(all.claim("posts")?.value == 3)
        #expect(all.missing.isEmpty)
        #expect(all.addresses.byOutcome == [.captured: 3, .revisit: 1])
        #expect(all.verdict == .complete)

        let first = try #require(try reader.statement(.init(run: 1), shown: 10).accounts.first)
        #expect(first.missing == ["walled:login": 1])
        #expect(first.claim("posts")?.value == 2)
        let second = try #require(try reader.statement(.init(run: 2), shown: 10).accounts.first)
        #expect(second.missing == ["gone": 1])
        #expect(throws: CollectionError.self) { try reader.statement(.init(run: 3), shown: 10) }
        #expect(throws: CollectionError.self) { try reader.statement(.init(accounts: ["nobody"]), shown: 10) }
    }

    @Test func `a page that redirects to a wall is walled, not captured`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([seed()])
        try end(
            fixture, run, file: "a.warc.gz",
            ["http://a.example/1": .redirected, "http://a.example/login": .walled(.login)],
            posts: [Self.list: [post("1", "2021-03-01", url: "http://a.example/1")]],
            found: pages(["1"]) + [found("http://a.example/login", .page, hops: "LR", via: "http://a.example/1")])
        let got = try #require(
            try CompletenessReader(database: fixture.database).statement(.init(), shown: 9).accounts.first)
        #expect(got.own.captured == 0)
        #expect(got.own.ended == [.walled(.login): 1])
        #expect(got.firstMissing.first?.evidence?.url == "http://a.example/login")
    }

    @Test func `what waits is said to wait, with what the run stopped at`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([seed()])
        try end(
            fixture, run, file: "a.warc.gz", [:], keep: ["http://a.example/1"],
            posts: [Self.list: [post("1", "2021-03-01", url: "http://a.example/1")]], found: pages(["1"]))
        try fixture.ledger.end(run, as: .stopped, at: Fixture.start)
        try fixture.ledger.note(ending: "limit: --max-pages 1", of: run)
        let got = try #require(
            try CompletenessReader(database: fixture.database).statement(.init(), shown: 9).accounts.first)
        #expect(got.own.waiting == 1)
        #expect(got.reach.end == .waiting("limit: --max-pages 1"))
        #expect(got.verdict == .unfinished)
    }

    @Test func `the JSON has every missing thing, and the end of a run where there is one`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([seed()])
        try fixture.ledger.enter([account()], of: run)
        let ids = (0..<30).map(String.init)
        try end(
            fixture, run, file: "a.warc.gz",
            Dictionary(uniqueKeysWithValues: ids.map { ("http://a.example/\($0)", Outcome.gone) }),
            posts: [Self.list: ids.map { post($0, "2021-03-01", url: "http://a.example/\($0)") }], found: pages(ids))
        try fixture.ledger.end(run, as: .finished, at: Fixture.start)
        var bytes: [UInt8] = []
        let json = StatementJSON { bytes += $0 }
        let progress = try fixture.ledger.progress(run)
        try CompletenessReader(database: fixture.database).read(.init(run: run.id)) { snapshot in
            try json.write(
                snapshot, collection: "Kabinet \"Proef\"",
                ending: StatementJSON.Ending(
                    run: run, end: "finished", exitCode: 5, progress: progress),
                now: Fixture.start)
        }
        let content = try JSONDecoder().decode(Content.self, from: Data(bytes))
        #expect(content.format == "kabinet-report-1")
        #expect(content.written == "2023-11-14T22:13:20.000000Z")
        #expect(content.end == "finished")
        #expect(content.exitCode == 5)
        #expect(content.run == 1)
        let account = try #require(content.accounts.first)
        #expect(account.missingCount == 30)
        #expect(account.missing.count == 30)
        #expect(account.own.gone == 30)
        #expect(account.missing.allSatisfy { $0.reason == "gone" && $0.record?.file == "a.warc.gz" })
        #expect(account.missing.first?.date == "2021-03-01T00:00:00.000000Z")
        #expect(account.reach.end == "list-end")
    }

    private struct Content: Decodable {
        struct Account: Decodable {
            struct Posts: Decodable { let gone: Int }
            struct Missing: Decodable {
                struct Record: Decodable { let file: String }
                let reason, date: String
                let record: Record?
            }
            struct ReachLine: Decodable { let end: String }
            let missingCount: Int
            let own: Posts
            let reach: ReachLine
            let missing: [Missing]
        }
        let format, written, end: String
        let exitCode, run: Int
        let accounts: [Account]
    }

    @Test func `a collection of which nothing is known makes an empty statement`() throws {
        let fixture = try Fixture()
        let statement = try CompletenessReader(database: fixture.database).statement(.init(), shown: 9)
        #expect(statement.accounts.isEmpty)
        var bytes: [UInt8] = []
        let json = StatementJSON { bytes += $0 }
        try CompletenessReader(database: fixture.database).read(.init()) {
            try json.write($0, collection: "x", now: Fixture.start)
        }
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\"accounts\":[]}\n"))
    }

    @Test func `a ledger that was rebuilt from the archive speaks of its captures`() throws {
        let fixture = try Fixture()
        let run = try fixture.run([seed()])
        try end(
            fixture, run, file: "a.warc.gz", ["http://a.example/1": .walled(.login)], posts: [Self.list: []],
            found: pages(["1"]))
        try fixture.copyArchive(to: "rebuilt")
        let layout = CollectionLayout(root: fixture.folder.appending("rebuilt"))
        try layout.makeDirectories()
        let database = try CollectionDatabase(layout: layout)
        _ = try Reindexing(database: database).run()
        let got = try #require(try CompletenessReader(database: database).statement(.init(), shown: 9).accounts.first)
        #expect(got.addresses.byOutcome == [.captured: 1, .walled(.login): 1])
    }
}
