// SPDX-License-Identifier: EUPL-1.2

package import Collection

/// What a process did for one account, for those who watch.
package struct AccountTotals: Sendable, Hashable {
    /// Ended URLs by outcome.
    package var outcomes: [Outcome: Int] = [:]
    /// URLs that are to be tried again.
    package var retries = 0
    package var bytes: Int64 = 0

    package init() {}

    mutating func add(_ other: AccountTotals) {
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        retries += other.retries
        bytes += other.bytes
    }
}
