// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier
import HTTPMessage
import Testing

/// Random events, and what has to hold whatever comes.
@Suite struct FrontierPropertyTests {
    @Test(arguments: UInt64(1)...20)
    func `whatever happens, limits hold, each claimed URL is started once, and all ends`(seed: UInt64) {
        var run = RandomRun(seed: seed)
        run.go(steps: 3000)
        run.drain()
    }
}

private struct RandomRun {
    private static let width = 6
    private static let pace = HostPace(delay: 0.5, factor: 0, concurrency: 2, firstBackoff: 3, jitter: 0)

    private var random: SeededGenerator
    private var state: FrontierState
    private var store = Store()
    private var now = start
    private var running: [QueuedURL] = []
    private var claims: [(URLQueue, Int)] = []
    private var started: Set<Int64> = []
    /// What is expected, by group: a model that is too simple to be wrong.
    private var groups: [String: String] = [:]
    private var notBefore: [String: ArchiveDate] = [:]
    private var pauses: [String: ArchiveDate] = [:]

    init(seed: UInt64) {
        random = SeededGenerator(state: seed)
        state = FrontierState(width: Self.width, pace: Self.pace) { host in
            HostManners(group: PaceGroup(.host, host), pace: nil)
        }
    }

    private func group(_ host: String) -> String { groups[host] ?? host }

    private mutating func pick(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

    private mutating func add() {
        let key = queue("h\(pick(8)).example", "account\(pick(5))")
        let count = pick(12) + 1
        store.add(count, to: key)
        state.added([key: count], now: now)
    }

    private mutating func answerClaim() {
        guard !claims.isEmpty else { return }
        let (key, limit) = claims.remove(at: pick(claims.count))
        // The ledger may have less that is due than it was asked for.
        let claimed = store.claim(key, pick(4) == 0 ? limit / 2 : limit)
        let due = claimed.urls.isEmpty && store.counts[key] != nil ? now.adding(seconds: Double(pick(20))) : nil
        state.loaded(key, ClaimedURLs(urls: claimed.urls, nextDue: due), now: now)
    }

    private mutating func finishOne() {
        guard !running.isEmpty else { return }
        let url = running.remove(at: pick(running.count))
        // What the answer says counts for the group that its host turns out to belong to.
        if pick(60) == 0 { move(url.host, to: "192.0.2.\(pick(3))") }
        var report = FetchReport(seconds: 0.1)
        let group = group(url.host)
        switch pick(12) {
        case 0:
            let seconds = pick(30)
            report.signal = .slowDown(retryAfter: seconds)
            notBefore[group] = max(notBefore[group] ?? now, now.adding(seconds: Double(seconds)))
        case 1: report.signal = .slowDown(retryAfter: nil)
        case 2: report.signal = .unreachable
        case 3:
            var notice = RateLimitNotice()
            notice.quotas = [.init(name: "q\(pick(3))", limit: 10, remaining: pick(10), reset: Double(pick(30)))]
            report.notice = notice
        case 4: report.notice = RateLimitNotice()
        default: break
        }
        if pick(40) == 0 {
            state.putBack(url, now: now)
            store.end(url)
            notBefore[group] = nil
            return
        }
        state.finished(url, report, random: 0, now: now)
        if report.signal == .fine {
            store.end(url)
        } else {
            store.giveBack(url)
            started.remove(url.id)
            state.added([url.queue: 1], now: now)
        }
    }

    private mutating func move(_ host: String, to address: String) {
        let (old, new) = (group(host), "@" + address)
        guard old != new else { return }
        groups[host] = new
        notBefore[new] = [notBefore[new], notBefore[old]].compactMap { $0 }.max()
        state.move(host, to: PaceGroup(.address, address), now: now)
    }

    private mutating func begin(_ url: QueuedURL) {
        #expect(started.insert(url.id).inserted, "started twice")
        #expect(store.handedOut[url.id] != nil, "never claimed")
        running.append(url)
        #expect(running.count <= Self.width)
        if let moment = pauses[url.account] { #expect(now >= moment, "its account is paused") }
        let group = group(url.host)
        #expect(running.count { self.group($0.host) == group } <= Self.pace.concurrency)
        if let moment = notBefore[group] { #expect(now >= moment, "too early") }
        notBefore[group] = now.adding(seconds: Self.pace.delay)
    }

    private mutating func pauseAccount() {
        let account = "account\(pick(5))"
        let until = now.adding(seconds: Double(pick(40) + 1))
        pauses[account] = max(pauses[account] ?? until, until)
        state.pause(AccountPause(account: account, until: until, reason: "walled"), now: now)
    }

    /// Lets the frontier decide; true when it is finished.
    private mutating func decide(hurry: Bool) -> Bool {
        switch state.next(now: now) {
        case .start(let url): begin(url)
        case .load(let key, let limit):
            #expect(limit > 0)
            #expect(!claims.contains { $0.0 == key }, "two claims of one queue")
            claims.append((key, limit))
        case .wait(let until):
            if hurry, running.isEmpty, claims.isEmpty {
                guard let until else {
                    Issue.record("waits for nothing")
                    return true
                }
                #expect(until > now)
                now = max(now, until)
            } else if hurry {
                if pick(2) == 0 { answerClaim() } else { finishOne() }
            }
        case .finished:
            #expect(running.isEmpty && claims.isEmpty)
            return true
        }
        return false
    }

    mutating func go(steps: Int) {
        for _ in 0..<steps {
            switch pick(16) {
            case 0: add()
            case 1, 2, 3: answerClaim()
            case 4, 5, 6: finishOne()
            case 7: now = now.adding(seconds: Double(pick(300)) / 100)
            case 8 where pick(20) == 0: pauseAccount()
            case 9: _ = state.takeMemories(now: now)
            default: _ = decide(hurry: false)
            }
        }
    }

    mutating func drain() {
        for _ in 0..<200_000 where decide(hurry: true) {
            #expect(store.counts.isEmpty, "left behind")
            #expect(store.handedOut.isEmpty)
            #expect(state.waitingCount == 0 && state.holdings.urls == 0 && state.holdings.queues == 0)
            return
        }
        Issue.record("does not end")
    }
}
