// SPDX-License-Identifier: EUPL-1.2

/// What a matched seed is; `kind:` in `match:`.
package enum SeedKind: String, Sendable, CaseIterable {
    case profile, post, thread, listing, feed, page, story, media, search, tag, collection
}

/// Which seeds belong to a platform: a handle form, or a URL pattern with the hosts it holds for.
package struct MatchRule: Sendable, Hashable {
    /// How a seed is written.
    package enum Form: Sendable, Hashable {
        case url(URLPattern)
        /// For example `@{user}@{host}`.
        case handle(URLPattern)
    }

    package let kind: SeedKind
    package let form: Form
    /// The hosts for which the rule says by itself that a seed is of this platform; empty when any host can be.
    package let hosts: [HostPattern]

    /// The placeholders that a match fills, with those that every match has.
    package var names: Set<String> {
        switch form {
        case .url(let pattern), .handle(let pattern):
            Set(pattern.names).union(["scheme", "host", "authority", "origin", "url"])
        }
    }
}

/// One URL that a seed expands to.
package struct SeedRule: Sendable, Hashable {
    package let url: URLTemplate
    package let kind: PlannedURL.Kind
    /// The kinds of seed that have it; empty for all.
    package let seedKinds: [SeedKind]
    package let isOptional: Bool
}

/// How a list goes on.
package enum NextRule: Sendable, Hashable {
    /// The `Link` header field with this relation (RFC 8288).
    case linkHeader(relation: String)
    /// An `<a>` or `<link>` whose `rel` has this word.
    case htmlRelation(String)
    /// The attribute `take` of an element whose other attribute has a text in it.
    case htmlElement(name: String, attribute: String, contains: String, take: String)
    /// A value of the JSON answer, put into the template as `{value}`; without a template it is the URL.
    case json(JSONPointer, URLTemplate?)
}

/// One kind of page, and how it continues.
package struct PageRule: Sendable, Hashable {
    package let kind: PageKind
    package let url: URLPattern
    package let next: [NextRule]
    package let maxPages: Int?
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

/// What one answer of the platform's interface leads to.
package struct APIRule: Sendable, Hashable {
    package let name: String
    package let on: URLPattern
    package let next: [NextRule]
    package let maxPages: Int?
    package let yields: [YieldRule]
}

/// URLs made out of a JSON answer.
package struct YieldRule: Sendable, Hashable {
    /// The values that the other pointers start from; the whole document unless said otherwise.
    package let each: JSONPointer
    /// Where `{value}` is, or several places; all of them count.
    package let from: [JSONPointer]
    /// Of several places take only the first that has a value: the best rendition.
    package let prefer: [JSONPointer]
    /// Other values for the template, by name.
    package let with: [String: JSONPointer]
    /// Only where one of these is there and not null, false, zero or empty; empty for everywhere.
    package let condition: [JSONPointer]
    /// Not where one of these is there and not null, false, zero or empty.
    package let exception: [JSONPointer]
    /// The URL; without it the value is one, relative to the answer's.
    package let url: URLTemplate?
    package let kind: PlannedURL.Kind
    package let isOptional: Bool
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

/// How an answer looks that is a wall. All conditions that are given must hold; of a list, one.
package struct WallRule: Sendable, Hashable {
    package let wall: Wall
    package let statuses: [ClosedRange<Int>]
    package let url: [URLPattern]
    package let redirectTo: [URLPattern]
    /// Texts in the first part of the body, in lower case.
    package let body: [String]
}

/// A wall that was met: its kind is the outcome, its name the detail.
package struct Wall: Sendable, Hashable, CustomStringConvertible {
    /// The kinds of wall in the closed list of outcomes (design.md §4.7).
    package enum Kind: String, Sendable, CaseIterable {
        case login, consent, captcha, challenge
    }

    package let kind: Kind
    package let name: String

    package var description: String { "\(kind.rawValue): \(name)" }
}
