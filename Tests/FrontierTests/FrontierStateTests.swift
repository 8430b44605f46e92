// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier
import Testing

@Suite struct FrontierStateTests {
    private let start = ArchiveDate(seconds: 1_000_000)
    private let calm = HostPace(delay: 2, factor: 0, concurrency: 1, firstBackoff: 10, longestBackoff: 100)

    private func url(_ id: Int64, _ host: String = "a.example") -> QueuedURL {
        QueuedURL(
            id: id, url: "http://\(host)/\(id)", host: host, account: "a", kind: .page, hops: "", via: nil, attempts: 0)
    }

    private func frontier(_ hosts: [String: Int], width: Int = 4, pace: HostPace? = nil) -> FrontierState {
        var state = FrontierState(width: width, pace: pace ?? calm)
        state.added(hosts, now: start)
        return state
    }

    @Test func `an empty frontier is finished`() {
        var state = frontier([:])
        #expect(state.next(now: start) == .finished)
    }

    @Test func `URLs are claimed before they are started, and a host's delay is kept between starts`() {
        var state = frontier(["a.example": 2])
        #expect(state.next(now: start) == .load(host: "a.example", limit: FrontierState.windowSize))
        #expect(state.next(now: start) == .wait(until: nil))
        state.loaded("a.example", ClaimedURLs(urls: [url(1), url(2)], nextDue: nil))
        #expect(state.next(now: start) == .start(url(1)))
        #expect(state.next(now: start) == .wait(until: nil))
        state.finished(url(1), after: 0.1, signal: .fine, now: start.adding(seconds: 0.1))
        #expect(state.next(now: start.adding(seconds: 0.1)) == .wait(until: start.adding(seconds: 2)))
        #expect(state.next(now: start.adding(seconds: 2)) == .start(url(2)))
        state.finished(url(2), after: 0.1, signal: .fine, now: start.adding(seconds: 2.1))
        #expect(state.next(now: start.adding(seconds: 5)) == .finished)
    }

    @Test func `hosts do not wait for each other`() {
        var state = frontier(["a.example": 1, "b.example": 1])
        var started: [String] = []
        for _ in 0..<4 {
            switch state.next(now: start) {
            case .load(let host, _):
                state.loaded(host, ClaimedURLs(urls: [url(1, host)], nextDue: nil))
            case .start(let url): started.append(url.host)
            case .wait, .finished: Issue.record("both hosts had work")
            }
        }
        #expect(started.sorted() == ["a.example", "b.example"])
    }

