// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
package import Collection

extension FrontierState {
    /// The clocks that have to be written down, by the keys of their groups: call it after events, often enough that a kill in
    /// between loses no server's wish. Most fetches change nothing of it.
    package mutating func takeMemories(now: ArchiveDate) -> [(key: String, memory: HostMemory)] {
        guard !touched.isEmpty else { return [] }
        var changes: [(String, HostMemory)] = []
        for group in touched where groups.has(group) {
            let delay = pace(of: group).delay
            if let memory = groups[group].memoryToWrite(delay: delay, now: now) {
                changes.append((groups[group].group.key, memory))
            }
        }
        touched.removeAll(keepingCapacity: true)
        return changes
    }

    /// Who wants to be left alone, and until when.
    package struct Rest: Sendable, Hashable {
        /// A group of hosts or an account.
        package let who: String
        package let until: ArchiveDate
        /// For people.
        package let reason: String
        /// URLs that wait for it.
        package let waiting: Int
    }

    /// All that keeps waiting URLs from being fetched at this moment, the earliest end first. Looks at every group and account.
    package func rests(now: ArchiveDate) -> [Rest] {
        var rests: [Rest] = []
        for index in accounts.indices {
            guard let pause = accounts[index].pause, pause.until > now else { continue }
            let waiting = accounts[index].queues.reduce(0) { $0 + queues[$1].waiting }
            guard waiting > 0 else { continue }
            rests.append(
                Rest(who: "account \(pause.account)", until: pause.until, reason: pause.reason, waiting: waiting))
        }
        for index in groups.indices where groups[index].waiting > 0 {
            let group = groups[index]
            if let until = group.pausedUntil, until > now {
                rests.append(
                    Rest(who: group.group.name, until: until, reason: "asked to slow down", waiting: group.waiting))
            } else if let until = group.budgets.filter({ $0.left <= 0 }).compactMap(\.reset).max(), until > now {
                rests.append(
                    Rest(who: group.group.name, until: until, reason: "quota used up", waiting: group.waiting))
            } else if let until = groups[index].turnAt, until > now {
                rests.append(Rest(who: group.group.name, until: until, reason: "pace", waiting: group.waiting))
            }
        }
        for index in queues.indices {
            let queue = queues[index]
            guard !queue.isPaused, queue.window.isEmpty, queue.inStore > 0, let due = queue.nextDue, due > now else {
                continue
            }
            rests.append(
                Rest(who: queue.key.host, until: due, reason: "to be tried again", waiting: queue.inStore))
        }
        return rests.sorted { ($0.until, $0.who) < ($1.until, $1.who) }
    }
}
