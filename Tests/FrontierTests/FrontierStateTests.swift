// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier
import HTTPMessage
import Testing

@Suite struct FrontierStateTests {
    @Test func `an empty frontier is finished`() {
        var state = frontier([:])
        #expect(state.next(now: start) == .finished)
    }

    @Test func `URLs are claimed before they are started, and a host's delay is kept between starts`() {
        var state = frontier([queue(): 2])
        #expect(state.next(now: start) == .load(queue(), limit: 8))
        #expect(state.next(now: start) == .wait(until: nil))
        state.loaded(queue(), ClaimedURLs(urls: [url(1), url(2)], nextDue: nil), now: start)
        #expect(state.next(now: start) == .start(url(1)))
        #expect(state.next(now: start) == .wait(until: nil))
        state.finish(url(1), now: start.adding(seconds: 0.1))
        #expect(state.next(now: start.adding(seconds: 0.1)) == .wait(until: start.adding(seconds: 2)))
        #expect(state.next(now: start.adding(seconds: 2)) == .start(url(2)))
        state.finish(url(2), now: start.adding(seconds: 2.1))
        #expect(state.next(now: start.adding(seconds: 5)) == .finished)
    }

    @Test func `hosts do not wait for each other`() {
        var state = frontier([queue("a.example"): 1, queue("b.example"): 1])
        var started: [String] = []
        for _ in 0..<2 {
            let action = state.next(now: start) { queue, _ in
                ClaimedURLs(urls: [url(queue.host == "a.example" ? 1 : 2, queue.host)], nextDue: nil)
            }
            if case .start(let url) = action { started.append(url.host) }
        }
        #expect(started.sorted() == ["a.example", "b.example"])
    }

