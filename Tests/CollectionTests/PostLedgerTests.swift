// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import TestSupport
import Testing

/// What the ledger keeps of requests, posts, counters and accounts.
@Suite struct PostLedgerTests {
    private static let wall = AccountSign.strike(reason: "walled:login: sign in", PauseLimit(strikes: 2, seconds: 60))

    private func commit(
        _ fixture: Fixture, _ run: CrawlRun, posts: [PostSighting] = [], counters: [CounterSighting] = [],
        sign: AccountSign? = nil, state: String? = nil
    ) throws -> CommitReceipt {
        let url = QueuedURL(
            id: QueuedURL.unlisted, url: "http://a.example/", host: "a.example", account: "minpres", kind: .api,
            hops: "",
            via: nil, attempts: 0, lane: "api")
        return try fixture.commit(
            [
                CaptureCommit(
                    url: url, change: .unlisted(.captured, detail: nil), posts: posts, counters: counters, sign: sign,
                    accountState: state)
            ], of: run)
    }

    private func post(
        _ id: String, _ relation: PostSighting.Relation = .own, date: Int64? = nil, source: String? = nil,
        isInPeriod: Bool? = nil, media: [String] = []
    ) -> PostSighting {
        PostSighting(
            account: "minpres", id: id, date: date.map { ArchiveDate(seconds: $0) }, dateSource: source,
            relation: relation, lane: "api", isInPeriod: isInPeriod, media: media)
    }

    @Test func `requests to one address are apart by what is sent, and come back as they were`() throws {
        let fixture = try Fixture()
        let requests = [
            nil, RequestMessage(method: "POST", body: Array("a=1".utf8), type: "application/x-www-form-urlencoded"),
            RequestMessage(method: "POST", body: Array("a=2".utf8), type: "application/x-www-form-urlencoded"),
            RequestMessage(method: "POST", body: Array("a=2".utf8)), RequestMessage(method: "POST"),
            RequestMessage(method: "PUT"),
        ]
        let seeds = requests.map {
            FoundURL(
                url: "http://a.example/q", host: "a.example", account: "minpres", kind: .api, hops: "", via: nil,
                priority: 0, request: $0, lane: "api", post: "7", trail: 1)
        }
        let run = try fixture.run(seeds + seeds)
        let urls = try fixture.ledger.claim(Fixture.queue, limit: 99, of: run, at: Fixture.start).urls
        #expect(urls.map(\.request) == requests)
        #expect(urls.allSatisfy { $0.lane == "api" && $0.post == "7" && $0.trail == 1 })
    }

    @Test func `URLs are claimed for one account of a host`() throws {
        let fixture = try Fixture()
        var other = Fixture.found("http://a.example/b")
        other.account = "other"
        let run = try fixture.run([Fixture.found("http://a.example/"), other])
        #expect(try fixture.ledger.backlog(of: run) == [Fixture.queue: 1, other.queue: 1])
        let urls = try fixture.ledger.claim(other.queue, limit: 9, of: run, at: Fixture.start).urls
        #expect(urls.map(\.url) == ["http://a.example/b"])
    }

    @Test func `a post counts once, and what is learned of it later is added`() throws {
        let fixture = try Fixture()
        let run = try fixture.run()
        _ = try commit(fixture, run, posts: [post("1", .context), post("2", date: 5, source: "id", isInPeriod: false)])
        _ = try commit(
            fixture, run,
            posts: [
                post("1", date: 9, source: "platform", isInPeriod: true, media: ["http://m/2", "http://m/1"]),
                post("2", date: 7, source: "platform", isInPeriod: true),
            ])
        _ = try commit(fixture, run, posts: [post("1", .context, date: 1, source: "id"), post("2", .repost)])
        #expect(
            try fixture.ledger.posts(of: run, account: "minpres") == [
                post("1", date: 9, source: "platform", isInPeriod: true, media: ["http://m/1", "http://m/2"]),
                post("2", date: 7, source: "platform", isInPeriod: true),
            ])
        #expect(try fixture.ledger.posts(of: run, account: "other").isEmpty)
    }

    @Test func `the newest statement of a number counts`() throws {
        let fixture = try Fixture()
        let run = try fixture.run()
        for value: Int64 in [4, 3] {
            let counter = CounterSighting(account: "minpres", name: "posts", value: value)
            _ = try commit(fixture, run, counters: [counter])
            #expect(try fixture.ledger.counters(of: run) == [counter])
        }
    }

    @Test func `walls in a row pause an account, an open door in between begins the count anew`() throws {
        let fixture = try Fixture()
        let run = try fixture.ledger.begin(
            settings: "{}", seeds: [],
            accounts: [CrawlAccount(account: "minpres", profile: "x", seed: "@minpres")], at: Fixture.start)
        let pauses = try [Self.wall, .open, Self.wall].map { try commit(fixture, run, sign: $0).pauses }
        #expect(pauses == [[], [], []])
        let pause = AccountPause(
            account: "minpres", until: Fixture.start.adding(seconds: 60), reason: "walled:login: sign in")
        #expect(try commit(fixture, run, sign: Self.wall, state: "private").pauses == [pause])
        #expect(try fixture.ledger.pauses(at: Fixture.start) == [pause])
        #expect(try fixture.ledger.pauses(at: pause.until).isEmpty)
        let account = try #require(try fixture.ledger.accounts(of: run).first)
        #expect(account.state == "private" && account.strikes == 0 && account.pause == pause)
        // Known again on a later start, although the seeds are entered again.
        try fixture.ledger.enter([CrawlAccount(account: "minpres", profile: "y", seed: "z")], of: run)
        #expect(try fixture.ledger.accounts(of: run) == [account])
    }

    @Test func `what a host says of its rate is kept until it says something else`() throws {
        let fixture = try Fixture()
        let rate = HostMemory.Rate(remaining: 3, reset: Fixture.start)
        try fixture.ledger.remember(HostMemory(nextFetch: Fixture.start, rate: rate), of: "a.example")
        try fixture.ledger.remember(HostMemory(nextFetch: Fixture.start), of: "a.example")
        #expect(try fixture.ledger.memory(of: "a.example")?.rate == rate)
    }
}
