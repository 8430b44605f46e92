// SPDX-License-Identifier: EUPL-1.2

/// Pages that list posts: the front page, profiles, hashtags.
struct ListPages {
    let world: DemoWorld
    let links: SiteLinks
    private var card: PostCard { PostCard(world: world, links: links) }

    /// The newest posts of the three accounts.
    func home() -> String {
        let newest = world.posts.filter { !$0.isReply && world.account($0.author)?.isOfficial == true }.prefix(10)
        let content =
            "<h1>Nieuw op Praatpaal</h1>\n" + newest.map { card.html($0) }.joined()
            + "<p class=\"more\">Oudere berichten staan op de profielen.</p>\n"
        return PageFrame(links: links, title: "Nieuw", path: "/", content: content, side: accountsBox()).html
    }

    /// Page `number` of a profile, or nil if there is none.
    func profile(_ account: DemoAccount, page number: Int, withReplies: Bool) -> String? {
        let base = withReplies ? account.path + "/with_replies" : account.path
        guard let slice = slice(world.timeline(of: account, withReplies: withReplies), number, base) else { return nil }
        var content = profileHead(account, withReplies: withReplies)
        if number == 1, !withReplies {
            content += world.timeline(of: account).filter(\.isPinned).map { card.html($0) }.joined()
        }
        content += slice.posts.map { post in
            // A pinned post is shown at the top and again, unmarked, where its date puts it.
            post.isPinned ? card.html(post, in: .thread) : card.html(post)
        }.joined()
        content += pager(slice)
        let data = JSONValue.object([
            ("@context", "https://schema.org"), ("@type", "ProfilePage"),
            (
                "mainEntity",
                .object([
                    ("@type", account.role == .department ? "GovernmentOrganization" : "Person"),
                    ("name", .string(account.name)), ("alternateName", .string("@" + account.handle)),
                    ("url", .string(links.absolute(account.path))),
                    ("image", .string(links.absoluteMedia(account.avatarOriginalPath))),
                ])
            ),
        ])
        return PageFrame(
            links: links, title: "\(account.name) (@\(account.handle))", description: account.biography,
            path: links.page(number, of: base), image: links.absoluteMedia(account.avatarOriginalPath), kind: "profile",
            previous: slice.previous, next: slice.next, feed: account.path + ".rss", data: data.textForHTML,
            content: content,
            side: accountsBox()
        ).html
    }

    /// All hashtags with the number of posts.
    func tags() -> String {
        let rows = world.allTags.map { tag in
            "<li><a href=\"\(SiteLinks.tag(tag.name))\" rel=\"tag\">#\(Markup.escape(tag.name))</a> <span>\(tag.count)</span></li>"
        }
        let content = "<h1>Hashtags</h1>\n<ul class=\"tags\">\n\(rows.joined(separator: "\n"))\n</ul>\n"
        return PageFrame(links: links, title: "Hashtags", path: "/tags", content: content, side: accountsBox()).html
    }

    /// Page `number` of the posts with a hashtag, or nil if there is none.
    func tag(_ name: String, page number: Int) -> String? {
        let posts = world.posts.filter { $0.tags.contains(name) }
        guard !posts.isEmpty, let slice = slice(posts, number, SiteLinks.tag(name)) else { return nil }
        let content =
            "<h1>#\(Markup.escape(name))</h1>\n" + slice.posts.map { card.html($0) }.joined() + pager(slice)
        return PageFrame(
            links: links, title: "#" + name, path: links.page(number, of: SiteLinks.tag(name)),
            previous: slice.previous,
            next: slice.next, content: content, side: accountsBox()
        ).html
    }