    @Test func `hosts of one group share its clock, and its accounts take turns`() {
        var state = domainFrontier([
            queue("x.example.org", "a"): 4, queue("y.example.org", "a"): 4, queue("x.example.org", "b"): 4,
            queue("x.example.org", "c"): 4,
        ])
        var store = Store()
        for host in ["x.example.org", "y.example.org"] { store.add(4, to: queue(host, "a")) }
        for account in ["b", "c"] { store.add(4, to: queue("x.example.org", account)) }
        var started: [String] = []
        var now = start
        for _ in 0..<12 {
            guard case .start(let url) = state.next(now: now, answering: { store.claim($0, $1) }) else {
                Issue.record("nothing started")
                return
            }
            started.append(url.account)
            state.finish(url, now: now)
            guard case .wait(let until?) = state.next(now: now, answering: { store.claim($0, $1) }) else { return }
            #expect(until == now.adding(seconds: 2))
            now = until
        }
        // However many queues an account has: each of the three gets a third.
        for round in 0..<4 { #expect(Set(started[round * 3..<round * 3 + 3]) == ["a", "b", "c"]) }
    }

    @Test func `an account that is paused rests, others of the same host go on, and it comes back`() {
        var state = frontier([queue("x.example", "a"): 1, queue("x.example", "b"): 1], pace: HostPace(delay: 0))
        let until = start.adding(seconds: 600)
        state.pause(AccountPause(account: "a", until: until, reason: "walled"), now: start)
        let answer = { (queue: URLQueue, _: Int) in
            ClaimedURLs(urls: [url(queue.account == "a" ? 1 : 2, "x.example", queue.account)], nextDue: nil)
        }
        #expect(state.next(now: start, answering: answer) == .start(url(2, "x.example", "b")))
        #expect(state.next(now: start, answering: answer) == .wait(until: until))
        state.finish(url(2, "x.example", "b"), now: start)
        #expect(state.isIdle)
        let rests = state.rests(now: start)
        #expect(rests.map(\.who) == ["account a"] && rests.map(\.until) == [until])
        #expect(rests.map(\.reason) == ["walled"] && rests.map(\.waiting) == [1])
        #expect(state.next(now: until, answering: answer) == .start(url(1, "x.example", "a")))
    }

    @Test func `an account whose pause nothing waits for does not keep the crawl alive`() {
        var state = frontier([queue(): 1])
        state.pause(AccountPause(account: "b", until: start.adding(seconds: 600), reason: "walled"), now: start)
        #expect(
            state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1)], nextDue: nil) } == .start(url(1)))
        state.finish(url(1), now: start)
        #expect(state.next(now: start) == .finished)
    }

    @Test func `no more fetches run than the width and the host's concurrency allow`() {
        var state = frontier([queue(): 9], width: 3, pace: HostPace(delay: 0, factor: 0, concurrency: 2))
        var store = Store()
        store.add(9, to: queue())
        store.add(2, to: queue("b.example"))
        #expect(state.next(now: start) { store.claim($0, $1) } == .start(url(1)))
        #expect(state.next(now: start) { store.claim($0, $1) } == .start(url(2)))
        #expect(state.next(now: start) { store.claim($0, $1) } == .wait(until: nil))
        state.added([queue("b.example"): 2], now: start)
        #expect(state.next(now: start) { store.claim($0, $1) } == .start(url(10, "b.example")))
        #expect(state.next(now: start) { store.claim($0, $1) } == .wait(until: nil))
        #expect(state.runningCount == 3)
    }

    @Test func `a window is filled before it runs dry, and grows where the host is faster than the ledger`() {
        var state = frontier([queue(): 10_000], pace: HostPace(delay: 0, factor: 0, concurrency: 1))
        var store = Store()
        store.add(10_000, to: queue())
        var limits: [Int] = []
        var pending: URLQueue?
        for _ in 0..<2000 {
            switch state.next(now: start) {
            case .load(let queue, let limit):
                limits.append(limit)
                pending = queue
            case .start(let url): state.finish(url, after: 0, now: start)
            case .wait:
                // Only when nothing else can be done the ledger answers.
                guard let queue = pending else { return }
                state.loaded(queue, store.claim(queue, limits.last ?? 0), now: start)
            case .finished: return
            }
        }
        #expect(limits.first == 8)
        #expect((limits.max() ?? 0) > 128)
        #expect(state.holdings.urls <= 256)
    }

    @Test(arguments: [
        (HostSignal.slowDown(retryAfter: 30), 0.5, 30.0), (.slowDown(retryAfter: nil), 0, 10),
        (.slowDown(retryAfter: nil), 0.5, 11.25), (.slowDown(retryAfter: 5000), 0.9, 5000),
        (.unreachable, 0.5, 11.25),
    ])
    func `a host that asks to slow down is left alone for as long as it asked, else with jitter`(
        signal: HostSignal, random: Double, pause: Double
    ) {
        var state = frontier([queue(): 2])
        _ = state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1), url(2)], nextDue: nil) }
        state.finished(url(1), FetchReport(seconds: 0.1, signal: signal), random: random, now: start)
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: pause)))
    }

    @Test func `a complaint counts at once, before its answer is stored, and is one complaint with it`() {
        let swift = HostPace(delay: 0, factor: 0, concurrency: 2, firstBackoff: 10)
        var state = frontier([queue(): 3], pace: swift)
        let claim = { (_: URLQueue, _: Int) in ClaimedURLs(urls: [url(1), url(2), url(3)], nextDue: nil) }
        #expect(state.next(now: start, answering: claim) == .start(url(1)))
        let report = FetchReport(seconds: 0, signal: .slowDown(retryAfter: 30))
        state.complained(url(1), report, now: start)
        #expect(state.next(now: start, answering: claim) == .wait(until: start.adding(seconds: 30)))
        state.finished(url(1), report, random: 0, now: start.adding(seconds: 1))
        #expect(state.next(now: start.adding(seconds: 30)) == .wait(until: start.adding(seconds: 31)))
        #expect(state.next(now: start.adding(seconds: 31)) == .start(url(2)))
        // Counted twice, the next pause of its own would be 40 seconds.
        let own = FetchReport(seconds: 0, signal: .slowDown(retryAfter: nil))
        state.finished(url(2), own, random: 0, now: start.adding(seconds: 31))
        #expect(state.next(now: start.adding(seconds: 31)) == .wait(until: start.adding(seconds: 51)))
    }

    @Test func `the pause doubles each time in a row and is forgotten after a good answer`() {
        #expect([1, 2, 3, 4, 5].map { calm.backoff(count: $0, retryAfter: nil) } == [10, 20, 40, 80, 100])
        var state = frontier([queue(): 5])
        var store = Store()
        store.add(5, to: queue())
        var now = start
        for pause in [10.0, 20, 2, 10] {
            guard case .start(let url) = state.next(now: now, answering: { store.claim($0, $1) }) else {
                Issue.record("nothing started before the pause of \(pause)")
                return
            }
            let signal: HostSignal = pause == 2 ? .fine : .slowDown(retryAfter: nil)
            state.finished(url, FetchReport(seconds: 0, signal: signal), random: 0, now: now)
            #expect(state.next(now: now) == .wait(until: now.adding(seconds: pause)))
            now = now.adding(seconds: pause)
        }
    }

    @Test func `complaints to fetches that were under way together count once`() {
        var state = frontier([queue(): 3], pace: HostPace(delay: 0, factor: 0, concurrency: 3, firstBackoff: 10))
        for id in 1...3 {
            #expect(
                state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1), url(2), url(3)], nextDue: nil) }
                    == .start(url(Int64(id))))
        }
        for id in 1...3 {
            let report = FetchReport(seconds: 0, signal: .slowDown(retryAfter: nil))
            state.finished(url(Int64(id)), report, random: 0, now: start)
        }
        state.added([queue(): 1], now: start)
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 10)))
    }

    @Test func `a slow answer makes the next pause as long, up to a cap`() {
        var state = frontier(
            [queue(): 2], pace: HostPace(delay: 0, factor: 5, longestPause: 8, concurrency: 1))
        _ = state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1), url(2)], nextDue: nil) }
        state.finish(url(1), after: 3, now: start)
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 8)))
    }

    @Test func `a URL that falls due later is waited for`() {
        var state = frontier([queue(): 1])
        let due = start.adding(seconds: 60)
        #expect(
            state.next(now: start) { _, _ in ClaimedURLs(urls: [], nextDue: due) } == .wait(until: due))
        #expect(state.rests(now: start).map(\.who) == ["a.example"])
        #expect(state.next(now: due) == .load(queue(), limit: 8))
    }

    @Test func `URLs that are added while a claim is on its way are not lost when it comes back empty`() {
        var state = frontier([queue(): 1])
        _ = state.next(now: start)
        state.added([queue(): 1], now: start)
        state.loaded(queue(), ClaimedURLs(urls: [], nextDue: nil), now: start)
        #expect(state.next(now: start) == .load(queue(), limit: 8))
        state.loaded(queue(), ClaimedURLs(urls: [], nextDue: nil), now: start)
        #expect(state.next(now: start) == .finished)
    }

    @Test func `a claim on its way is no idleness, although the earliest turn is another host's pause`() {
        let rest = HostMemory(nextFetch: start.adding(seconds: 3600), backoff: 1)
        var state = FrontierState(width: 4, pace: calm, remembered: ["b.example": rest]) {
            HostManners(group: PaceGroup(.host, $0), pace: nil)
        }
        state.added([queue("a.example"): 1, queue("b.example"): 1], now: start)
        #expect(state.next(now: start) == .load(queue(), limit: 8))
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 3600)))
        #expect(!state.isIdle)
        state.loaded(queue(), ClaimedURLs(urls: [url(1)], nextDue: nil), now: start)
        #expect(state.next(now: start) == .start(url(1)))
        #expect(!state.isIdle)
        state.finish(url(1), now: start)
        #expect(state.isIdle)
    }

    @Test func `a URL that is put back leaves the host's clock as it was`() {
        var state = frontier([queue(): 2])
        _ = state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1), url(2)], nextDue: nil) }
        state.putBack(url(1), now: start)
        #expect(state.next(now: start) == .start(url(2)))
        #expect(state.runningCount == 1)
    }

    @Test func `a Crawl-delay counts from the newest start`() {
        var state = frontier([queue(): 2], pace: HostPace(delay: 0.25, factor: 0, concurrency: 2))
        _ = state.next(now: start) { _, _ in ClaimedURLs(urls: [url(1), url(2)], nextDue: nil) }
        state.setAskedDelay(3, of: "a.example")
        #expect(state.pace(towards: "a.example").concurrency == 1)
        state.finish(url(1), now: start.adding(seconds: 0.1))
        #expect(state.next(now: start.adding(seconds: 1)) == .wait(until: start.adding(seconds: 3)))
        #expect(state.next(now: start.adding(seconds: 3)) == .start(url(2)))
    }

    @Test func `hosts whose address turns out to be one share a clock from then on`() {
        var state = frontier(
            [queue("a.example"): 2, queue("b.example"): 2], pace: HostPace(delay: 2, factor: 0, concurrency: 1))
        var store = Store()
        store.add(2, to: queue("a.example"))
        store.add(2, to: queue("b.example"))
        var running: [QueuedURL] = []
        for _ in 0..<2 {
            if case .start(let url) = state.next(now: start, answering: { store.claim($0, $1) }) { running.append(url) }
        }
        #expect(running.count == 2)
        for url in running {
            state.move(url.host, to: PaceGroup(.address, "192.0.2.1"), now: start)
            state.finish(url, now: start)
        }
        let second = start.adding(seconds: 2)
        guard case .start(let url) = state.next(now: second, answering: { store.claim($0, $1) }) else {
            Issue.record("nothing started")
            return
        }
        #expect(state.next(now: second, answering: { store.claim($0, $1) }) == .wait(until: nil))
        state.finish(url, now: second)
        #expect(state.next(now: second) == .wait(until: start.adding(seconds: 4)))
    }

    @Test func `waiting URLs are counted as they come and go`() {
        var state = frontier([queue("a.example"): 3, queue("b.example"): 2])
        #expect(state.waitingCount == 5)
        guard case .load(let queue, _) = state.next(now: start) else {
            Issue.record("nothing to load")
            return
        }
        state.loaded(queue, ClaimedURLs(urls: [url(1, queue.host), url(2, queue.host)], nextDue: nil), now: start)
        #expect(state.waitingCount == 5)
        let action = state.next(now: start) { _, _ in ClaimedURLs(urls: [], nextDue: start.adding(seconds: 9)) }
        #expect(action == .start(url(1, queue.host)))
        #expect(state.waitingCount == 4)
    }

    @Test func `a million URLs in two thousand hosts of five hundred accounts take a few megabytes`() {
        var counts: [URLQueue: Int] = [:]
        for host in 0..<2000 { counts[queue("host\(host).example", "account\(host % 500)")] = 500 }
        var state = frontier(counts, width: 64, pace: HostPace(delay: 0.1, factor: 0, concurrency: 1))
        #expect(state.waitingCount == 1_000_000)
        var store = Store()
        for (queue, count) in counts { store.add(count, to: queue) }
        var now = start
        var started = 0
        while started < 20_000 {
            switch state.next(now: now, answering: { store.claim($0, $1) }) {
            case .start(let url):
                started += 1
                state.finish(url, after: 0, now: now)
            case .wait(let until): now = until ?? now
            case .load, .finished:
                Issue.record("ended early")
                return
            }
        }
        let holdings = state.holdings
        #expect(holdings.urls <= 2000 * 8)
        #expect(holdings.queues == 2000 && holdings.groups == 2000 && holdings.accounts == 500)
        #expect(holdings.agendaEntries <= 4 * 6500)
        #expect(holdings.bytes < 8_000_000)
    }

    @Test func `hosts that have nothing left are forgotten once their clocks mean nothing`() {
        var state = frontier([:], width: 8, pace: HostPace(delay: 1, factor: 0, concurrency: 1))
        for index in 0..<5000 {
            let (host, now) = ("host\(index).example", start.adding(seconds: Double(index)))
            state.added([queue(host): 1], now: now)
            let action = state.next(now: now) { _, _ in ClaimedURLs(urls: [url(Int64(index), host)], nextDue: nil) }
            #expect(action == .start(url(Int64(index), host)))
            state.finish(url(Int64(index), host), now: now)
            _ = state.takeMemories(now: now)
        }
        #expect(state.holdings.groups < 20)
        #expect(state.holdings.queues == 0)
        #expect(state.next(now: start.adding(seconds: 5000)) == .finished)
    }
}
