// SPDX-License-Identifier: EUPL-1.2

/// What a `data-` attribute holds, by the habits of lazy loaders, endless lists and component frameworks.
enum HTMLDataAttribute: Equatable {
    case link(Link.Kind)
    /// A `srcset` value.
    case set
    /// CSS with `url()`.
    case style
    /// A state or the properties of a component (older Mastodon: `data-props`).
    case json

    /// Nil for the many that hold no link.
    init?(_ name: String, of element: String, _ value: UnsafeBufferPointer<UInt8>) {
        guard value.count >= 3 else { return nil }
        if value[0] == UInt8(ascii: "{") || (value[0] == UInt8(ascii: "[") && value[1] != UInt8(ascii: "]")) {
            self = .json
        } else if Self.sets.contains(name) {
            self = .set
        } else if Self.media.contains(name) {
            if value.starts(with: Array("url(".utf8)) {
                self = .style
            } else if JSONValue.isOneWord(value) {
                self = .link(element == "iframe" ? .frame : .embed)
            } else {
                return nil
            }
        } else if Self.next.contains(name) {
            guard JSONValue.isAbsolute(value) || JSONValue.isPlainlyRelative(value) else { return nil }
            self = .link(.nextPage)
        } else if name == "data-href", JSONValue.isOneWord(value) {
            self = .link(.navigation)
        } else {
            guard JSONValue.isAbsolute(value) || JSONValue.isPlainlyRelative(value), JSONValue.isOneWord(value),
                FileExtension.isRequisite(JSONValue.path(String(decoding: value.prefix(4096), as: UTF8.self)))
            else { return nil }
            self = .link(.embed)
        }
    }

    private static let sets: Set<String> = ["data-srcset", "data-lazy-srcset", "data-original-set", "data-bgset"]
    private static let media: Set<String> = [
        "data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-bg", "data-background",
        "data-background-image", "data-bg-image", "data-poster", "data-thumb", "data-image", "data-echo",
        "data-large_image", "data-full-src", "data-hi-res-src", "data-retina",
    ]
    private static let next: Set<String> = [
        "data-next-url", "data-next-page-url", "data-next-page", "data-next", "data-next-href", "data-load-more-url",
    ]
}

/// Class names that mark the link to the next part of a list.
enum NextPageName {
    /// True for `next`, `pagination-next`, `next_page`, `nextPage`, `load-more`; not for `nextcloud`.
    static func matches(_ token: String) -> Bool {
        guard token.contains("next") || token.contains("load") else { return false }
        if token.contains("load-more") || token.contains("loadmore") || token.contains("load_more") { return true }
        if token == "nextpage" || token == "nextpostslink" || token == "nextlink" { return true }
        return token.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == ":" }).contains("next")
    }
}
