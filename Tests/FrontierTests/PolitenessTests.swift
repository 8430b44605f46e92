// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier
import HTTPMessage
import HeapModule
import Testing

/// Fifty hosts of different limits, a test clock, and what the servers saw.
@Suite struct PolitenessTests {
    @Test(arguments: [UInt64(1), 2])
    func `no host sees more than it allows, while all of them are kept busy`(seed: UInt64) throws {
        var simulation = Simulation(seed: seed)
        try simulation.run(kills: [])
        simulation.expectPoliteness()
        // As fast as the limits let it: the slowest host's own time, and some windows' ends.
        #expect(simulation.seconds < simulation.ideal * 1.15 + 60)
        for account in simulation.shares { #expect(account.spread <= 0.35, "\(account.name)") }
    }

    @Test(arguments: [UInt64(3), 4, 5])
    func `a process that is killed at any moment leaves nothing behind that makes the next one impolite`(
        seed: UInt64
    ) throws {
        var simulation = Simulation(seed: seed)
        var generator = SeededGenerator(state: seed)
        let kills = (0..<10).map { _ in Double.random(in: 5...500, using: &generator) }.sorted()
        try simulation.run(kills: kills)
        simulation.expectPoliteness()
        #expect(simulation.seconds < simulation.ideal * 1.15 + 60 + Double(kills.count) * 20)
    }
}

/// Drives a frontier with simulated servers.
struct Simulation {
    private enum Step {
        case arrival(QueuedURL, sentAt: Double, until: Double)
        case completion(QueuedURL, sentAt: Double, status: Int, HTTPFields)
    }

    private struct Event: Comparable {
        let at: Double
        let order: Int
        let process: Int
        let step: Step
        static func < (left: Event, right: Event) -> Bool { (left.at, left.order) < (right.at, right.order) }
        static func == (left: Event, right: Event) -> Bool { left.order == right.order }
    }

    static let width = 48
    /// What each host's own limit makes it take, in seconds: all about the same, so that none is idle early.
    let ideal = 600.0
    private(set) var seconds = 0.0
    private var servers: [String: SimulatedServer] = [:]
    private var paces: [String: HostPace] = [:]
    private var store = Store()
    private var memories: [String: HostMemory] = [:]
    private var random: SeededGenerator
    private var events = Heap<Event>()
    private var order = 0
    /// When each account of a host got its URLs through: to see whether turns are fair.
    private var ends: [URLQueue: [Double]] = [:]
    private var total = 0

    init(seed: UInt64) {
        random = SeededGenerator(state: seed)
        let forms = SimulatedServer.Form.allCases
        for index in 0..<50 {
            var pace = HostPace(delay: 0, factor: 0, concurrency: Int.random(in: 1...4, using: &random))
            let count: Double
            let rule: SimulatedServer.Rule
            switch index {
            case 0..<28:
                let window = Double(Int.random(in: 20...300, using: &random))
                let limit = Int.random(in: 15...120, using: &random)
                rule = .quota(limit, per: window, forms[index % forms.count])
                count = ideal / window * Double(limit)
            case 28..<36:
                let delay = Double.random(in: 1...15, using: &random)
                pace.concurrency = 1
                rule = .crawlDelay(delay)
                count = ideal / delay
            case 36..<44:
                rule = .concurrency(pace.concurrency)
                pace.delay = Double.random(in: 0.2...2, using: &random)
                count = ideal / pace.delay
            case 44..<47:
                rule = .percent(120, per: 3600)
                count = 99
            default:
                rule = .overloaded(Double.random(in: 20...100, using: &random))
                pace.delay = 1
                count = ideal / 2
            }
            // No more than a host can answer with its latency in that time.
            let latency = 0.05...Double.random(in: 0.1...0.4, using: &random)
            let most = ideal / latency.upperBound * Double(pace.concurrency) * 0.8
            let name = "host\(index).example"
            servers[name] = SimulatedServer(name, rule, latency: latency)
            paces[name] = pace
            for account in 0..<3 {
                let share = Int(min(count, most)) / 3
                store.add(share, to: queue(name, "account\((index + account) % 20)"))
                total += share
            }
        }
    }

    private func date(_ seconds: Double) -> ArchiveDate { start.adding(seconds: seconds) }
    /// The servers' clock: seconds since 1970.
    private func clock(_ seconds: Double) -> Double { Double(start.seconds) + seconds }

