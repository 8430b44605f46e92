// SPDX-License-Identifier: EUPL-1.2

/// Which attributes of which elements refer to what. Source: HTML, "attributes" index; SVG 2 §16 (links).
enum HTMLElementRules {
    /// One attribute that holds a URL or a set of them.
    struct Rule {
        let attribute: StaticString
        let kind: Link.Kind
        let isSet: Bool
        let context: String
    }

    /// The rules of an element by its name; elements with conditions (`a`, `link`, `meta`, `input`, `param`) are not here.
    static func rules(of element: String) -> [Rule] { table[element] ?? [] }

    private static let table: [String: [Rule]] = {
        var table: [String: [Rule]] = [:]
        func add(_ elements: String, _ attribute: StaticString, _ kind: Link.Kind = .embed, set: Bool = false) {
            for element in elements.split(separator: " ").map(String.init) {
                let rule = Rule(attribute: attribute, kind: kind, isSet: set, context: "\(element)/@\(attribute)")
                table[element, default: []].append(rule)
            }
        }
        add("img source video audio track embed script image amp-img amp-anim amp-video amp-audio bgsound", "src")
        add("img source amp-img amp-anim", "srcset", set: true)
        add("video amp-video", "poster")
        add("img", "lowsrc")
        add("iframe frame portal amp-iframe", "src", .frame)
        add("object", "data")
        add("applet", "archive")
        add("image use feimage script", "href")
        add("image use feimage script", "xlink:href")
        add("a", "xlink:href", .navigation)
        add("body table thead tbody tr td th", "background")
        add("command menuitem", "icon")
        add("html", "manifest")
        return table
    }()
}

/// What a `rel` says. Source: HTML §4.6.7 and the IANA link relations registry.
enum LinkRelation {
    /// The kind of `<link>` or `Link:` with these relations and media type; nil for those that are no links to follow.
    static func kind(_ relations: [String], type: String?, href: UnsafeBufferPointer<UInt8>) -> Link.Kind? {
        if relations.contains("next") { return .nextPage }
        if relations.contains(where: requisites.contains) { return .embed }
        if relations.contains("prefetch") {
            let text = String(decoding: href.prefix(2048), as: UTF8.self)
            return FileExtension.isRequisite(JSONValue.path(text)) ? .embed : .navigation
        }
        if relations.contains("alternate"), let type, isFeed(type) { return .feed }
        return relations.contains(where: places.contains) ? .navigation : nil
    }

    /// True for the media types of feeds and of ActivityPub documents.
    static func isFeed(_ type: String) -> Bool {
        let essence = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        return feedTypes.contains(essence)
            || (essence == "application/ld+json" && type.contains("activitystreams"))
    }

    private static let requisites: Set<String> = [
        "stylesheet", "icon", "shortcut", "apple-touch-icon", "apple-touch-icon-precomposed",
        "apple-touch-startup-image", "mask-icon", "fluid-icon", "preload", "modulepreload", "manifest", "image_src",
    ]
    private static let places: Set<String> = [
        "alternate", "canonical", "amphtml", "prev", "previous", "first", "last", "up", "start", "contents", "index",
        "me", "author", "shortlink", "bookmark", "related", "via", "help", "prerender", "payment", "license",
        "copyright", "tag",
    ]
    private static let feedTypes: Set<String> = [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
        "application/activity+json", "text/xml+rss",
    ]
}
