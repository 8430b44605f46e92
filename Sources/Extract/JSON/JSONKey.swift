// SPDX-License-Identifier: EUPL-1.2

/// What the name of a JSON member says about its value.
struct JSONKey {
    /// Letters and digits in lower case: `media_url_https` is `mediaurlhttps`.
    let stem: String
    /// The stem without a trailing `url`, `urls` or `urlhttps`; empty when nothing else is in the name.
    private let subject: String
    private let hasURLEnding: Bool

    init(_ name: String) {
        var letters: [UInt8] = []
        letters.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): letters.append(byte)
            // `@id`, `$schema`: the mark is part of the meaning.
            case UInt8(ascii: "@"), UInt8(ascii: "$"): letters.append(byte)
            default: break
            }
        }
        let stem = String(decoding: letters, as: UTF8.self)
        let ending = ["urlhttps", "urls", "url", "uri"].first(where: stem.hasSuffix)
        let subject = ending.map { String(stem.dropLast($0.count)) } ?? stem
        self.stem = stem
        self.subject = subject
        // `curl` ends in these letters too.
        let marks = ["Url", "URL", "_ur", "-ur", "Uri", "URI"]
        hasURLEnding = ending != nil && (subject.isEmpty || marks.contains(where: name.contains))
    }

    /// `@context`, `@type`, `$schema`, `inbox`: names of things and places to post to, not addresses to visit.
    var isVocabulary: Bool { Self.vocabulary.contains(stem) }

    /// `url`, `href`, `src` and the like: the value is a URL, absolute or not.
    var isPlain: Bool { Self.plain.contains(stem) }

    /// `url` or `uri` and no more, so that what is around it says what the value is.
    var isBareURL: Bool { subject.isEmpty || stem == "file" || stem == "urls" }

    /// The value is a URL, absolute or not.
    var namesURL: Bool { isPlain || hasURLEnding || namesMedia || namesNextPage }

    /// The value is an image, a sound, a video or another page requisite.
    var namesMedia: Bool {
        // `content` is text and `display` a name, but `contentUrl` (schema.org) and `display_url` are files.
        Self.media.contains(subject) || (hasURLEnding && Self.mediaAsURL.contains(subject))
            || Self.mediaEndings.contains(where: subject.hasSuffix)
    }

    /// The value is the next part of a list: ActivityStreams `next`, JSON Feed `next_url`, OData `nextLink`.
    var namesNextPage: Bool { Self.next.contains(stem) }

    /// The value is a feed.
    var namesFeed: Bool { Self.feeds.contains(stem) }

    /// Members of this name hold objects about media, whose `url` is then media too.
    var holdsMedia: Bool { namesMedia || Self.holders.contains(stem) }

    private static let vocabulary: Set<String> = [
        "@context", "@vocab", "@type", "$schema", "@base", "xmlns", "inbox", "sharedinbox",
    ]
    private static let plain: Set<String> = ["url", "urls", "href", "src", "uri", "link", "starturl", "file"]
    private static let media: Set<String> = [
        "src", "image", "images", "avatar", "avatarstatic", "header", "headerstatic", "media", "photo", "photos",
        "thumb", "thumbnail", "thumbnails", "icon", "icons", "logo", "poster", "preview", "previewremote", "cover",
        "embed", "static", "fullsize", "playback", "playlist", "audio", "video", "banner", "picture", "pictures",
        "stream", "hls", "dash", "artwork",
    ]
    private static let mediaAsURL: Set<String> = ["content", "display", "full", "large", "small", "original", "raw"]
    private static let mediaEndings = [
        "image", "avatar", "thumbnail", "thumb", "poster", "icon", "logo", "photo", "picture", "banner", "videosrc",
        "imagesrc", "profilepic",
    ]
    private static let next: Set<String> = ["next", "nextpage", "nexturl", "nextpageurl", "nextlink", "nexthref"]
    private static let feeds: Set<String> = ["feedurl", "rssurl", "xmlurl", "atomurl"]
    private static let holders: Set<String> = [
        "attachment", "attachments", "mediaattachments", "enclosures", "screenshots", "variants", "sources", "fonts",
        "tracks", "captions",
    ]
}
