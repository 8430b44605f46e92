// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import HTTPMessage

/// The clock of a pace group: when the next fetch from one of its hosts may start.
struct GroupState: Sendable {
    let group: PaceGroup
    /// The gentlest pace that one of its hosts asks for; nil while none does.
    private(set) var pace: HostPace?
    /// Seconds between fetches that a host itself asks for (Crawl-delay), whatever the profile says.
    private(set) var askedDelay = 0.0
    var turns = FairTurns()
    /// Its queues, and the URLs that wait in them.
    var queueCount = 0
    var waiting = 0
    /// Numbers of the fetches that run, in the order of their starts.
    var underWay: [Int] = []
    /// Claims that a turn waits for: each stands for a fetch to come.
    var claims = 0
    /// Number of the newest fetch.
    var sequence = 0
    var lastStart: ArchiveDate?
    /// No fetch starts before this: the pace.
    var nextStart: ArchiveDate
    /// No fetch starts before this: the server's wish, or our back-off.
    var pausedUntil: ArchiveDate?
    /// Times in a row that it asked to slow down, and the newest fetch of before the last time.
    private(set) var backoff = 0
    private var backoffSequence = 0
    var budgets: [RateBudget] = []
    /// Number of the agenda's entry that counts, and its moment.
    var ticket = 0
    var turnAt: ArchiveDate?
    /// What was last given out to be remembered.
    var memory: HostMemory?
    /// True while it stands among those that may be forgotten.
    var isRetiring = false

    /// Name of a budget that comes from an earlier process.
    private static let rememberedBudget = "remembered"
    /// An allowance that is used up to this share, in percent, is used more slowly, up to so many seconds between fetches.
    static let usageThreshold = 75.0
    static let usagePause = 60.0
    /// An unreachable host is tried again after this many seconds at most.
    static let longestUnreachable = 60.0

    init(_ group: PaceGroup, nextStart: ArchiveDate, memory: HostMemory?) {
        (self.group, self.nextStart, self.memory) = (group, nextStart, memory)
        guard let memory else { return }
        self.nextStart = max(nextStart, memory.nextFetch)
        backoff = memory.backoff
        if let rate = memory.rate {
            budgets = [
                RateBudget(
                    name: Self.rememberedBudget, limit: nil, left: rate.remaining, reset: rate.reset, sequence: 0)
            ]
        }
    }

    /// The pace with what hosts ask for themselves.
    func effectivePace(general: HostPace) -> HostPace {
        var pace = pace ?? general
        if askedDelay > pace.delay { (pace.delay, pace.concurrency) = (askedDelay, 1) }
        return pace
    }

    /// When a further fetch may start; nil when nothing wants to, or when something has to end first.
    func readyAt(concurrency: Int) -> ArchiveDate? {
        guard !turns.isEmpty, underWay.count + claims < concurrency else { return nil }
        var moment = max(nextStart, pausedUntil ?? nextStart)
        for budget in budgets {
            guard let earliest = budget.earliest(lastStart: lastStart, waiting: waiting) else {
                // A new window of which nothing is known: one at a time asks.
                if underWay.isEmpty { continue }
                return nil
            }
            moment = max(moment, earliest)
        }
        return moment
    }

    /// True when its clock says anything that a new one would not.
    func matters(at now: ArchiveDate) -> Bool {
        !underWay.isEmpty || max(nextStart, pausedUntil ?? nextStart) > now
            || budgets.contains { $0.reset.map { $0 > now } ?? false }
    }

    // MARK: Events

    /// A host of its own pace, or with a wish of its own, is one of the group.
    mutating func admit(pace: HostPace?) {
        if let pace { self.pace = self.pace?.joined(with: pace) ?? pace }
    }

    /// A host asks for a least time between fetches; counted from the newest fetch on.
    mutating func ask(delay: Double) {
        guard delay > askedDelay else { return }
        askedDelay = delay
        if let lastStart { nextStart = max(nextStart, lastStart.adding(seconds: delay)) }
    }

    /// A fetch starts; returns its number.
    mutating func start(delay: Double, now: ArchiveDate) -> Int {
        sequence += 1
        underWay.append(sequence)
        lastStart = now
        nextStart = max(nextStart, now.adding(seconds: delay))
        for index in budgets.indices { budgets[index].left -= 1 }
        return sequence
    }

    /// New windows begin for the budgets whose moment has come.
    mutating func renewBudgets(now: ArchiveDate) {
        for index in budgets.indices { budgets[index].renew(now: now, underWay: underWay.count, sequence: sequence) }
        budgets.removeAll { $0.name == Self.rememberedBudget && $0.reset == nil }
    }

