// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// One post as an `article` element.
struct PostCard {
    let world: DemoWorld
    let links: SiteLinks

    /// What surrounds the post on the page.
    enum Setting { case list, focus, thread, ancestor }

    func html(_ post: DemoPost, in setting: Setting = .list) -> String {
        if case .boost = post.kind, let original = world.shown(by: post) {
            let booster = world.account(post.author)
            return article(
                original, setting,
                lead: """
                    <p class="lead">↻ <a href="\(booster?.path ?? "")">\(Markup.escape(booster?.name ?? ""))</a> deelde dit op \
                    <a href="\(post.permalink)" data-boost="\(post.id)">\(Markup.dutch(post.created))</a></p>

                    """)
        }
        var lead = ""
        if post.isPinned, setting == .list { lead = "<p class=\"lead\">Vastgezet bericht</p>\n" }
        if setting == .list, let parent = post.repliesTo.flatMap({ world.post($0) }) {
            let author = world.account(parent.author)
            lead =
                "<p class=\"lead\">In antwoord op <a href=\"\(parent.permalink)\">\(Markup.escape(author?.name ?? ""))</a></p>\n"
        }
        return article(post, setting, lead: lead)
    }

    private func article(_ post: DemoPost, _ setting: Setting, lead: String) -> String {
        guard let author = world.account(post.author) else { return "" }
        let isReply = setting == .thread || setting == .ancestor
        return """
            <article class="post \(setting)" id="post-\(post.id)" data-post="\(post.id)">
            \(lead)<div class="head"><a href="\(author.path)" tabindex="-1" aria-hidden="true"><img class="avatar" \
            src="\(links.media(author.avatarPath))" alt="" width="48" height="48" loading="lazy"></a>
            <div class="who"><a class="name" href="\(author.path)">\(Markup.escape(author.name))</a>\(badge(author))
            <span class="handle">@\(author.handle)</span></div>
            <a class="when" href="\(post.permalink)"><time datetime="\(post.created.iso8601Seconds)">\
            \(Markup.dutch(post.created))</time></a></div>
            <div class="text" lang="\(post.language)">\(Self.html(of: post.text, world))</div>
            \(pictures(post))\(film(post))\(quote(post))<p class="counts">\(counts(post, isReply: isReply))</p>
            </article>

            """
    }

    private func badge(_ author: DemoAccount) -> String {
        author.isOfficial ? " <span class=\"badge\" title=\"Geverifieerd overheidsaccount\">✓</span>" : ""
    }

    private func counts(_ post: DemoPost, isReply: Bool) -> String {
        let replies = world.descendants(of: post).count
        var parts = ["<a href=\"\(post.permalink)\">\(replies) \(replies == 1 ? "reactie" : "reacties")</a>"]
        if !isReply { parts.append("<span>\(Markup.count(post.boosts)) keer gedeeld</span>") }
        parts.append("<span>\(Markup.count(post.likes)) likes</span>")
        if let edited = post.edited {
            parts.append(
                "<a class=\"edited\" href=\"\(post.permalink)/history\">bewerkt op \(Markup.dutch(edited))</a>")
        }
        return parts.joined(separator: " · ")
    }

    private func pictures(_ post: DemoPost) -> String {
        guard !post.images.isEmpty else { return "" }
        let figures = post.images.map { image in
            let sizes = DemoImage.widths.map { "\(links.media(image.path(width: $0))) \($0)w" }.joined(separator: ", ")
            return """
                <a href="\(links.media(image.path(width: 1080)))"><img src="\(links.media(image.path(width: 720)))" \
                srcset="\(sizes)" sizes="(max-width: 700px) 100vw, 600px" alt="\(Markup.escape(image.description))" \
                width="720" height="480" loading="lazy"></a>
                """
        }
        return "<div class=\"pictures n\(post.images.count)\">\(figures.joined(separator: "\n"))</div>\n"
    }

    private func film(_ post: DemoPost) -> String {
        guard let film = post.film else { return "" }
        return """
            <video class="film" controls preload="metadata" poster="\(links.media(film.posterPath))" width="768" height="448" \
            aria-label="\(Markup.escape(film.description))"><source src="\(links.media(film.path))" type="video/mp4"></video>

            """
    }

    private func quote(_ post: DemoPost) -> String {
        guard case .quote = post.kind, let quoted = world.shown(by: post), let author = world.account(quoted.author)
        else {
            return ""
        }
        return """
            <blockquote class="quote" cite="\(quoted.permalink)"><p><a href="\(quoted.permalink)">\
            <strong>\(Markup.escape(author.name))</strong> op \(Markup.dutch(quoted.created))</a></p>
            <div lang="\(quoted.language)">\(Self.html(of: quoted.text, world))</div></blockquote>

            """
    }

    /// The text of a post with its links; one `p` element per paragraph.
    static func html(of text: String, _ world: DemoWorld) -> String {
        text.split(separator: "\n").map { paragraph in
            let pieces = PostText.pieces(of: paragraph).map { piece in
                switch piece {
                case .words(let words): Markup.escape(words)
                case .tag(let tag): "<a href=\"\(SiteLinks.tag(tag))\" rel=\"tag\">#\(Markup.escape(tag))</a>"
                case .mention(let handle):
                    world.account(handle).map { "<a href=\"\($0.path)\">@\($0.handle)</a>" } ?? "@"
                        + Markup.escape(handle)
                case .address(let address):
                    "<a href=\"\(Markup.escape(address))\" rel=\"nofollow\">\(Markup.escape(address.dropFirst(8)))</a>"
                }
            }
            return "<p>" + pieces.joined() + "</p>"
        }.joined(separator: "\n")
    }
}
