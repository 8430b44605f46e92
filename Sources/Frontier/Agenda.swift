// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HeapModule

/// What is to be looked at when, the earliest first; of equal moments the one that was entered first.
struct Agenda: Sendable {
    /// What an entry is about, by its index.
    enum Item: Sendable, Hashable {
        /// A group may start a fetch.
        case group(Int)
        /// URLs of a queue fall due in the ledger.
        case queue(Int)
        /// An account's pause ends.
        case account(Int)
    }

    struct Entry: Comparable, Sendable {
        let at: ArchiveDate
        let ticket: Int
        let item: Item

        static func < (left: Entry, right: Entry) -> Bool { (left.at, left.ticket) < (right.at, right.ticket) }
    }

    private var heap = Heap<Entry>()
    private var lastTicket = 0

    var first: Entry? { heap.min }
    var count: Int { heap.count }

    /// Enters an item; an older entry of the same item no longer counts when its owner keeps the new ticket.
    mutating func insert(_ item: Item, at moment: ArchiveDate) -> Int {
        lastTicket += 1
        heap.insert(Entry(at: moment, ticket: lastTicket, item: item))
        return lastTicket
    }

    mutating func removeFirst() { _ = heap.popMin() }

    /// Drops the entries that no longer count.
    mutating func sweep(keeping counts: (Entry) -> Bool) { heap = Heap(heap.unordered.filter(counts)) }
}
