// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// What programs read: RSS, sitemap and robots.txt.
struct Feeds {
    let world: DemoWorld
    let links: SiteLinks

    /// RSS 2.0 with the newest twenty posts of an account.
    func rss(_ account: DemoAccount) -> String {
        let items = world.timeline(of: account).filter { world.shown(by: $0) == nil || !$0.text.isEmpty }.prefix(20).map
        { post in
            """
            <item>
            <title>\(Markup.escape(post.text.prefix(60)))</title>
            <link>\(links.absolute(post.permalink))</link>
            <guid isPermaLink="true">\(links.absolute(post.permalink))</guid>
            <pubDate>\(Markup.httpDate(post.created))</pubDate>
            <description>\(Markup.escape(PostCard.html(of: post.text, world)))</description>
            \(post.tags.map { "<category>\(Markup.escape($0))</category>\n" }.joined())\(media(post))</item>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">
            <channel>
            <title>\(Markup.escape(account.name))</title>
            <link>\(links.absolute(account.path))</link>
            <description>\(Markup.escape(account.biography))</description>
            <language>nl</language>
            <image><url>\(links.absoluteMedia(account.avatarPath))</url><title>\(Markup.escape(account.name))</title>\
            <link>\(links.absolute(account.path))</link></image>
            \(items.joined(separator: "\n"))
            </channel>
            </rss>

            """
    }

    /// Every page of the three accounts (sitemaps.org 0.9).
    func sitemap() -> String {
        var entries = ["/", "/tags", "/about"].map { ($0, world.newest) }
        for account in world.officials {
            let timeline = world.timeline(of: account)
            entries.append((account.path, timeline.first?.created ?? account.joined))
            entries += timeline.filter { $0.kind.name != "boost" }.map { ($0.permalink, $0.edited ?? $0.created) }
        }
        let rows = entries.map { path, date in
            "<url><loc>\(Markup.escape(links.absolute(path)))</loc><lastmod>\(date.iso8601Seconds)</lastmod></url>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(rows.joined(separator: "\n"))
            </urlset>

            """
    }

    /// RFC 9309, with the extension for sitemaps.
    func robots() -> String {
        """
        # Praatpaal: welkom, maar laat de redactie met rust.
        User-agent: *
        Allow: /
        Disallow: /private/

        Sitemap: \(links.absolute("/sitemap.xml"))

        """
    }

    private func media(_ post: DemoPost) -> String {
        let pictures = post.images.map { image in
            "<media:content url=\"\(links.absoluteMedia(image.path(width: 1080)))\" type=\"image/png\" medium=\"image\"/>\n"
        }
        let film = post.film.map {
            "<enclosure url=\"\(links.absoluteMedia($0.path))\" length=\"\(world.media.file($0.path)?.bytes.count ?? 0)\" type=\"video/mp4\"/>\n"
        }
        return pictures.joined() + (film ?? "")
    }
}
