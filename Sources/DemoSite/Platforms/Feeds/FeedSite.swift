// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A blog with an Atom feed that goes on (RFC 5005), and an RSS feed that does not.
package struct FeedSite: PlatformSite {
    package let name = "feeds"
    package let hosts = ["blog.demo.test"]

    private static let origin = "http://blog.demo.test"
    private static let perPage = 20
    private static let posts = PlatformPost.timeline()

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        switch parts.first {
        case "atom.xml": return atom(request.query.number("p") ?? 1)
        case "feed": return rss()
        case "foto": return PlatformMedia.image(request.path)
        case "bericht" where parts.count == 2:
            guard let post = Self.posts.first(where: { "\($0.number)" == parts[1] }) else { break }
            return .html("<!doctype html><title>Blog</title><p>\(Markup.escape(post.text))</p>")
        default: break
        }
        return .html("<!doctype html><title>404</title>", status: 404)
    }

    private func atom(_ page: Int) -> DemoResponse {
        let shown = Self.posts.dropFirst((page - 1) * Self.perPage).prefix(Self.perPage)
        let more =
            page * Self.perPage < Self.posts.count
            ? "<link rel=\"next\" href=\"\(Self.origin)/atom.xml?p=\(page + 1)\"/>" : ""
        let entries = shown.map { post in
            let pictures = Self.images(post).map { "<link rel=\"enclosure\" type=\"image/png\" href=\"\($0)\"/>" }
            return "<entry><id>tag:blog.demo.test,2026:\(post.number)</id><title>\(Markup.escape(post.text))</title>"
                + "<link rel=\"alternate\" href=\"\(Self.link(post))\"/>"
                + "<published>\(ArchiveDate(seconds: post.date).iso8601Seconds)</published>\(pictures.joined())</entry>"
        }
        return .text(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Blog</title>\(more)"
                + entries.joined() + "</feed>", "application/atom+xml")
    }

    private func rss() -> DemoResponse {
        let items = Self.posts.prefix(10).map { post in
            "<item><guid isPermaLink=\"false\">tag:blog.demo.test,2026:\(post.number)</guid>"
                + "<link>\(Self.link(post))</link><title>\(Markup.escape(post.text))</title>"
                + "<pubDate>\(Markup.httpDate(ArchiveDate(seconds: post.date)))</pubDate>"
                + Self.images(post).prefix(1).map { "<enclosure url=\"\($0)\" length=\"1\" type=\"image/png\"/>" }
                .joined()
                + "</item>"
        }
        return .text(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Blog</title>\(items.joined())</channel></rss>",
            "application/rss+xml")
    }

    private static func link(_ post: PlatformPost) -> String { origin + "/bericht/\(post.number)" }

    private static func images(_ post: PlatformPost) -> [String] {
        (0..<post.images).map { origin + "/foto/\(post.number)-\($0).png" }
    }

    package var truth: [PlatformTruth] {
        let truths = { (posts: [PlatformPost], limit: Int) in
            posts.map { post in
                PlatformTruth.Post(
                    id: "tag:blog.demo.test,2026:\(post.number)", url: Self.link(post), date: post.date,
                    media: Array(Self.images(post).prefix(limit)))
            }
        }
        var atom = PlatformTruth(seed: "http://blog.demo.test/atom.xml")
        atom.kind = "feed"
        atom.posts = truths(Self.posts, 9)
        atom.outcomes = [Self.origin + "/atom.xml?p=3": "captured", Self.origin + "/bericht/1": "captured"]
        var rss = PlatformTruth(seed: "http://blog.demo.test/feed/")
        rss.kind = "feed"
        rss.posts = truths(Array(Self.posts.prefix(10)), 1)
        return [atom, rss]
    }
}