    /// A fetch did not take place after all.
    mutating func takeBack(_ number: Int) {
        underWay.removeAll { $0 == number }
        for index in budgets.indices { budgets[index].left += 1 }
    }

    /// A fetch is over.
    mutating func finish(_ number: Int, _ report: FetchReport, pace: HostPace, random: Double, now: ArchiveDate) {
        underWay.removeAll { $0 == number }
        hear(report.notice, number, now: now)
        var pause = pace.pause(after: report.seconds)
        if let usage = report.notice?.usage, usage >= Self.usageThreshold {
            pause = max(pause, min(1, (usage - Self.usageThreshold) / (100 - Self.usageThreshold)) * Self.usagePause)
        }
        nextStart = max(nextStart, now.adding(seconds: pause))
        switch report.signal {
        case .fine:
            // An answer from before the complaint says nothing about now.
            if number > backoffSequence { backoff = 0 }
            if let usage = report.notice?.usage, usage >= 100, let regain = report.notice?.regain {
                stayAway(seconds: regain, now: now)
            }
        case .slowDown(let retryAfter):
            countBackoff(number)
            let own = pace.backoff(count: backoff, retryAfter: nil) * (1 + pace.jitter * random)
            stayAway(seconds: askedPause(retryAfter, report.notice) ?? own, now: now)
        case .unreachable:
            countBackoff(number)
            let own = min(pace.backoff(count: backoff, retryAfter: nil), Self.longestUnreachable)
            nextStart = max(nextStart, now.adding(seconds: own * (1 + pace.jitter * random)))
        }
    }

    /// An answer asks to slow down while it is still on its way to the archive: nothing starts before `finish` has told the rest.
    mutating func heed(_ number: Int, _ report: FetchReport, pace: HostPace, now: ArchiveDate) {
        guard case .slowDown(let retryAfter) = report.signal else { return }
        countBackoff(number)
        stayAway(
            seconds: askedPause(retryAfter, report.notice) ?? pace.backoff(count: backoff, retryAfter: nil), now: now)
    }

    /// Several that were under way together are one complaint.
    private mutating func countBackoff(_ number: Int) {
        guard number > backoffSequence else { return }
        backoff += 1
        backoffSequence = sequence
    }

    private mutating func stayAway(seconds: Double, now: ArchiveDate) {
        let moment = now.adding(seconds: min(seconds, RateLimitNotice.longestReset))
        pausedUntil = max(pausedUntil ?? moment, moment)
    }

    /// How long the server itself asks to be left alone.
    private func askedPause(_ retryAfter: Int?, _ notice: RateLimitNotice?) -> Double? {
        let asked = [retryAfter.map { Double(max(0, $0)) }, notice?.retryAfter, notice?.regain].compactMap { $0 }.max()
        if let asked { return asked }
        return notice?.quotas.filter { ($0.remaining ?? 0) == 0 }.compactMap(\.reset).max()
            .map { $0 + RateBudget.slack }
    }

    /// Takes over what an answer says about quotas, unless a later request has been answered already.
    private mutating func hear(_ notice: RateLimitNotice?, _ number: Int, now: ArchiveDate) {
        guard let notice else { return }
        let unseen = sequence - number + underWay.count { $0 < number }
        let heard = notice.quotas.compactMap { $0.budget(now: now, sequence: number, unseen: unseen) }
        for budget in heard {
            guard let index = budgets.firstIndex(where: { $0.name == budget.name }) else {
                budgets.append(budget)
                continue
            }
            if number > budgets[index].sequence { budgets[index] = budget }
        }
        // What a new window's answers do not speak of is no longer; what an earlier process knew is known better now.
        budgets.removeAll { budget in
            (budget.name == Self.rememberedBudget && !heard.isEmpty)
                || (budget.reset == nil && number > budget.sequence)
        }
        // Whoever invents a new name for each answer must not fill the memory.
        if budgets.count > RateLimitNotice.mostQuotas {
            budgets.removeFirst(budgets.count - RateLimitNotice.mostQuotas)
        }
    }

    /// Takes over what another group, to which some of the hosts belonged until now, knew of them.
    mutating func inherit(_ other: GroupState) {
        admit(pace: other.pace)
        ask(delay: other.askedDelay)
        nextStart = max(nextStart, other.nextStart)
        if let moment = other.pausedUntil { pausedUntil = max(pausedUntil ?? moment, moment) }
        if let moment = other.lastStart { lastStart = max(lastStart ?? moment, moment) }
        backoff = max(backoff, other.backoff)
        for budget in other.budgets where !budgets.contains(where: { $0.name == budget.name }) {
            budgets.append(
                RateBudget(
                    name: budget.name, limit: budget.limit, left: budget.left, reset: budget.reset, sequence: sequence))
        }
    }
}
