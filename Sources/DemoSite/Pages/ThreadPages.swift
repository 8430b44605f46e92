// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The page of one post with what it answers and what answers it, and the page of its earlier versions.
struct ThreadPages {
    let world: DemoWorld
    let links: SiteLinks

    /// Page `number` of a thread, or nil if there is none.
    func thread(_ post: DemoPost, page number: Int) -> String? {
        guard let author = world.account(post.author) else { return nil }
        let replies = world.descendants(of: post)
        let size = max(world.options.repliesPerPage, 1)
        let last = max((replies.count + size - 1) / size, 1)
        guard (1...last).contains(number) else { return nil }
        let next = number < last ? links.page(number + 1, of: post.permalink) : nil
        let previous = number > 1 ? links.page(number - 1, of: post.permalink) : nil
        let card = PostCard(world: world, links: links)

        var content = "<h1 class=\"quiet\">Bericht van \(Markup.escape(author.name))</h1>\n"
        content += world.ancestors(of: post).map { card.html($0, in: .ancestor) }.joined()
        content += card.html(post, in: .focus)
        if !replies.isEmpty {
            content += "<section class=\"replies\"><h2>Reacties</h2>\n"
            if let previous {
                content += "<p class=\"more\"><a rel=\"prev\" href=\"\(previous)\">↑ Eerdere reacties</a></p>\n"
            }
            for reply in replies.dropFirst((number - 1) * size).prefix(size) {
                let depth = min(world.ancestors(of: reply).count - world.ancestors(of: post).count, 4)
                content += "<div class=\"depth d\(depth)\">\n\(card.html(reply, in: .thread))</div>\n"
            }
            if let next { content += "<p class=\"more\"><a rel=\"next\" href=\"\(next)\">Meer reacties →</a></p>\n" }
            content += "</section>\n"
        }
        let image =
            post.images.first.map { $0.path(width: 1080) } ?? post.film?.posterPath ?? author.avatarOriginalPath
        return PageFrame(
            links: links, title: "\(author.name): “\(post.text.prefix(60))…”", description: post.text,
            path: links.page(number, of: post.permalink), image: links.absoluteMedia(image), kind: "article",
            previous: previous, next: next, feed: author.path + ".rss", data: data(post, author).textForHTML,
            content: content, side: side(author)
        ).html
    }

    /// All versions of a post that was changed, or nil if it never was.
    func history(_ post: DemoPost) -> String? {
        guard let edited = post.edited, let author = world.account(post.author) else { return nil }
        let versions = post.earlierTexts + [post.text]
        var content =
            "<h1>Versies van een bericht</h1>\n<p><a href=\"\(post.permalink)\">Terug naar het bericht</a></p>\n"
        for (index, text) in versions.enumerated().reversed() {
            let date = index == 0 ? post.created : edited
            content += """
                <article class="post"><p class="lead">Versie \(index + 1), \(Markup.dutch(date))</p>
                <div class="text" lang="\(post.language)">\(PostCard.html(of: text, world))</div></article>

                """
        }
        return PageFrame(
            links: links, title: "Versies van een bericht van \(author.name)", path: post.permalink + "/history",
            content: content, side: side(author)
        ).html
    }

    private func side(_ author: DemoAccount) -> String {
        """
        <section class="box"><h2>Over de schrijver</h2><ul class="accounts"><li><a href="\(author.path)"><img class="avatar" \
        src="\(links.media(author.avatarOriginalPath))" alt="" width="48" height="48"><span><strong>\(Markup.escape(author.name))\
        </strong><br>@\(author.handle)</span></a></li></ul>\(PostCard.html(of: author.biography, world))</section>
        """
    }

    private func data(_ post: DemoPost, _ author: DemoAccount) -> JSONValue {
        .object([
            ("@context", "https://schema.org"), ("@type", "SocialMediaPosting"), ("identifier", .string(post.id)),
            ("url", .string(links.absolute(post.permalink))), ("datePublished", .string(post.created.iso8601Seconds)),
            ("dateModified", .string((post.edited ?? post.created).iso8601Seconds)),
            ("inLanguage", .string(post.language)), ("articleBody", .string(post.text)),
            ("commentCount", .number(world.descendants(of: post).count)),
            (
                "author",
                .object([
                    ("@type", author.role == .department ? "GovernmentOrganization" : "Person"),
                    ("name", .string(author.name)), ("url", .string(links.absolute(author.path))),
                ])
            ),
            ("image", .array(post.images.map { .string(links.absoluteMedia($0.path(width: 1080))) })),
        ])
    }
}
