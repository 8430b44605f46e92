// SPDX-License-Identifier: EUPL-1.2

/// How an address was reached from its seed, one letter a hop; empty for a seed.
///
/// The letters are those of Heritrix' discovery paths where it has them, so `LLE` is the requisite of a page two
/// links from the seed. An unknown letter counts as a link.
package struct HopPath: Sendable, Hashable, CustomStringConvertible {
    /// A link to another page.
    package static let link: Character = "L"
    /// A page requisite: image, style sheet, script, font, frame, media.
    package static let embed: Character = "E"
    /// A redirect, by status, `Refresh` or script.
    package static let redirect: Character = "R"
    /// The next page of a list.
    package static let nextPage: Character = "P"
    /// A sitemap or feed.
    package static let feed: Character = "S"
    /// A request to an API that a profile made of the page.
    package static let api: Character = "A"
    /// What leads to the posts of others around a post of the account.
    package static let context: Character = "C"

    private let letters: [UInt8]

    /// A path from its letters.
    package init(_ text: String = "") {
        letters = Array(text.utf8)
    }

    /// The letters.
    package var description: String { String(decoding: letters, as: UTF8.self) }

    /// True for a seed and for what a seed redirected to.
    package var isSeed: Bool { letters.allSatisfy { $0 == Self.redirectLetter } }

    /// The links in the path: its distance from the seed. Next pages, requisites, redirects, feeds, API requests
    /// and context do not count.
    package var linkCount: Int { letters.count { !Self.uncounted.contains($0) } }

    /// The embeds at the end of the path, redirects between them left out; 0 for a page.
    package var trailingEmbeds: Int {
        let tail = letters.reversed().prefix { $0 == Self.embedLetter || $0 == Self.redirectLetter }
        return tail.count { $0 == Self.embedLetter }
    }

    /// The next pages at the end of the path, redirects between them left out: how far into a list it leads.
    package var trailingNextPages: Int {
        let tail = letters.reversed().prefix { $0 == Self.nextPageLetter || $0 == Self.redirectLetter }
        return tail.count { $0 == Self.nextPageLetter }
    }

    /// Steps into the posts of others: how far the path leads from the account's own posts.
    package var contextDepth: Int { letters.count { $0 == Self.contextLetter } }

    /// True if the last hop, redirects left out, is a link.
    package var endsInLink: Bool { letters.last { $0 != Self.redirectLetter } == Self.linkLetter }

    /// True if the last hop is a redirect.
    package var isRedirect: Bool { letters.last == Self.redirectLetter }

    /// The path with one more hop.
    package func appending(_ hop: Character) -> HopPath { HopPath(description + String(hop)) }

    private static let embedLetter = UInt8(ascii: "E")
    private static let linkLetter = UInt8(ascii: "L")
    private static let nextPageLetter = UInt8(ascii: "P")
    private static let redirectLetter = UInt8(ascii: "R")
    private static let contextLetter = UInt8(ascii: "C")
    private static let uncounted = Array("ERPSAC".utf8)
}
