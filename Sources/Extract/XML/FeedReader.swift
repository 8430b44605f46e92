// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// What an RSS or Atom document says of a list of posts.
package struct Feed: Sendable, Hashable {
    /// One `item` or `entry`. Texts are as in the document, without space around them.
    package struct Entry: Sendable, Hashable {
        /// `id` or `guid`.
        package var id: String?
        /// The page of the entry.
        package var link: String?
        /// `published`, `pubDate` or `dc:date`.
        package var published: String?
        package var updated: String?
        package var title: String?
        package var author: String?
        /// URLs of enclosures and of Media RSS, as written.
        package var media: [String] = []

        /// An entry with nothing in it.
        package init() {}
    }

    package var title: String?
    /// The next page of the list (RFC 5005 §3), as written.
    package var next: String?
    package var entries: [Entry] = []

    /// A feed.
    package init(title: String? = nil, next: String? = nil, entries: [Entry] = []) {
        (self.title, self.next, self.entries) = (title, next, entries)
    }
}

/// Reads RSS 0.9 to 2.0 and Atom leniently: names of elements in any case, what cannot be parsed is left out.
package enum FeedReader {
    /// The most entries of one feed.
    package static let mostEntries = 10_000
    /// The most media of one entry.
    package static let mostMedia = 200

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - body: The body without content coding.
    ///   - contentType: The field's value, for its charset.
    ///   - url: Where it came from, for errors.
    /// - Returns: The feed, nil when the root element is none of `rss`, `feed` and `RDF`.
    /// - Throws: `.noParser` without memory. Never for odd content.
    package static func read(
        _ body: [UInt8], contentType: String?, url: String
    ) throws(ExtractionError) -> Feed? {
        let charset = contentType.flatMap { MediaType($0)?.charset }
        // Empty lines before the XML declaration are a common slip, and fatal to a parser.
        let start = body.prefix(4096).firstIndex { $0 > 0x20 } ?? 0
        var text = body[start...].withUnsafeBufferPointer { bytes in
            EncodingPrescan.encoding(of: bytes, charset: charset, reading: .xml).text(of: bytes)
        }
        let reader = FeedEventReader()
        let parser = try XMLPushParser(
            events: reader, budget: ProcessorBudget(seconds: ExtractionLimits.default.maxProcessorSeconds), url: url)
        _ = text.withUTF8 { parser.parse($0) }
        return reader.isFeed ? reader.feed : nil
    }
}

private final class FeedEventReader: XMLEvents {
    private(set) var feed = Feed()
    private(set) var isFeed = false

    private var path: [String] = []
    private var entry: Feed.Entry?
    /// The number of elements around the entry, itself included.
    private var entryDepth = 0
    private var captured: [UInt8] = []
    private var isCapturing = false
    private static let longestText = 64 << 10
    private static let mediaNamespace = "http://search.yahoo.com/mrss/"

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        let local = name.local.lowercased()
        if path.isEmpty { isFeed = ["rss", "feed", "rdf"].contains(local) }
        path.append(local)
        guard isFeed else { return }
        captured.removeAll(keepingCapacity: true)
        isCapturing = false
        if local == "item" || local == "entry", entry == nil {
            entry = Feed.Entry()
            entryDepth = path.count
            return
        }
        isCapturing = entry == nil ? Self.feedTexts.contains(local) : Self.entryTexts.contains(local)
        switch local {
        case "link": link(attributes)
        case "enclosure": add(attributes.text("url"))
        case "content" where attributes.bytes("url") != nil, "thumbnail" where name.namespace == Self.mediaNamespace:
            add(attributes.text("url"))
        default: break
        }
    }

    func end(_ name: XMLName) {
        guard isFeed else {
            _ = path.popLast()
            return
        }
        let local = path.last ?? ""
        if isCapturing { finish(local) }
        isCapturing = false
        captured.removeAll(keepingCapacity: true)
        if let entry, path.count == entryDepth {
            if feed.entries.count < FeedReader.mostEntries { feed.entries.append(entry) }
            self.entry = nil
        }
        _ = path.popLast()
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        guard isCapturing, captured.count < Self.longestText else { return }
        captured.append(contentsOf: text.prefix(Self.longestText - captured.count))
    }

    private static let feedTexts: Set<String> = ["title"]
    private static let entryTexts: Set<String> = [
        "id", "guid", "link", "pubdate", "published", "issued", "date", "updated", "modified", "title", "author",
        "name",
        "creator",
    ]

    private func link(_ attributes: XMLAttributes) {
        guard let target = attributes.text("href") else { return }
        let relation = attributes.text("rel")?.lowercased() ?? "alternate"
        if entry != nil {
            if relation == "alternate", path.count == entryDepth + 1, entry?.link == nil { entry?.link = target }
            if relation == "enclosure" { add(target) }
        } else if relation == "next", feed.next == nil {
            feed.next = target
        }
    }

    private func add(_ url: String?) {
        guard let url, !url.isEmpty, let count = entry?.media.count, count < FeedReader.mostMedia else { return }
        entry?.media.append(url)
    }

    private func finish(_ local: String) {
        let text = String(decoding: captured, as: UTF8.self).trimmed
        guard !text.isEmpty else { return }
        guard entry != nil else {
            if feed.title == nil, path.count <= 3, path.dropLast().last != "image" { feed.title = text }
            return
        }
        let isDirect = path.count == entryDepth + 1
        switch local {
        case "name" where path.dropLast().last == "author" && path.count == entryDepth + 2:
            if entry?.author == nil { entry?.author = text }
        case _ where !isDirect: break
        case "id", "guid": if entry?.id == nil { entry?.id = text }
        case "link": if entry?.link == nil { entry?.link = text }
        case "pubdate", "published", "issued", "date": if entry?.published == nil { entry?.published = text }
        case "updated", "modified": if entry?.updated == nil { entry?.updated = text }
        case "title": if entry?.title == nil { entry?.title = text }
        case "author", "creator": if entry?.author == nil { entry?.author = text }
        default: break
        }
    }
}

extension String {
    /// The text without white space around it.
    fileprivate var trimmed: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars = scalars.dropFirst() }
        while let last = scalars.last, isSpace(last) { scalars = scalars.dropLast() }
        return String(scalars)
    }
}
