// SPDX-License-Identifier: EUPL-1.2

/// Posts, or media, by what became of them. Each is counted in one of the fields from `captured` on.
package struct PostCounts: Sendable, Hashable {
    /// All that were seen.
    package var found = 0
    /// Their own address is held.
    package var captured = 0
    /// Of the captured ones: those of which the newest fetch said that nothing changed.
    package var unchanged = 0
    /// Of the captured ones: those that were no longer there at the newest fetch.
    package var laterGone = 0
    /// They have no address of their own that was asked for, and the answer that shows them is held.
    package var inAnswer = 0
    /// Outside the period, and therefore not asked for.
    package var outOfPeriod = 0
    /// They are in the frontier.
    package var waiting = 0
    /// They have an address or none, and nothing that shows them is held.
    package var notAsked = 0
    /// Those that came to something else, by outcome.
    package var ended: [Outcome: Int] = [:]
    /// Of `waiting`, `notAsked` and `ended`: those of which an answer that shows them is held.
    package var missingButShown = 0
    /// Without a time.
    package var undated = 0

    package init() {}

    package var held: Int { captured + inAnswer }
    package var inPeriod: Int { found - outOfPeriod }
    package var missing: Int { waiting + notAsked + ended.values.reduce(0, +) }

    /// Those that ended with an outcome of that kind.
    package func ended(_ kind: Outcome.Kind) -> Int {
        ended.reduce(0) { $0 + ($1.key.kind == kind ? $1.value : 0) }
    }

    package static func + (left: PostCounts, right: PostCounts) -> PostCounts {
        var sum = left
        sum.found += right.found
        sum.captured += right.captured
        sum.unchanged += right.unchanged
        sum.laterGone += right.laterGone
        sum.inAnswer += right.inAnswer
        sum.outOfPeriod += right.outOfPeriod
        sum.waiting += right.waiting
        sum.notAsked += right.notAsked
        sum.ended.merge(right.ended, uniquingKeysWith: +)
        sum.missingButShown += right.missingButShown
        sum.undated += right.undated
        return sum
    }
}

/// Addresses by what they are for and how they ended.
package struct AddressCounts: Sendable, Hashable {
    /// Those that ended, by outcome.
    package var outcomes: [CaptureKind: [Outcome: Int]] = [:]
    /// Those that wait or are being fetched.
    package var waiting: [CaptureKind: Int] = [:]

    package init() {}

    package var waitingCount: Int { waiting.values.reduce(0, +) }

    /// Over all kinds, robots.txt left aside.
    package var byOutcome: [Outcome: Int] {
        outcomes.reduce(into: [:]) { sum, entry in
            if entry.key != .robots { sum.merge(entry.value, uniquingKeysWith: +) }
        }
    }

    /// The same in one number for an outcome's kind.
    package func count(_ kind: Outcome.Kind) -> Int {
        byOutcome.reduce(0) { $0 + ($1.key.kind == kind ? $1.value : 0) }
    }
}
