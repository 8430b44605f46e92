// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier

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

    mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
}

let start = ArchiveDate(seconds: 1_795_348_800)
let calm = HostPace(delay: 2, factor: 0, concurrency: 1, firstBackoff: 10, longestBackoff: 100)

func queue(_ host: String = "a.example", _ account: String = "a") -> URLQueue {
    URLQueue(host: host, account: account)
}

func url(_ id: Int64, _ host: String = "a.example", _ account: String = "a") -> QueuedURL {
    QueuedURL(
        id: id, url: "http://\(host)/\(id)", host: host, account: account, kind: .page, hops: "", via: nil, attempts: 0)
}

/// Every host by itself.
func frontier(_ counts: [URLQueue: Int], width: Int = 4, pace: HostPace = calm) -> FrontierState {
    var state = FrontierState(width: width, pace: pace) { HostManners(group: PaceGroup(.host, $0), pace: nil) }
    state.added(counts, now: start)
    return state
}

/// Hosts of one registrable domain together, by their last two labels.
func domainFrontier(_ counts: [URLQueue: Int], width: Int = 4, pace: HostPace = calm) -> FrontierState {
    var state = FrontierState(width: width, pace: pace) { host in
        HostManners(group: PaceGroup(.domain, host.split(separator: ".").suffix(2).joined(separator: ".")), pace: nil)
    }
    state.added(counts, now: start)
    return state
}

extension FrontierState {
    /// What it wants next, with every claim answered at once by `answer`.
    mutating func next(now: ArchiveDate, answering answer: (URLQueue, Int) -> ClaimedURLs) -> Action {
        while true {
            let action = next(now: now)
            guard case .load(let queue, let limit) = action else { return action }
            loaded(queue, answer(queue, limit), now: now)
        }
    }

    /// Ends a fetch that went well.
    mutating func finish(_ url: QueuedURL, after seconds: Double = 0.1, now: ArchiveDate) {
        finished(url, FetchReport(seconds: seconds), random: 0, now: now)
    }
}

/// What waits in the ledger, by queue.
struct Store {
    private var urls: [URLQueue: [QueuedURL]] = [:]
    private(set) var handedOut: [Int64: QueuedURL] = [:]
    private var lastID: Int64 = 0

    var counts: [URLQueue: Int] { urls.mapValues(\.count).filter { $0.value > 0 } }

    mutating func add(_ count: Int, to queue: URLQueue) {
        for _ in 0..<count {
            lastID += 1
            urls[queue, default: []].append(url(lastID, queue.host, queue.account))
        }
    }

    mutating func claim(_ queue: URLQueue, _ limit: Int) -> ClaimedURLs {
        let claimed = Array((urls[queue] ?? []).prefix(limit))
        urls[queue]?.removeFirst(claimed.count)
        for url in claimed { handedOut[url.id] = url }
        return ClaimedURLs(urls: claimed, nextDue: nil)
    }

    mutating func end(_ url: QueuedURL) { handedOut[url.id] = nil }

    mutating func giveBack(_ url: QueuedURL) {
        handedOut[url.id] = nil
        urls[url.queue, default: []].append(url)
    }

    /// A process was killed: what it had claimed is to be fetched again.
    mutating func giveAllBack() {
        for url in handedOut.values.sorted(by: { $0.id < $1.id }) { giveBack(url) }
    }
}
