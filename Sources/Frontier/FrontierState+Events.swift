// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Collection
import DequeModule

extension FrontierState {
    // MARK: URLs

    /// URLs entered the ledger, by queue.
    package mutating func added(_ counts: [URLQueue: Int], now: ArchiveDate) {
        for (key, count) in counts where count > 0 {
            let queue = index(of: key, now: now)
            queues[queue].inStore += count
            if queues[queue].claim != .none { queues[queue].addedMeanwhile += count }
            queues[queue].nextDue = nil
            queues[queue].ticket = 0
            self.count(queue, waiting: count)
            if queues[queue].wantsEarlyClaim {
                queues[queue].isWishing = true
                wishes.append(queue)
            }
            giveTurn(queue)
            // More that waits may mean that what a server grants has to be spread.
            schedule(queues[queue].group)
        }
    }

    /// The answer to `.load`.
    package mutating func loaded(_ key: URLQueue, _ claimed: ClaimedURLs, now: ArchiveDate) {
        guard let queue = queueIndex[key], queues[queue].claim != .none else { return }
        let wasInTurn = queues[queue].claim == .inTurn
        if !wasInTurn, queues[queue].window.isEmpty {
            // The host was faster than the ledger.
            queues[queue].windowSize = min(queues[queue].windowSize * 2, QueueState.largestWindow)
        }
        queues[queue].claim = .none
        loading -= 1
        if wasInTurn {
            groups[queues[queue].group].claims -= 1
            turnClaims -= 1
        }
        let stored = queues[queue].inStore
        queues[queue].window.append(contentsOf: claimed.urls)
        held += claimed.urls.count
        queues[queue].inStore = max(0, stored - claimed.urls.count)
        queues[queue].nextDue = queues[queue].addedMeanwhile > 0 ? nil : claimed.nextDue
        // Nothing there and nothing to come: the count was too high. What was added after the claim was answered stays.
        if claimed.urls.isEmpty, claimed.nextDue == nil { queues[queue].inStore = queues[queue].addedMeanwhile }
        count(queue, waiting: claimed.urls.count + queues[queue].inStore - stored)
        giveTurn(queue, first: wasInTurn)
        schedule(queues[queue].group)
        retireIfOver(queue, now: now)
    }

    /// A fetch that `.start` asked for is over. `random`, from 0 up to 1, makes back-offs differ.
    package mutating func finished(_ url: QueuedURL, _ report: FetchReport, random: Double, now: ArchiveDate) {
        guard let flight = flights.removeValue(forKey: url.id) else { return }
        let pace = pace(of: flight.group)
        queues[flight.queue].running -= 1
        groups[flight.group].finish(flight.number, report, pace: pace, random: random, now: now)
        if report.signal != .fine { queues[flight.queue].windowSize = QueueState.smallestWindow }
        touched.insert(flight.group)
        schedule(flight.group)
        retireIfOver(flight.queue, now: now)
    }

    /// A fetch that `.start` asked for has an answer that asks to slow down; `finished` comes when the answer is stored.
    package mutating func complained(_ url: QueuedURL, _ report: FetchReport, now: ArchiveDate) {
        guard let flight = flights[url.id] else { return }
        groups[flight.group].heed(flight.number, report, pace: pace(of: flight.group), now: now)
        touched.insert(flight.group)
        schedule(flight.group)
    }

    /// A URL that `.start` handed out is not fetched now: the group's clock is as if it had not been started.
    package mutating func putBack(_ url: QueuedURL, now: ArchiveDate) {
        guard let flight = flights.removeValue(forKey: url.id) else { return }
        queues[flight.queue].running -= 1
        groups[flight.group].takeBack(flight.number)
        groups[flight.group].nextStart = flight.nextStartBefore
        schedule(flight.group)
        retireIfOver(flight.queue, now: now)
    }

    // MARK: Hosts and accounts

    /// A host asks for a least time between fetches, in seconds; counted from its group's newest fetch on.
    package mutating func setAskedDelay(_ delay: Double, of host: String) {
        guard let group = hosts[host]?.group else { return }
        groups[group].ask(delay: delay)
        schedule(group)
    }

