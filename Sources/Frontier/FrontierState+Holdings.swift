// SPDX-License-Identifier: EUPL-1.2

import Collection

extension FrontierState {
    /// What the state holds in memory, for tests and for those who watch a crawl.
    package struct Holdings: Sendable, Hashable {
        /// Claimed URLs; all others are in the ledger.
        package let urls: Int
        package let queues, groups, accounts: Int
        package let agendaEntries: Int
        /// About so many bytes, without the texts of the claimed URLs.
        package let bytes: Int
    }

    package var holdings: Holdings {
        // A key of a dictionary, its value, and room for growth.
        let indexEntry = 2 * (MemoryLayout<URLQueue>.stride + MemoryLayout<Int>.stride)
        let names = queueIndex.keys.reduce(0) { $0 + $1.host.utf8.count + $1.account.utf8.count }
        return Holdings(
            urls: held, queues: queues.count, groups: groups.count, accounts: accounts.count,
            agendaEntries: agenda.count,
            bytes: names + held * MemoryLayout<QueuedURL>.stride
                + queues.count * (MemoryLayout<QueueState>.stride + indexEntry)
                + groups.count * (MemoryLayout<GroupState>.stride + MemoryLayout<RateBudget>.stride + indexEntry)
                + hosts.count * (MemoryLayout<HostState>.stride + indexEntry)
                + accounts.count * (MemoryLayout<AccountState>.stride + indexEntry)
                + agenda.count * MemoryLayout<Agenda.Entry>.stride)
    }
}