    /// What the site is.
    func about() -> String {
        let content = """
            <h1>Over Praatpaal</h1>
            <article class="post"><div class="text">
            <p>Praatpaal is een klein, verzonnen sociaal platform. Het hoort bij de demonstratie van Kabinet, een programma \
            dat openbare berichten van bestuurders bewaart.</p>
            <p>Alles op deze site is bedacht: het land Laagland, het ministerie van Dijken en Daglicht, de bewindspersonen, \
            de burgers en hun berichten. De plaatjes en filmpjes zijn door een programma getekend.</p>
            <p>Voor programma’s: er zijn <a href="/@noorveldkamp.rss">RSS</a>, een <a href="/sitemap.xml">sitemap</a>, \
            <a href="/robots.txt">robots.txt</a> en een <a href="/api/v1/accounts/lookup?acct=noorveldkamp">API</a>.</p>
            </div></article>

            """
        return PageFrame(links: links, title: "Over", path: "/about", content: content, side: accountsBox()).html
    }

    /// A page that robots.txt asks to leave alone.
    func privatePage() -> String {
        PageFrame(
            links: links, title: "Redactie", path: "/private/redactie",
            content: "<h1>Redactie</h1>\n<p>Deze pagina is niet voor programma’s; zie robots.txt.</p>\n", side: ""
        ).html
    }

    private func profileHead(_ account: DemoAccount, withReplies: Bool) -> String {
        let facts = account.facts.map { fact in
            "<div><dt>\(Markup.escape(fact[0]))</dt><dd>\(PostCard.html(of: fact[1], world))</dd></div>"
        }
        let count = world.timeline(of: account, withReplies: true).count
        return """
            <section class="profile">
            <img class="banner" src="\(links.media(account.headerPath))" alt="" width="1200" height="300">
            <img class="portrait" src="\(links.media(account.avatarPath))" alt="Profielfoto van \(Markup.escape(account.name))" \
            width="112" height="112">
            <h1>\(Markup.escape(account.name))</h1>
            <p class="handle">@\(account.handle)</p>
            <div class="text">\(PostCard.html(of: account.biography, world))</div>
            <dl>\(facts.joined())</dl>
            <p class="counts"><strong>\(Markup.count(count))</strong> berichten · <strong>\(Markup.count(account.followers))</strong> \
            volgers · <strong>\(Markup.count(account.following))</strong> volgend · lid sinds \
            \(Markup.dutch(account.joined).split(separator: ",")[0])</p>
            <nav class="tabs" aria-label="Berichten"><a href="\(account.path)"\(withReplies ? "" : " class=\"on\"")>Berichten</a>\
            <a href="\(account.path)/with_replies"\(withReplies ? " class=\"on\"" : "")>Berichten en antwoorden</a>\
            <a href="\(account.path).rss">RSS</a></nav>
            </section>

            """
    }

    private func accountsBox() -> String {
        let rows = world.officials.map { account in
            """
            <li><a href="\(account.path)"><img class="avatar" src="\(links.media(account.avatarPath))" alt="" width="48" \
            height="48"><span><strong>\(Markup.escape(account.name))</strong><br>@\(account.handle)</span></a></li>
            """
        }
        return """
            <section class="box"><h2>Accounts in functie</h2><ul class="accounts">
            \(rows.joined(separator: "\n"))
            </ul></section>
            """
    }

    private struct Slice {
        let posts: ArraySlice<DemoPost>
        let number, last: Int
        let previous, next: String?
    }

    private func slice(_ posts: [DemoPost], _ number: Int, _ base: String) -> Slice? {
        let size = max(world.options.postsPerPage, 1)
        let last = max((posts.count + size - 1) / size, 1)
        guard (1...last).contains(number) else { return nil }
        return Slice(
            posts: posts.dropFirst((number - 1) * size).prefix(size), number: number, last: last,
            previous: number > 1 ? links.page(number - 1, of: base) : nil,
            next: number < last ? links.page(number + 1, of: base) : nil)
    }

    private func pager(_ slice: Slice) -> String {
        guard slice.last > 1 else { return "" }
        let newer = slice.previous.map { "<a rel=\"prev\" href=\"\($0)\">← Nieuwer</a>" } ?? "<span></span>"
        let older = slice.next.map { "<a rel=\"next\" href=\"\($0)\">Ouder →</a>" } ?? "<span></span>"
        return
            "<nav class=\"pager\" aria-label=\"Bladeren\">\(newer)<span>pagina \(slice.number) van \(slice.last)</span>\(older)</nav>\n"
    }
}
