// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Testing

@testable import Collection

@Suite struct AccountTallyTests {
    private typealias Post = AccountTally.Post
    private typealias Fate = AccountTally.Fate

    private static let now = ArchiveDate(seconds: 1_700_000_000)

    private func day(_ text: String) -> ArchiveDate { ArchiveDate(day: text) ?? Self.now }

    private func post(
        _ id: String, _ date: String? = nil, _ address: AccountTally.Fate? = nil,
        _ change: (inout Post) -> Void = { _ in }
    ) -> AccountTally.Post {
        var post = Post(id: id, url: "https://a.example/\(id)", date: date.map(day))
        post.address = address
        change(&post)
        return post
    }

    private func identity(
        since: String? = nil, until: String? = nil, expectsPosts: Bool = true
    ) -> AccountStatement.Identity {
        var identity = AccountStatement.Identity(account: "a", expectsPosts: expectsPosts)
        identity.since = since.map(day)
        identity.until = until.map { day($0).lastOfDay }
        return identity
    }

    private func statement(
        _ identity: AccountStatement.Identity? = nil, claims: [String: Int64] = [:], waiting: Int = 0,
        stopped: String? = nil, _ fill: (inout AccountTally) -> Void
    ) -> AccountStatement {
        var tally = AccountTally(identity ?? self.identity(), shown: 2)
        fill(&tally)
        var addresses = AddressCounts()
        if waiting > 0 { addresses.waiting[.page] = waiting }
        let claims = claims.sorted { $0.key < $1.key }.map {
            AccountStatement.Claim(name: $0.key, value: $0.value, seen: Self.now, evidence: nil)
        }
        return tally.statement(claims: claims, addresses: addresses, lanes: [], stopped: stopped, now: Self.now)
    }

    private func add(_ posts: [AccountTally.Post], _ tally: inout AccountTally) {
        for post in posts {
            guard let reason = tally.add(post) else { continue }
            tally.note(MissingItem(kind: .own, post: post.id, url: post.url, date: post.date, reason: reason))
        }
    }

    @Test func `each post is counted once by what became of it`() {
        let got = statement { tally in
            add(
                [
                    post("1", "2021-03-01", Fate(isHeld: true, newest: .captured)),
                    post("2", "2021-03-01", Fate(isHeld: true, newest: .revisit)),
                    post("3", "2021-03-01", Fate(isHeld: true, newest: .gone)),
                    post("4", "2021-03-02", Fate(newest: .walled(.login))) { $0.isShown = true },
                    post("5", "2021-03-02", Fate()),
                    post("6", "2021-03-02") { $0.isShown = true },
                    post("7", "2021-03-02"),
                    post("8", "2015-03-02") { $0.isInPeriod = false },
                    post("9", "2021-03-03", Fate(newest: .refused(.scope))) { $0.isShown = true },
                ], &tally)
        }
        #expect(got.own.found == 9)
        #expect((got.own.captured, got.own.unchanged, got.own.laterGone) == (3, 1, 1))
        #expect(got.own.inAnswer == 2)
        #expect(got.own.held == 5)
        #expect((got.own.waiting, got.own.notAsked, got.own.outOfPeriod) == (1, 1, 1))
        #expect(got.own.ended == [.walled(.login): 1])
        #expect(got.own.missingButShown == 1)
        #expect(got.own.found == got.own.held + got.own.missing + got.own.outOfPeriod)
        #expect(got.missing == ["walled:login": 1, "waiting": 1, "not-asked": 1])
        #expect(got.firstMissing.map(\.post) == ["4", "5"])
        #expect(got.missingCount == 3)
        #expect(got.verdict == .gaps)
    }

    @Test func `what was held once is not missing because it is gone, but what is gone is never called held`() {
        let got = statement { tally in
            add(
                [
                    post("1", nil, Fate(isHeld: true, newest: .notFound)), post("2", nil, Fate(newest: .gone)),
                    post("3", nil, Fate(newest: .notFound)) { $0.isShown = true },
                ], &tally)
        }
        #expect((got.own.captured, got.own.laterGone) == (1, 1))
        #expect(got.own.ended == [.gone: 1, .notFound: 1])
        #expect(got.own.undated == 3)
    }

    @Test(
        arguments: [
            ([:], "", true, AccountStatement.Verdict.nothingFound), (["posts": 12], "", false, .nothingFound),
            (["posts": 0], "", true, .empty), ([:], "empty", true, .empty), ([:], "", false, .complete),
            (["posts": 12], "empty", true, .nothingFound),
        ] as [([String: Int64], String, Bool, AccountStatement.Verdict)])
    func `an account of which no post is found is an error unless something says that there is none`(
        claims: [String: Int64], state: String, expectsPosts: Bool, verdict: AccountStatement.Verdict
    ) {
        var identity = identity(expectsPosts: expectsPosts)
        identity.state = state.isEmpty ? nil : state
        #expect(statement(identity, claims: claims) { _ in }.verdict == verdict)
    }

    @Test func `while addresses wait an account is not finished, whatever was found`() {
        #expect(statement(waiting: 3) { _ in }.verdict == .unfinished)
        let got = statement(claims: ["posts": 1], waiting: 1, stopped: "limit: --max-pages 3") {
            add([post("1", "2021-03-01", Fate(isHeld: true, newest: .captured))], &$0)
        }
        #expect(got.verdict == .unfinished)
        #expect(got.reach.end == .waiting("limit: --max-pages 3"))
    }

