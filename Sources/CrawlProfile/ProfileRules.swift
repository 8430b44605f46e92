// SPDX-License-Identifier: EUPL-1.2

/// What a matched seed is; `kind:` in `match:`.
package enum SeedKind: String, Sendable, CaseIterable {
    case profile, post, thread, listing, feed, page, story, media, search, tag, collection
}

/// One kind of page, and how it continues.
package struct PageRule: Sendable, Hashable {
    package let kind: PageKind
    package let url: URLPattern
    package let next: [NextRule]
    package let maxPages: Int?
    /// The lane of its next pages; nil for that of the page itself.
    package let lane: String?
}

/// What a URL is to its platform; `kind:` in `page:`, and three kinds that follow from the other rules.
package enum PageKind: String, Sendable, CaseIterable {
    case profile, post, thread, listing, feed
    /// A page that `follow:` names.
    case other
    /// An answer of the platform's interface, named in `api:`.
    case api
    /// Named in `media:`.
    case media
    /// Named in `ignore:` or in `media: exclude:`.
    case ignored

    /// The kinds that a `page:` rule may give.
    static let ofRules: [PageKind] = [.profile, .post, .thread, .listing, .feed, .other]
}

/// What is media.
package struct MediaRules: Sendable, Hashable {
    /// URLs that are media whatever they are linked from.
    package let urls: [URLPattern]
    /// URLs that are not fetched as media.
    package let exclude: [URLPattern]
    /// Attributes of elements that hold media URLs.
    package let attributes: [AttributeRule]
    /// URLs of a better rendition, made from those of a lesser one.
    package let renditions: [RenditionRule]

    /// An attribute that holds a media URL, on pages that match.
    package struct AttributeRule: Sendable, Hashable {
        package let element: String
        package let attribute: String
        package let on: URLPattern?
    }

    /// A better rendition of a medium.
    package struct RenditionRule: Sendable, Hashable {
        package let from: URLPattern
        package let best: URLTemplate
    }
}

/// A header field of requests.
package struct HeaderRule: Sendable, Hashable {
    package let name: String
    package let value: String
    /// The kinds of request that carry it; empty for all.
    package let kinds: [PlannedURL.Kind]
    /// The lane whose requests carry it; nil for all.
    package let lane: String?
}
