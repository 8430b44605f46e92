// SPDX-License-Identifier: EUPL-1.2

/// A URL that a seed expands to.
package struct PlannedURL: Sendable, Hashable {
    /// As what a URL is fetched; `as:` in a profile.
    package enum Kind: String, Sendable, CaseIterable {
        /// A page of the site, captured with what it is made of.
        case page
        /// An answer of the platform's interface, mostly JSON.
        case api
        /// An image, a sound or a video.
        case media
        /// RSS or Atom.
        case feed
    }

    /// The whole URL without a fragment.
    package let url: String
    /// As what it is fetched.
    package let kind: Kind
    /// Whether a server may well not have it, so that its absence is no gap.
    package let isOptional: Bool
    /// The lane it belongs to; nil when the profile names none.
    package let lane: String?
    /// What is asked of it; nil for a plain GET.
    package let request: RequestContent?

    /// A URL with what is known of it.
    package init(
        url: String, kind: Kind, isOptional: Bool = false, lane: String? = nil, request: RequestContent? = nil
    ) {
        self.url = url
        self.kind = kind
        self.isOptional = isOptional
        self.lane = lane
        self.request = request
    }
}

/// A URL that an answer led to, by a rule of the profile.
package struct Discovery: Sendable, Hashable {
    /// How the URL hangs on the answer.
    package enum Relation: String, Sendable {
        /// The rule names it as something to fetch.
        case yield
        /// It continues the answer: the next page of the same list.
        case nextPage
        /// It is media of the answer.
        case media
    }

    /// The whole URL without a fragment; http or https.
    package let url: String
    /// As what it is fetched.
    package let kind: PlannedURL.Kind
    /// How it hangs on the answer.
    package let relation: Relation
    /// The rule that found it, for the log: `api[statuses].yields[2]`.
    package let rule: String
    /// Whether a server may well not have it, so that its absence is no gap.
    package let isOptional: Bool
    /// For a next page: the most pages of one list, counted from its first; nil for as many as there are.
    package let maxPages: Int?
    /// The lane it belongs to; nil for that of the answer it was found in.
    package let lane: String?
    /// What is asked of it; nil for a plain GET.
    package let request: RequestContent?
    /// The id of the post that it belongs to; nil when it belongs to none.
    package let post: String?
    /// Whether it leads to posts of others around that post.
    package let isContext: Bool

    /// A URL with what is known of it.
    package init(
        url: String, kind: PlannedURL.Kind, relation: Relation, rule: String, isOptional: Bool = false,
        maxPages: Int? = nil, lane: String? = nil, request: RequestContent? = nil, post: String? = nil,
        isContext: Bool = false
    ) {
        self.url = url
        self.kind = kind
        self.relation = relation
        self.rule = rule
        self.isOptional = isOptional
        self.maxPages = maxPages
        self.lane = lane
        self.request = request
        self.post = post
        self.isContext = isContext
    }
}
