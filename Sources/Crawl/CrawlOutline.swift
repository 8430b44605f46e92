// SPDX-License-Identifier: EUPL-1.2

import Collection
import CrawlProfile
import Frontier
import Scope

/// What a crawl would do for one seed, in words: nothing is fetched or written to find out.
package struct CrawlOutline: Sendable, Hashable {
    package let seed, account, profile: String
    /// How far links are followed, what robots.txt counts for, and how gently hosts are asked.
    package let scope, robots, pace: String
    /// The URLs that are fetched first, with what they are taken for.
    package let urls: [String]

    /// One outline per seed.
    ///
    /// - Throws: a `Diagnostic` for a seed or profile that can't be used.
    package static func outlines(of settings: CrawlSettings) throws -> [CrawlOutline] {
        try settings.seeds.map { seed in
            let plan = try AccountPlan(seed, settings: settings)
            return CrawlOutline(
                seed: seed.text, account: plan.account, profile: "\(plan.profile.name) \(plan.profile.version)",
                scope: plan.scopeMode.rawValue, robots: plan.robots.rawValue,
                pace: "\(plan.pace.delay) s between fetches, \(plan.pace.concurrency) at a time per host",
                urls: plan.seeds.map { "\($0.kind.rawValue) \($0.url)" })
        }
    }
}