    @Test
    func `fewer posts than the platform claims are a gap, unless a period makes the numbers speak of other things`() {
        let one = post("1", "2021-03-01", Fate(isHeld: true, newest: .captured))
        let short = statement(claims: ["posts": 3]) { add([one], &$0) }
        #expect(short.shortfall == 2)
        #expect(short.verdict == .gaps)
        let period = statement(identity(since: "2021-01-01"), claims: ["posts": 3]) {
            add([one, post("0", "2020-12-31") { $0.isInPeriod = false }], &$0)
        }
        #expect(period.shortfall == nil)
        #expect(period.verdict == .complete)
        #expect(statement(claims: ["posts": 1]) { add([one], &$0) }.verdict == .complete)
    }

    @Test func `the time between the start of the period and the oldest post is told with what ended the lists`() {
        let held = post("1", "2021-03-01", Fate(isHeld: true, newest: .captured))
        let period = identity(since: "2017-10-26", until: "2021-12-31")
        let ended = statement(period) { add([held], &$0) }
        #expect(ended.reach == Reach(end: .listEnd, unseenFrom: day("2017-10-26"), unseenTo: day("2021-03-01")))
        #expect(ended.verdict == .complete)

        let walled = statement(period) { tally in
            add([held], &tally)
            tally.add(
                AccountTally.Loss(
                    MissingItem(kind: .list, url: "https://a.example/?page=2", reason: "walled:login"),
                    outcome: .walled(.login)))
        }
        #expect(walled.reach.end == .outcome(.walled(.login), url: "https://a.example/?page=2", nil))
        #expect(walled.reach.unseenTo == day("2021-03-01"))
        #expect(walled.verdict == .gaps)

        let reached = statement(period) { tally in
            add([held, post("0", "2017-10-25") { $0.isInPeriod = false }], &tally)
        }
        #expect(reached.reach == Reach(end: .periodStart))
    }

    @Test func `a pinned post says nothing about how far back the lists went`() {
        let got = statement(identity(since: "2017-10-26")) { tally in
            add(
                [
                    post("1", "2021-03-01", Fate(isHeld: true, newest: .captured)),
                    post("0", "2015-01-01") { ($0.isPinned, $0.isInPeriod) = (true, false) },
                ], &tally)
        }
        #expect(got.oldest == day("2021-03-01"))
        #expect(got.reach.end == .listEnd)
        #expect(got.reach.unseenFrom == day("2017-10-26"))
    }

    @Test func `what the scope keeps out and what may be absent is no loss`() {
        let item = MissingItem(kind: .address, url: "u", reason: "r")
        let list = MissingItem(kind: .list, url: "u", reason: "r")
        #expect(!AccountTally.Loss(item, outcome: .refused(.scope)).counts)
        #expect(!AccountTally.Loss(item, outcome: .notFound).counts)
        #expect(AccountTally.Loss(item, outcome: .refused(.robots)).counts)
        #expect(AccountTally.Loss(item, outcome: .throttled).counts)
        #expect(AccountTally.Loss(list, outcome: .notFound).counts)
        var optional = AccountTally.Loss(list, outcome: .notFound)
        optional.isOptional = true
        #expect(!optional.counts)
    }
}

@Suite struct PostingDaysTests {
    private let now = ArchiveDate(seconds: 1_700_000_000)

    private func days(_ dates: [String]) -> PostingDays {
        var days = PostingDays()
        for date in dates { if let day = ArchiveDate(day: date) { days.add(day, isHeld: !date.hasSuffix("9")) } }
        return days
    }

    @Test func `months are counted without one left out, over the years`() {
        let months = days(["2020-11-03", "2020-11-29", "2021-02-01"]).months(since: nil, until: nil, now: now)
        #expect(months.map(\.name) == ["2020-11", "2020-12", "2021-01", "2021-02"])
        #expect(months.map(\.found) == [2, 0, 0, 1])
        #expect(months.map(\.held) == [1, 0, 0, 1])
    }

    @Test func `the months of a period begin and end with it, and not in the future`() {
        let period = days(["2021-02-01"]).months(
            since: ArchiveDate(day: "2020-12-26"), until: ArchiveDate(day: "2021-04-30"), now: now)
        #expect(period.map(\.name) == ["2020-12", "2021-01", "2021-02", "2021-03", "2021-04"])
        let open = days(["2023-10-01"]).months(since: nil, until: ArchiveDate(day: "2031-01-01"), now: now)
        #expect(open.map(\.name) == ["2023-10", "2023-11"])
        #expect(days([]).months(since: ArchiveDate(day: "2020-01-01"), until: nil, now: now).isEmpty)
    }

    @Test func `dates that no account can have make no endless strip`() {
        let months = days(["0001-01-01", "9999-12-31"]).months(since: nil, until: nil, now: now)
        #expect(months.count == PostingDays.mostMonths)
        #expect(months.last?.name == "9999-12")
    }

    @Test func `a silence is unusual from eight times the average distance between days with posts`() {
        // Every second day for a year, and then nothing for fifty days.
        var dates = (0..<180).map { ArchiveDate(seconds: 1_577_836_800 + Int64($0) * 2 * 86_400).day }
        dates.append(ArchiveDate(seconds: 1_577_836_800 + (358 + 50) * 86_400).day)
        let days = days(dates)
        #expect(days.silenceThreshold == 19)
        #expect(days.silences.map(\.days) == [50])
        #expect(days.silences.first?.from.day == "2020-12-24")
    }

    @Test func `a fortnight is never unusual, and two days with posts say nothing`() {
        #expect(days(["2021-01-01", "2021-01-02", "2021-01-14"]).silences.isEmpty)
        #expect(days(["2021-01-01", "2021-06-02"]).silenceThreshold == nil)
    }

    @Test func `times before 1970 fall on their own day`() {
        var days = PostingDays()
        days.add(ArchiveDate(seconds: -1), isHeld: true)
        #expect(days.months(since: nil, until: nil, now: now).map(\.name) == ["1969-12"])
    }
}
