// SPDX-License-Identifier: EUPL-1.2

import DequeModule

/// The order in which queues are served: accounts in turn, and of an account its queues in turn. All in constant time.
struct FairTurns: Sendable {
    private struct Place: Sendable {
        /// Tells the entry in `order` that counts.
        let ticket: Int
        var queues: Deque<Int>
    }

    private var order: Deque<(account: Int, ticket: Int)> = []
    private var places: [Int: Place] = [:]
    private var lastTicket = 0

    /// True when no queue has a place.
    var isEmpty: Bool { places.isEmpty }

    /// Gives a queue a place: the last of its account, or the very next turn.
    mutating func insert(_ queue: Int, of account: Int, first: Bool = false) {
        if first {
            var queues = places[account]?.queues ?? []
            queues.prepend(queue)
            lastTicket += 1
            places[account] = Place(ticket: lastTicket, queues: queues)
            order.prepend((account, lastTicket))
        } else if places[account] != nil {
            places[account]?.queues.append(queue)
        } else {
            lastTicket += 1
            places[account] = Place(ticket: lastTicket, queues: [queue])
            order.append((account, lastTicket))
        }
    }

    /// Takes the queue whose turn it is; its account goes to the end when more of its queues have a place.
    mutating func next() -> Int? {
        while let (account, ticket) = order.popFirst() {
            guard var place = places[account], place.ticket == ticket else { continue }
            let queue = place.queues.popFirst()
            if place.queues.isEmpty {
                places[account] = nil
            } else {
                places[account] = place
                order.append((account, ticket))
            }
            if let queue { return queue }
        }
        return nil
    }

    /// Takes a queue's place away; costs as much as its account has queues here.
    mutating func remove(_ queue: Int, of account: Int) {
        places[account]?.queues.removeAll { $0 == queue }
        if places[account]?.queues.isEmpty == true { places[account] = nil }
    }
}
