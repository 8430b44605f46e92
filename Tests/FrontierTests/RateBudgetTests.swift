// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier
import HTTPMessage
import Testing

/// What a group does with the quotas that its server tells of.
@Suite struct RateBudgetTests {
    private let fast = HostPace(delay: 0, factor: 0, concurrency: 2, firstBackoff: 10)

    private func notice(_ remaining: Int?, reset: Double?, limit: Int? = nil) -> RateLimitNotice {
        var notice = RateLimitNotice()
        notice.quotas = [.init(name: "q", limit: limit, remaining: remaining, reset: reset)]
        return notice
    }

    private func answer(_ queue: URLQueue, _ limit: Int) -> ClaimedURLs {
        ClaimedURLs(urls: (0..<limit).map { url(Int64.random(in: 1 ... .max) &+ Int64($0)) }, nextDue: nil)
    }

    /// Starts one, or says what it waits for.
    private func go(_ state: inout FrontierState, now: ArchiveDate) -> QueuedURL? {
        guard case .start(let url) = state.next(now: now, answering: answer) else { return nil }
        return url
    }

    @Test func `nothing starts on an empty quota until it is whole again`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let url = try #require(go(&state, now: start))
        state.finished(url, FetchReport(seconds: 0, notice: notice(0, reset: 60)), random: 0, now: start)
        // A second more than said: a reset in whole seconds may be rounded down.
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 61)))
        #expect(state.rests(now: start).map(\.reason) == ["quota used up"])
        #expect(go(&state, now: start.adding(seconds: 61)) != nil)
    }

    @Test func `what is left is spread until the reset, and no more is sent`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        state.finished(first, FetchReport(seconds: 0, notice: notice(5, reset: 59)), random: 0, now: start)
        var now = start
        // Answers that are silent about the quota change nothing: what is known still counts.
        for moment in [10.0, 20, 30, 40, 50] {
            #expect(state.next(now: now, answering: answer) == .wait(until: start.adding(seconds: moment)))
            now = start.adding(seconds: moment)
            let url = try #require(go(&state, now: now))
            state.finished(url, FetchReport(seconds: 0), random: 0, now: now)
        }
        #expect(state.next(now: now, answering: answer) == .wait(until: start.adding(seconds: 60)))
    }

    @Test func `what is under way is taken off, counted by the server or not`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        let second = try #require(go(&state, now: start))
        // One left, and the second may be the one.
        state.finished(first, FetchReport(seconds: 0, notice: notice(1, reset: 60)), random: 0, now: start)
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 61)))
        // It was not: its own answer says that one is left, spread over the minute.
        state.finished(second, FetchReport(seconds: 0, notice: notice(1, reset: 60)), random: 0, now: start)
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 30.5)))
    }

    @Test func `an answer that was overtaken says nothing`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        let second = try #require(go(&state, now: start))
        state.finished(second, FetchReport(seconds: 0, notice: notice(0, reset: 60)), random: 0, now: start)
        state.finished(first, FetchReport(seconds: 0, notice: notice(50, reset: 60)), random: 0, now: start)
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 61)))
    }

    @Test func `what waits is not slowed down when it fits well into what is left`() throws {
        var state = frontier([queue(): 3], pace: fast)
        let first = try #require(go(&state, now: start))
        state.finished(first, FetchReport(seconds: 0, notice: notice(100, reset: 900)), random: 0, now: start)
        #expect(go(&state, now: start) != nil)
    }

    @Test func `in a new window of an unknown size one request asks`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        state.finished(first, FetchReport(seconds: 0, notice: notice(0, reset: 9)), random: 0, now: start)
        let later = start.adding(seconds: 10)
        let second = try #require(go(&state, now: later))
        #expect(go(&state, now: later) == nil)
        // The server speaks of quotas no more.
        state.finished(second, FetchReport(seconds: 0, notice: RateLimitNotice()), random: 0, now: later)
        #expect(go(&state, now: later) != nil)
        #expect(go(&state, now: later) != nil)
    }

    @Test func `a 429 without Retry-After waits for the reset that its quota names`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        let report = FetchReport(
            seconds: 0, signal: .slowDown(retryAfter: nil), notice: notice(nil, reset: 300))
        state.finished(first, report, random: 0.5, now: start)
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 301)))
    }

    @Test(arguments: [(50.0, 0.0), (75, 0), (80, 12), (100, 60), (250, 60)])
    func `an allowance in percent is used more slowly towards its end`(usage: Double, pause: Double) throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        var notice = RateLimitNotice()
        notice.usage = usage
        state.finished(first, FetchReport(seconds: 0, notice: notice), random: 0, now: start)
        if pause == 0 {
            #expect(go(&state, now: start) != nil)
        } else {
            #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: pause)))
        }
    }

    @Test func `a used-up allowance is left alone for as long as the server says`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        let first = try #require(go(&state, now: start))
        var notice = RateLimitNotice()
        (notice.usage, notice.regain) = (100, 1140)
        state.finished(first, FetchReport(seconds: 0, notice: notice), random: 0, now: start)
        #expect(state.next(now: start, answering: answer) == .wait(until: start.adding(seconds: 1140)))
    }

    // MARK: Memory

    @Test func `a pause is given out to be remembered once, and holds in the next process`() throws {
        var state = frontier([queue(): 1000], pace: calm)
        let first = try #require(go(&state, now: start))
        #expect(state.takeMemories(now: start).isEmpty)
        state.finished(first, FetchReport(seconds: 0, signal: .slowDown(retryAfter: 60)), random: 0, now: start)
        let until = start.adding(seconds: 60)
        let memories = state.takeMemories(now: start)
        #expect(memories.map(\.key) == ["a.example"])
        #expect(memories.map(\.memory) == [HostMemory(nextFetch: until, backoff: 1)])
        #expect(state.takeMemories(now: start).isEmpty)
        var next = FrontierState(width: 4, pace: calm, remembered: ["a.example": memories[0].memory]) {
            HostManners(group: PaceGroup(.host, $0), pace: nil)
        }
        next.added([queue(): 10], now: start)
        #expect(next.next(now: start) == .wait(until: until))
    }

    @Test func `a scarce quota is written a few times only, and never more than is left`() throws {
        var state = frontier([queue(): 1000], pace: fast)
        var writes: [Int] = []
        var now = start
        for left in stride(from: 60, through: 0, by: -1) {
            var url = go(&state, now: now)
            if url == nil, case .wait(let until?) = state.next(now: now, answering: answer) {
                now = until
                url = go(&state, now: now)
            }
            state.finished(
                try #require(url), FetchReport(seconds: 0, notice: notice(left, reset: 3600)), random: 0, now: now)
            for (_, memory) in state.takeMemories(now: now) {
                let remaining = try #require(memory.rate?.remaining)
                #expect(remaining <= left)
                writes.append(remaining)
            }
            if left == 0 { break }
        }
        #expect(writes.first == 16 && writes.last == 0)
        #expect(writes.count < 12)
    }

    @Test func `a process that goes on waits a delay first, because the last fetch of the one before is not known`() {
        var state = FrontierState(width: 4, pace: calm, resumedAt: start) {
            HostManners(group: PaceGroup(.host, $0), pace: nil)
        }
        state.added([queue(): 1], now: start)
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 2)))
    }
}
