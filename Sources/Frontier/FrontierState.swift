// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Collection
import DequeModule

/// Decides which URL is fetched next, and when: a pure state machine (events in, actions out, the clock passed in).
///
/// The URLs themselves lie in the ledger, in queues of one account at one host. In memory are, per queue, a window on its URLs and
/// a few numbers; so memory grows with queues and not with URLs. Hosts that are one server's or one owner's form a pace group with
/// one clock; in it accounts take turns. Each event and each decision costs at most the logarithm of the number of queues.
package struct FrontierState: Sendable {
    /// What the owner has to do next.
    package enum Action: Sendable, Hashable {
        /// Fetch this.
        case start(QueuedURL)
        /// Claim at most `limit` URLs of the queue from the ledger and report them with `loaded`. Several may be on their way.
        case load(URLQueue, limit: Int)
        /// Nothing to do until that moment, or until the next event when nil.
        case wait(until: ArchiveDate?)
        /// All is done: no URL waits, none is being fetched.
        case finished
    }

    /// A host and its queues.
    struct HostState: Sendable {
        var group: Int
        var queues: Set<Int> = []
        let manners: HostManners
    }

    struct AccountState: Sendable {
        let name: String
        var queues: Set<Int> = []
        var pause: AccountPause?
        /// Number of the agenda's entry for the pause's end.
        var ticket = 0
    }

    /// A fetch that runs.
    struct Flight: Sendable {
        let queue: Int
        var group: Int
        /// Its number in its group, and the group's clock before it.
        var number: Int
        let nextStartBefore: ArchiveDate
    }

    /// Beyond so many claimed URLs queues get the smallest windows only, and none ahead of need.
    static let mostHeld = 16_384

    let width: Int
    let generalPace: HostPace
    let manners: @Sendable (String) -> HostManners
    /// When this process went on with an earlier one's work: the last fetches of that one are not known.
    let resumedAt: ArchiveDate?
    var remembered: [String: HostMemory]

    var queues = Slots<QueueState>()
    var groups = Slots<GroupState>()
    var accounts = Slots<AccountState>()
    var queueIndex: [URLQueue: Int] = [:]
    var groupIndex: [PaceGroup: Int] = [:]
    var accountIndex: [String: Int] = [:]
    var hosts: [String: HostState] = [:]
    /// Hosts whose group is another than they were met with, also while they have no queues.
    var movedHosts: [String: PaceGroup] = [:]
    var flights: [Int64: Flight] = [:]
    var agenda = Agenda()
    /// Queues whose windows should be filled before they are empty.
    var wishes: Deque<Int> = []
    /// Groups without queues, which are forgotten when their clocks mean nothing any more.
    var retirees: Deque<Int> = []
    /// Groups whose clocks may have to be remembered.
    var touched: Set<Int> = []
    /// URLs that wait in memory or in the ledger; those of them in memory; claims on their way, and those that hold up a turn.
    var waiting = 0
    var held = 0
    var loading = 0
    var turnClaims = 0

    /// - Parameters:
    ///   - width: fetches at the same time over all hosts, at least 1.
    ///   - pace: for groups none of whose hosts has one of its own.
    ///   - remembered: clocks that an earlier process left, by the keys of their groups.
    ///   - resumedAt: set when an earlier process may have fetched from the same hosts a moment ago.
    ///   - manners: asked for each host that is met.
    package init(
        width: Int, pace: HostPace, remembered: [String: HostMemory] = [:], resumedAt: ArchiveDate? = nil,
        manners: @escaping @Sendable (String) -> HostManners
    ) {
        self.width = max(1, width)
        (generalPace, self.remembered, self.resumedAt, self.manners) = (pace, remembered, resumedAt, manners)
    }

    /// Fetches that run now.
    package var runningCount: Int { flights.count }
    /// URLs that wait, in memory or in the ledger.
    package var waitingCount: Int { waiting }
    /// True when nothing is under way: no fetch, and no claim whose answer may hold something to fetch.
    package var isIdle: Bool { flights.isEmpty && loading == 0 }

    /// The pace towards a host's group: what its hosts are given, slowed down to what they ask for.
    package func pace(towards host: String) -> HostPace {
        guard let group = hosts[host]?.group else { return manners(host).pace ?? generalPace }
        return pace(of: group)
    }

    func pace(of group: Int) -> HostPace { groups[group].effectivePace(general: generalPace) }

    // MARK: Decision

    /// What to do now. Ask again after doing it.
    package mutating func next(now: ArchiveDate) -> Action {
        if let claim = nextEarlyClaim() { return claim }
        // A pause or a moment that nothing waits for is no reason to go on.
        if isIdle, waiting == 0 { return .finished }
        while flights.count + turnClaims < width, let entry = agenda.first {
            guard counts(entry) else {
                agenda.removeFirst()
                continue
            }
            guard entry.at <= now else { return .wait(until: entry.at) }
            agenda.removeFirst()
            switch entry.item {
            case .queue(let queue):
                queues[queue].nextDue = nil
                giveTurn(queue)
            case .account(let account): endPause(account)
            case .group(let group):
                groups[group].turnAt = nil
                if let action = takeTurn(group, now: now) { return action }
            }
        }
        return isIdle && agenda.count == 0 ? .finished : .wait(until: nil)
    }

    private func counts(_ entry: Agenda.Entry) -> Bool {
        switch entry.item {
        case .queue(let queue): queues.has(queue) && queues[queue].ticket == entry.ticket
        case .account(let account): accounts.has(account) && accounts[account].ticket == entry.ticket
        case .group(let group):
            groups.has(group) && groups[group].ticket == entry.ticket && groups[group].turnAt != nil
        }
    }

    /// A claim for a window that is about to run dry.
    private mutating func nextEarlyClaim() -> Action? {
        while let queue = wishes.popFirst() {
            guard queues.has(queue), queues[queue].isWishing else { continue }
            queues[queue].isWishing = false
            guard queues[queue].wantsEarlyClaim, held < Self.mostHeld else { continue }
            return claim(queue, .early)
        }
        return nil
    }

    /// A group whose moment has come starts a fetch, or claims what to start.
    private mutating func takeTurn(_ group: Int, now: ArchiveDate) -> Action? {
        groups[group].renewBudgets(now: now)
        // A new window may want to be asked about with one request first.
        guard let moment = readyAt(group), moment <= now, let queue = groups[group].turns.next() else {
            schedule(group)
            return nil
        }
        queues[queue].hasTurn = false
        guard let url = queues[queue].window.popFirst() else {
            guard queues[queue].canClaim else {
                schedule(group)
                return nil
            }
            groups[group].claims += 1
            turnClaims += 1
            defer { schedule(group) }
            return claim(queue, .inTurn)
        }
        start(url, of: queue, in: group, now: now)
        return .start(url)
    }

    private mutating func start(_ url: QueuedURL, of queue: Int, in group: Int, now: ArchiveDate) {
        let nextStartBefore = groups[group].nextStart
        let number = groups[group].start(delay: pace(of: group).delay, now: now)
        flights[url.id] = Flight(queue: queue, group: group, number: number, nextStartBefore: nextStartBefore)
        queues[queue].running += 1
        held -= 1
        count(queue, waiting: -1)
        if queues[queue].wantsEarlyClaim {
            queues[queue].isWishing = true
            wishes.append(queue)
        }
        touched.insert(group)
        giveTurn(queue)
        schedule(group)
    }

    private mutating func claim(_ queue: Int, _ claim: QueueState.Claim) -> Action {
        queues[queue].claim = claim
        queues[queue].addedMeanwhile = 0
        loading += 1
        let size = held < Self.mostHeld ? queues[queue].windowSize : 1
        return .load(queues[queue].key, limit: max(1, size - queues[queue].window.count))
    }

    // MARK: Upkeep

    func readyAt(_ group: Int) -> ArchiveDate? { groups[group].readyAt(concurrency: pace(of: group).concurrency) }

    /// Gives a group its place in the agenda, or takes it.
    mutating func schedule(_ group: Int) {
        let moment = readyAt(group)
        // The entry that stands may be right already: a paused group must not pile up entries.
        guard groups[group].turnAt != moment else { return }
        groups[group].turnAt = moment
        guard let moment else { return }
        groups[group].ticket = agenda.insert(.group(group), at: moment)
        sweepAgenda()
    }

    /// Gives a queue a turn in its group when that would lead to something, or has it looked at when its next URL falls due.
    mutating func giveTurn(_ queue: Int, first: Bool = false) {
        guard queues[queue].wantsTurn else {
            if queues[queue].window.isEmpty, queues[queue].inStore > 0, let due = queues[queue].nextDue {
                queues[queue].ticket = agenda.insert(.queue(queue), at: due)
                sweepAgenda()
            }
            return
        }
        queues[queue].hasTurn = true
        groups[queues[queue].group].turns.insert(queue, of: queues[queue].account, first: first)
        schedule(queues[queue].group)
    }

    mutating func takeTurnAway(_ queue: Int) {
        guard queues[queue].hasTurn else { return }
        queues[queue].hasTurn = false
        groups[queues[queue].group].turns.remove(queue, of: queues[queue].account)
    }

    mutating func count(_ queue: Int, waiting change: Int) {
        waiting += change
        groups[queues[queue].group].waiting += change
    }

    /// Entries that no longer count are dropped when they are the most of all; so each is paid for when it is made.
    private mutating func sweepAgenda() {
        guard agenda.count > 1024 + 4 * (groups.count + queues.count + accounts.count) else { return }
        var agenda = agenda
        agenda.sweep { counts($0) }
        self.agenda = agenda
    }
}
