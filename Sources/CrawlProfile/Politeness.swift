// SPDX-License-Identifier: EUPL-1.2

/// How polite a platform wants its visitors to be. Durations are in milliseconds.
package struct Politeness: Sendable, Hashable {
    /// What robots.txt means; the raw values are those of `--robots`.
    package enum Robots: String, Sendable, CaseIterable {
        case obey
        case requisitesExempt = "requisites-exempt"
        case ignore
    }

    /// What a pace holds for: one host, all hosts of a registrable domain, or all that share an address.
    package enum Group: String, Sendable, CaseIterable {
        case host, domain, address
    }

    /// What the delay and the concurrency hold for.
    package var group: Group = .host
    /// The least time between the starts of two requests to one host.
    package var delay: Int = 1000
    /// The most requests under way to one host, 1 to 32.
    package var concurrency: Int = 1
    /// What robots.txt means here; nil leaves it to the command line.
    package var robots: Robots?
    /// The longest `Retry-After` that is waited for within a run.
    package var retryAfterCap: Int = 900_000
    /// How often one URL is tried again, 0 to 20.
    package var maxRetries: Int = 4
    /// The wait before the first new try.
    package var backoffFirst: Int = 2000
    /// By what each further wait is longer, 1 to 10.
    package var backoffFactor: Int = 2
    /// The longest wait between two tries.
    package var backoffCap: Int = 300_000

    /// The values for a platform that says nothing.
    package init() {}
}
