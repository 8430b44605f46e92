// SPDX-License-Identifier: EUPL-1.2

/// Which attributes of feeds, sitemaps and their extensions hold URLs.
///
/// Sources: RSS 2.0, RFC 4287 (Atom), RFC 5005 (paged and archived feeds), Media RSS 1.5, sitemaps.org, OPML 2.0.
enum XMLElementRules {
    /// One URL in an attribute.
    struct Found {
        let value: UnsafeBufferPointer<UInt8>
        let kind: Link.Kind
        let context: String
    }

    static func links(_ name: XMLName, _ attributes: XMLAttributes, root: String) -> [Found] {
        if name.namespace == "http://www.w3.org/1999/xhtml" { return xhtml(name, attributes) }
        switch name.local {
        case "link": return link(attributes)
        case "enclosure": return found(attributes, "url", .embed, "enclosure/@url")
        case "content":
            return found(attributes, "url", .embed, "media:content/@url")
                + found(attributes, "src", .embed, "content/@src")
        case "thumbnail", "peerLink", "subTitle", "transcript":
            return found(attributes, "url", .embed, name.local + "/@url")
                + found(attributes, "href", .embed, name.local + "/@href")
        case "player": return found(attributes, "url", .frame, "media:player/@url")
        case "image": return found(attributes, "href", .embed, "itunes:image/@href")
        case "cover": return found(attributes, "image", .embed, "cover/@image")
        case "source": return root == "rss" ? found(attributes, "url", .feed, "source/@url") : []
        case "outline":
            return found(attributes, "xmlUrl", .feed, "outline/@xmlUrl")
                + found(attributes, "htmlUrl", .navigation, "outline/@htmlUrl")
        case "Initialization", "RepresentationIndex":
            return found(attributes, "sourceURL", .embed, name.local + "/@sourceURL")
        case "SegmentURL": return found(attributes, "media", .embed, "SegmentURL/@media")
        default: return []
        }
    }

    private static func link(_ attributes: XMLAttributes) -> [Found] {
        guard let href = attributes.bytes("href") else { return [] }
        let relation = attributes.text("rel")?.lowercased() ?? "alternate"
        let kind: Link.Kind
        switch relation {
        // The archive before this document holds the older entries (RFC 5005 §4).
        case "next", "prev-archive": kind = .nextPage
        case "enclosure", "avatar", "preview", "header", "icon", "logo": kind = .embed
        case "alternate", "related", "via", "replies", "previous", "prev", "first", "last", "current", "next-archive",
            "author", "canonical", "bookmark", "mentioned", "start":
            let type = attributes.text("type") ?? ""
            kind = relation == "alternate" && LinkRelation.isFeed(type) ? .feed : .navigation
        default: return []
        }
        return [Found(value: href, kind: kind, context: "link[" + relation + "]/@href")]
    }

    /// Atom's `type="xhtml"` and the alternates of sitemaps.
    private static func xhtml(_ name: XMLName, _ attributes: XMLAttributes) -> [Found] {
        switch name.local {
        case "a", "area": found(attributes, "href", .navigation, name.local + "/@href")
        case "link": link(attributes)
        default:
            HTMLElementRules.rules(of: name.local).flatMap { rule in
                rule.isSet
                    ? set(attributes, rule.attribute, rule.context)
                    : found(attributes, rule.attribute, rule.kind, rule.context)
            }
        }
    }

    private static func set(_ attributes: XMLAttributes, _ attribute: StaticString, _ context: String) -> [Found] {
        var result: [Found] = []
        if let value = attributes.bytes(attribute) {
            SrcsetParser.forEachURL(in: value) { result.append(Found(value: $0, kind: .embed, context: context)) }
        }
        return result
    }

    private static func found(
        _ attributes: XMLAttributes, _ attribute: StaticString, _ kind: Link.Kind, _ context: String
    ) -> [Found] {
        attributes.bytes(attribute).map { [Found(value: $0, kind: kind, context: context)] } ?? []
    }
}

/// Which elements of feeds and sitemaps hold a URL, a title or HTML as their text.
enum XMLTextRules {
    /// What the text of an element is.
    enum Meaning {
        case link(Link.Kind)
        /// A link only when it is an absolute URL (an RSS `guid` may be anything).
        case absoluteLink(Link.Kind)
        case html
        case title
    }

    /// Nil when the text of this element does not matter.
    static func meaning(
        _ name: XMLName, in parent: String, _ attributes: XMLAttributes, root: String
    ) -> Meaning? {
        switch (name.local, parent) {
        case ("loc", "sitemap"): .link(.sitemap)
        case ("loc", "image"), ("content_loc", _), ("thumbnail_loc", _): .link(.embed)
        case ("player_loc", _): .link(.frame)
        case ("loc", _): .link(root == "sitemapindex" ? .sitemap : .sitemapEntry)
        case ("link", _): attributes.bytes("href") == nil ? .link(.navigation) : nil
        case ("guid", _): attributes.text("isPermaLink")?.lowercased() == "false" ? nil : .absoluteLink(.navigation)
        case ("comments", "item"): .absoluteLink(.navigation)
        case ("commentRss", _): .absoluteLink(.feed)
        case ("url", "image"), ("logo", _), ("icon", _), ("BaseURL", _): .link(.embed)
        case ("uri", "author"): .absoluteLink(.navigation)
        case ("title", "channel"), ("title", "feed"), ("title", "head"): .title
        case ("description", _), ("encoded", _), ("content", _), ("summary", _): .html
        default: nil
        }
    }
}
