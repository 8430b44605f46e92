// SPDX-License-Identifier: EUPL-1.2

/// What robots.txt counts for in a crawl.
package enum RobotsPolicy: String, Sendable, Codable, CaseIterable {
    /// Nothing that it forbids is fetched.
    case obey
    /// It binds for pages; images, style sheets and media of a page are fetched without asking. The default.
    case requisitesExempt = "requisites-exempt"
    /// It is not asked.
    case ignore

    /// True if robots.txt has a say about an address that was reached in this way.
    package func binds(_ hops: HopPath) -> Bool {
        switch self {
        case .obey: true
        case .requisitesExempt: hops.trailingEmbeds == 0
        case .ignore: false
        }
    }
}
