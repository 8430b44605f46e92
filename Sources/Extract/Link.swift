// SPDX-License-Identifier: EUPL-1.2

package import WebURL

/// One reference found in a response: where it leads, what it is for, and where it stood.
package struct Link: Sendable, Hashable {
    /// What a reference asks of the crawler, from weakest to strongest.
    ///
    /// When one URL is found twice in a body the stronger kind is kept, so that a page requisite is never taken
    /// for something to visit later.
    package enum Kind: String, Sendable, CaseIterable, Comparable {
        /// A place to go to: `<a href>`, a canonical or alternate address, a URL in a JSON answer.
        case navigation
        /// A page listed in a sitemap.
        case sitemapEntry
        /// A feed of the page: RSS, Atom, JSON Feed or an ActivityPub document.
        case feed
        /// A sitemap named by a sitemap index.
        case sitemap
        /// A document shown inside the page: `<iframe>`, `<frame>`, an embedded player. A requisite that has requisites.
        case frame
        /// A page requisite: image, style sheet, script, font, sound, video.
        case embed
        /// The next part of the same list (RFC 5005, RFC 8288 `rel=next`, "load more").
        case nextPage
        /// A `Refresh` header or `<meta http-equiv=refresh>`.
        case refresh
        /// The `Location` of a 3xx answer.
        case redirect

        package static func < (left: Kind, right: Kind) -> Bool { left.strength < right.strength }

        /// Position in the order of the cases, from 0 (weakest).
        package var strength: Int {
            switch self {
            case .navigation: 0
            case .sitemapEntry: 1
            case .feed: 2
            case .sitemap: 3
            case .frame: 4
            case .embed: 5
            case .nextPage: 6
            case .refresh: 7
            case .redirect: 8
            }
        }
    }

    /// The absolute http(s) address, without fragment.
    package var url: WebAddress
    /// What the reference is for.
    package var kind: Kind
    /// Where it stood: `img/@srcset`, `link[stylesheet]/@href`, `css/url()`, `json:media.preview_url`, `Link[next]`.
    package var context: String

    /// A reference with all its parts.
    package init(url: WebAddress, kind: Kind, context: String) {
        self.url = url
        self.kind = kind
        self.context = context
    }
}
