// SPDX-License-Identifier: EUPL-1.2

/// How far a crawl goes from its seeds.
package enum ScopeMode: String, Sendable, Codable, CaseIterable {
    /// The seeds and their requisites.
    case page
    /// What lies under the seed: `/nieuws` takes `/nieuws?p=2` and `/nieuws/a`, `/a/index.html` takes all of `/a/`.
    case prefix
    /// The seed's host; `www.` before it makes no difference.
    case host
    /// The seed's host without `www.` and all hosts under it.
    ///
    /// The registrable domain is not looked for: that needs the public suffix list, and without it the parent of
    /// `minister.example.com` may be everyone's. A seed on the domain itself takes all of it.
    case domain
}