    /// A host turns out to belong to another group: its address is known now. The group takes over what the old one knew.
    package mutating func move(_ host: String, to key: PaceGroup, now: ArchiveDate) {
        guard let state = hosts[host], groups[state.group].group != key else { return }
        let (old, new) = (state.group, index(of: key, pace: state.manners.pace, now: now))
        groups[new].inherit(groups[old])
        groups[new].admit(pace: state.manners.pace)
        hosts[host]?.group = new
        movedHosts[host] = key
        // What runs counts in its new group from now on.
        for (id, flight) in flights where state.queues.contains(flight.queue) {
            groups[old].underWay.removeAll { $0 == flight.number }
            groups[new].sequence += 1
            groups[new].underWay.append(groups[new].sequence)
            flights[id]?.group = new
            flights[id]?.number = groups[new].sequence
        }
        for queue in state.queues {
            let hadTurn = queues[queue].hasTurn
            takeTurnAway(queue)
            let waiting = queues[queue].waiting
            groups[old].waiting -= waiting
            groups[new].waiting += waiting
            groups[old].queueCount -= 1
            groups[new].queueCount += 1
            if queues[queue].claim == .inTurn {
                groups[old].claims -= 1
                groups[new].claims += 1
            }
            queues[queue].group = new
            if hadTurn { giveTurn(queue) }
        }
        schedule(old)
        schedule(new)
        if groups[old].queueCount == 0 { retireLater(old) }
    }

    /// An account is left alone until a moment; a later pause goes before an earlier one.
    package mutating func pause(_ pause: AccountPause, now: ArchiveDate) {
        let account = index(ofAccount: pause.account)
        guard pause.until > max(now, accounts[account].pause?.until ?? now) else { return }
        accounts[account].pause = pause
        accounts[account].ticket = agenda.insert(.account(account), at: pause.until)
        for queue in accounts[account].queues.sorted() {
            takeTurnAway(queue)
            queues[queue].isPaused = true
            schedule(queues[queue].group)
        }
    }

    mutating func endPause(_ account: Int) {
        accounts[account].pause = nil
        for queue in accounts[account].queues.sorted() {
            queues[queue].isPaused = false
            giveTurn(queue)
        }
    }

    // MARK: Meeting and forgetting

    private mutating func index(of key: URLQueue, now: ArchiveDate) -> Int {
        if let known = queueIndex[key] { return known }
        let account = index(ofAccount: key.account)
        let group = index(ofHost: key.host, now: now)
        var state = QueueState(key: key, account: account, group: group)
        state.isPaused = accounts[account].pause != nil
        let queue = queues.insert(state)
        queueIndex[key] = queue
        accounts[account].queues.insert(queue)
        hosts[key.host]?.queues.insert(queue)
        groups[group].queueCount += 1
        return queue
    }

    private mutating func index(ofAccount name: String) -> Int {
        if let known = accountIndex[name] { return known }
        let account = accounts.insert(AccountState(name: name))
        accountIndex[name] = account
        return account
    }

    private mutating func index(ofHost host: String, now: ArchiveDate) -> Int {
        if let known = hosts[host] { return known.group }
        let manners = manners(host)
        let group = index(of: movedHosts[host] ?? manners.group, pace: manners.pace, now: now)
        groups[group].admit(pace: manners.pace)
        hosts[host] = HostState(group: group, manners: manners)
        return group
    }

    private mutating func index(of key: PaceGroup, pace: HostPace?, now: ArchiveDate) -> Int {
        if let known = groupIndex[key] { return known }
        forgetGroups(now: now)
        let nextStart = resumedAt.map { max(now, $0.adding(seconds: (pace ?? generalPace).delay)) } ?? now
        let memory = remembered.removeValue(forKey: key.key).flatMap { $0.counts(at: now) ? $0 : nil }
        let group = groups.insert(GroupState(key, nextStart: nextStart, memory: memory))
        groupIndex[key] = group
        return group
    }

    private mutating func retireIfOver(_ queue: Int, now: ArchiveDate) {
        guard queues[queue].isOver else { return }
        let (key, account, group) = (queues[queue].key, queues[queue].account, queues[queue].group)
        takeTurnAway(queue)
        queueIndex[key] = nil
        queues.remove(queue)
        accounts[account].queues.remove(queue)
        hosts[key.host]?.queues.remove(queue)
        if hosts[key.host]?.queues.isEmpty == true { hosts[key.host] = nil }
        groups[group].queueCount -= 1
        if groups[group].queueCount == 0 { retireLater(group) } else { schedule(group) }
    }

    private mutating func retireLater(_ group: Int) {
        schedule(group)
        guard !groups[group].isRetiring else { return }
        groups[group].isRetiring = true
        retirees.append(group)
    }

    /// Each group that comes pays for a look at two that are without work; those whose clocks still mean something stay in line.
    private mutating func forgetGroups(now: ArchiveDate) {
        for _ in 0..<2 {
            guard let group = retirees.popFirst() else { return }
            if groups[group].queueCount > 0 {
                groups[group].isRetiring = false
            } else if groups[group].matters(at: now) || touched.contains(group) {
                retirees.append(group)
            } else {
                groupIndex[groups[group].group] = nil
                groups.remove(group)
            }
        }
    }
}