    private func process(at now: Double) -> FrontierState {
        var state = FrontierState(
            width: Self.width, pace: HostPace(), remembered: memories, resumedAt: now > 0 ? date(now) : nil
        ) { [paces] in HostManners(group: PaceGroup(.host, $0), pace: paces[$0]) }
        state.added(store.counts, now: date(now))
        return state
    }

    mutating func run(kills: [Double]) throws {
        var kills = kills[...]
        var (now, number) = (0.0, 0)
        var state = process(at: now)
        var ended = 0
        while true {
            if let kill = kills.first, now >= kill {
                kills.removeFirst()
                number += 1
                store.giveAllBack()
                for event in events.unordered {
                    if case .completion(let url, _, _, _) = event.step, event.process == number - 1 {
                        servers[url.host]?.close()
                    }
                }
                state = process(at: now)
            }
            var until: Double?
            deciding: while true {
                switch state.next(now: date(now), answering: { store.claim($0, $1) }) {
                case .start(let url):
                    let latency = Double.random(in: latency(of: url.host), using: &random)
                    // The way there takes as long each time: only starts can be spaced.
                    let way = self.latency(of: url.host).lowerBound / 2
                    schedule(now + way, number, .arrival(url, sentAt: now, until: now + latency))
                case .wait(let moment):
                    until = moment.map { Double($0.microseconds - start.microseconds) / 1e6 }
                    break deciding
                case .finished:
                    seconds = now
                    #expect(ended == total)
                    return
                case .load: break
                }
            }
            remember(&state, now)
            guard let next = [events.min?.at, until, kills.first].compactMap({ $0 }).min() else {
                Issue.record("waits for nothing")
                return
            }
            now = max(now, next)
            while let event = events.min, event.at <= now {
                events.removeMin()
                ended += handle(event, number, &state, now)
                remember(&state, now)
            }
        }
    }

    private func latency(of host: String) -> ClosedRange<Double> { servers[host]?.latency ?? 0.1...0.1 }

    private mutating func schedule(_ at: Double, _ process: Int, _ step: Step) {
        order += 1
        events.insert(Event(at: at, order: order, process: process, step: step))
    }

    private mutating func remember(_ state: inout FrontierState, _ now: Double) {
        for (key, memory) in state.takeMemories(now: date(now)) { memories[key] = memory }
    }

    /// Returns 1 when a URL is done.
    private mutating func handle(_ event: Event, _ number: Int, _ state: inout FrontierState, _ now: Double) -> Int {
        switch event.step {
        case .arrival(let url, let sentAt, let until):
            guard let server = servers[url.host] else { return 0 }
            let (status, fields) = server.receive(at: clock(event.at), sentAt: clock(sentAt), from: event.process)
            // What a killed process had sent comes in all the same.
            guard event.process == number else {
                server.close()
                return 0
            }
            schedule(until, number, .completion(url, sentAt: sentAt, status: status, fields))
            return 0
        case .completion(let url, let sentAt, let status, let fields):
            guard event.process == number else { return 0 }
            servers[url.host]?.close(to: number)
            let notice = RateLimitNotice(fields, now: date(now))
            let isRefused = status != 200
            if case .crawlDelay(let delay) = servers[url.host]?.rule { state.setAskedDelay(delay, of: url.host) }
            let report = FetchReport(
                seconds: event.at - sentAt, signal: isRefused ? .slowDown(retryAfter: nil) : .fine, notice: notice)
            let dice = Double.random(in: 0..<1, using: &random)
            state.finished(url, report, random: dice, now: date(now))
            if isRefused {
                store.giveBack(url)
                state.added([url.queue: 1], now: date(now))
                return 0
            }
            store.end(url)
            ends[url.queue, default: []].append(now)
            return 1
        }
    }

    // MARK: What came of it

    func expectPoliteness() {
        for (name, server) in servers.sorted(by: { $0.key < $1.key }) {
            #expect(server.violations.isEmpty, "\(name) \(server.rule): \(server.violations.prefix(3))")
            #expect(server.mostAtOnce <= paces[name]?.concurrency ?? 0, "\(name)")
            #expect(!server.log.isEmpty)
        }
    }

    /// How far apart the accounts of a host were when each had half of its URLs, as a share of the whole time.
    var shares: [(name: String, spread: Double)] {
        var middles: [String: [Double]] = [:]
        for (queue, times) in ends { middles[queue.host, default: []].append(times[times.count / 2]) }
        return middles.map { ($0.key, (($0.value.max() ?? 0) - ($0.value.min() ?? 0)) / seconds) }
    }
}