    @Test func `no more fetches run than the width and the host's concurrency allow`() {
        var state = frontier(
            ["a.example": 9], width: 3, pace: HostPace(delay: 0, factor: 0, concurrency: 2))
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: (1...9).map { url($0) }, nextDue: nil))
        #expect(state.next(now: start) == .start(url(1)))
        #expect(state.next(now: start) == .start(url(2)))
        #expect(state.next(now: start) == .wait(until: nil))
        state.added(["b.example": 2], now: start)
        _ = state.next(now: start)
        state.loaded("b.example", ClaimedURLs(urls: [url(10, "b.example"), url(11, "b.example")], nextDue: nil))
        #expect(state.next(now: start) == .start(url(10, "b.example")))
        #expect(state.next(now: start) == .wait(until: nil))
        #expect(state.runningCount == 3)
    }

    @Test(arguments: [
        (HostSignal.slowDown(retryAfter: 30), 30.0), (.slowDown(retryAfter: nil), 10),
        (.slowDown(retryAfter: 5000), 5000),
    ])
    func `a host that asks to slow down is left alone for as long as it asked`(signal: HostSignal, pause: Double) {
        var state = frontier(["a.example": 2])
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: [url(1), url(2)], nextDue: nil))
        _ = state.next(now: start)
        let memory = state.finished(url(1), after: 0.1, signal: signal, now: start)
        #expect(memory?.nextStart == start.adding(seconds: pause))
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: pause)))
    }

    @Test func `the pause doubles each time in a row and is forgotten after a good answer`() {
        #expect([1, 2, 3, 4, 5].map { calm.backoff(count: $0, retryAfter: nil) } == [10, 20, 40, 80, 100])
        var state = frontier(["a.example": 4])
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: (1...4).map { url($0) }, nextDue: nil))
        var now = start
        for (index, signal) in [HostSignal.slowDown(retryAfter: nil), .slowDown(retryAfter: nil), .fine].enumerated() {
            guard case .start(let url) = state.next(now: now) else {
                Issue.record("nothing started in step \(index)")
                return
            }
            let memory = state.finished(url, after: 0, signal: signal, now: now)
            #expect(memory?.backoff == (index < 2 ? index + 1 : nil))
            now = now.adding(seconds: 100)
        }
    }

    @Test func `a slow answer makes the next pause as long, up to a cap`() {
        var state = frontier(
            ["a.example": 2],
            pace: HostPace(delay: 0, factor: 5, longestPause: 8, concurrency: 1))
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: [url(1), url(2)], nextDue: nil))
        _ = state.next(now: start)
        state.finished(url(1), after: 3, signal: .fine, now: start)
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 8)))
    }

    @Test func `a URL that falls due later is waited for`() {
        var state = frontier(["a.example": 1])
        _ = state.next(now: start)
        let due = start.adding(seconds: 60)
        state.loaded("a.example", ClaimedURLs(urls: [], nextDue: due))
        #expect(state.next(now: start) == .wait(until: due))
        #expect(state.next(now: due) == .load(host: "a.example", limit: FrontierState.windowSize))
    }

    @Test func `URLs that are added while a claim is on its way are not lost when it comes back empty`() {
        var state = frontier(["a.example": 1])
        _ = state.next(now: start)
        state.added(["a.example": 1], now: start)
        state.loaded("a.example", ClaimedURLs(urls: [], nextDue: nil))
        #expect(state.next(now: start) == .load(host: "a.example", limit: FrontierState.windowSize))
        state.loaded("a.example", ClaimedURLs(urls: [], nextDue: nil))
        #expect(state.next(now: start) == .finished)
    }

    @Test func `a claim on its way is no idleness, although the earliest turn is another host's pause`() {
        var state = frontier(["a.example": 1, "b.example": 1])
        state.restore("b.example", nextStart: start.adding(seconds: 3600), backoff: 1, now: start)
        #expect(state.next(now: start) == .load(host: "a.example", limit: FrontierState.windowSize))
        #expect(state.next(now: start) == .wait(until: start.adding(seconds: 3600)))
        #expect(!state.isIdle)
        state.loaded("a.example", ClaimedURLs(urls: [url(1)], nextDue: nil))
        #expect(state.next(now: start) == .start(url(1)))
        #expect(!state.isIdle)
        state.finished(url(1), after: 0, signal: .fine, now: start)
        #expect(state.isIdle)
    }

    @Test func `a URL that is put back leaves the host's clock as it was`() {
        var state = frontier(["a.example": 2])
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: [url(1), url(2)], nextDue: nil))
        #expect(state.next(now: start) == .start(url(1)))
        state.putBack(url(1))
        #expect(state.next(now: start) == .start(url(2)))
        #expect(state.runningCount == 1)
    }

    @Test func `a Crawl-delay counts from the newest start, and the profile's pace does not undo it`() {
        var state = frontier(["a.example": 2], pace: HostPace(delay: 0.25, factor: 0, concurrency: 2))
        _ = state.next(now: start)
        state.loaded("a.example", ClaimedURLs(urls: [url(1), url(2)], nextDue: nil))
        #expect(state.next(now: start) == .start(url(1)))
        state.setAskedDelay(3, of: "a.example")
        state.setPace(HostPace(delay: 0.25, factor: 0, concurrency: 2), towards: "a.example")
        state.finished(url(1), after: 0.1, signal: .fine, now: start.adding(seconds: 0.1))
        #expect(state.next(now: start.adding(seconds: 1)) == .wait(until: start.adding(seconds: 3)))
        #expect(state.next(now: start.adding(seconds: 3)) == .start(url(2)))
    }

    @Test func `waiting URLs are counted as they come and go`() {
        var state = frontier(["a.example": 3, "b.example": 2])
        #expect(state.waitingCount == 5)
        guard case .load(let host, _) = state.next(now: start) else {
            Issue.record("nothing to load")
            return
        }
        state.loaded(host, ClaimedURLs(urls: [url(1, host), url(2, host)], nextDue: nil))
        #expect(state.waitingCount == 5)
        _ = state.next(now: start)
        #expect(state.waitingCount == 4 || state.runningCount == 0)
    }

    @Test func `two thousand hosts with random events all end, each URL started once`() {
        var state = FrontierState(width: 16, pace: HostPace(delay: 1, factor: 0, concurrency: 2, firstBackoff: 3))
        var generator = SeededGenerator(state: 7)
        var store: [String: Int] = [:]
        for index in 0..<2000 { store["h\(index).example"] = Int(generator.next() % 5) + 1 }
        let total = store.values.reduce(0, +)
        state.added(store, now: start)
        var running: [QueuedURL] = []
        var seen: Set<Int64> = []
        var (now, nextID) = (start, Int64(0))
        for _ in 0..<200_000 {
            switch state.next(now: now) {
            case .load(let host, let limit):
                let count = min(limit, store[host] ?? 0)
                store[host] = (store[host] ?? 0) - count
                state.loaded(host, ClaimedURLs(urls: (0..<count).map { url(nextID + Int64($0), host) }, nextDue: nil))
                nextID += Int64(count)
            case .start(let url):
                #expect(seen.insert(url.id).inserted)
                running.append(url)
                #expect(running.count <= 16)
                #expect(running.count { $0.host == url.host } <= 2)
            case .wait(let until):
                if !running.isEmpty {
                    let url = running.remove(at: Int(generator.next() % UInt64(running.count)))
                    let signal: HostSignal = generator.next() % 10 == 0 ? .slowDown(retryAfter: nil) : .fine
                    state.finished(url, after: 0.2, signal: signal, now: now)
                } else if let until {
                    now = max(now, until)
                } else {
                    Issue.record("waits for an event although nothing runs")
                    return
                }
            case .finished:
                #expect(seen.count == total)
                return
            }
        }
        Issue.record("did not end")
    }
}

/// A small deterministic generator (SplitMix64), so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
