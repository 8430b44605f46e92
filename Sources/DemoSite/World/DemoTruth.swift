// SPDX-License-Identifier: EUPL-1.2

/// What a complete capture must hold: the measure that tests and the demonstration hold a crawl against.
package struct DemoTruth: Sendable {
    /// What is captured, and how.
    package enum Extent: Sendable {
        /// The whole site from its front page, robots.txt obeyed.
        case site
        /// Everything below `/@handle`, with what these pages embed.
        case profile(String)
        /// The three accounts' posts, the posts they show, and all threads, by the API.
        case api(String)
    }

    /// A post that must be found.
    package struct Post: Sendable, Hashable {
        package let id: String
        package let author: String
        /// Absolute.
        package let permalink: String
        /// Without markup; empty for a boost.
        package let text: String
        /// Absolute addresses of its pictures, films and stills, as far as the scope shows them.
        package let mediaURLs: [String]
        /// `post`, `reply`, `boost` or `quote`.
        package let kind: String
        /// The ids of its direct answers.
        package let replies: [String]
    }

    /// A picture, film or other part of a page.
    package struct Medium: Sendable, Hashable {
        /// Absolute.
        package let url: String
        package let byteCount: Int
        /// Lower-case hexadecimal digits.
        package let sha256: String
        package let contentType: String
    }

    /// Newest first.
    package let posts: [Post]
    /// By address. Several addresses can have the same bytes.
    package let media: [Medium]
    /// Absolute addresses of every page (HTML, status 200), sorted.
    package let pages: [String]
    /// Addresses that redirect, and where to; absolute.
    package let redirects: [String: String]
    /// Addresses that robots.txt asks to leave alone.
    package let excluded: [String]

    /// The different bodies among the media.
    package var distinctMedia: Int { Set(media.map(\.sha256)).count }
}

extension DemoWorld {
    /// What a complete capture of a scope must hold. `base` is scheme and host without a slash at the end; with a `.profile`
    /// or `.api` of an unknown handle everything is empty. Makes every picture of the scope.
    package func truth(_ scope: DemoTruth.Extent, base: String) -> DemoTruth {
        TruthBuilder(world: self, base: base, scope: scope).truth
    }
}

/// Works out the truth from the model, not from the pages, so that a test can compare the two.
private struct TruthBuilder {
    let world: DemoWorld
    let base: String
    let scope: DemoTruth.Extent

    private var links: SiteLinks {
        SiteLinks(origin: base, mediaBase: world.options.mediaBase, paging: world.options.paging)
    }

    var truth: DemoTruth {
        let (posts, pictured) = postsOfScope
        let pages = pagesOfScope
        var paths = Set(pictured.flatMap { mediaPaths(of: $0) })
        paths.formUnion(accountPaths(of: posts))
        return DemoTruth(
            posts: posts.map { post(of: $0, isPictured: pictured.contains($0)) },
            media: (paths.sorted().compactMap { medium($0) } + assets).sorted { $0.url < $1.url },
            pages: pages.map { base + $0 }.sorted(),
            redirects: Dictionary(uniqueKeysWithValues: redirects), excluded: [base + "/private/redactie"])
    }

    /// The posts of the scope, newest first, and those of them that are shown with their pictures.
    private var postsOfScope: (all: [DemoPost], pictured: Set<DemoPost>) {
        guard let handle else { return (world.posts, Set(world.posts)) }
        guard let account = world.account(handle) else { return ([], []) }
        let own = world.timeline(of: account, withReplies: true)
        let original = own.compactMap { world.shown(by: $0) }
        let context = own.flatMap { world.ancestors(of: $0) + world.descendants(of: $0) }
        let all = Set(own + original + context)
        // A page shows a quoted post without its pictures; the API gives it whole.
        let withoutPictures = isAPI ? [] : own.filter { $0.kind.name == "quote" }.compactMap { world.shown(by: $0) }
        let boosted = own.filter { $0.kind.name == "boost" }.compactMap { world.shown(by: $0) }
        let pictured = all.subtracting(withoutPictures).union(boosted).union(own).union(context)
        return (world.posts.filter { all.contains($0) }, pictured)
    }

    private var handle: String? {
        switch scope {
        case .site: nil
        case .profile(let handle), .api(let handle): handle
        }
    }

    private var isAPI: Bool { if case .api = scope { true } else { false } }

    private var pagesOfScope: [String] {
        if isAPI { return [] }
        guard let handle else {
            let tags = world.allTags.flatMap { pages(SiteLinks.tag($0.name), $0.count, world.options.postsPerPage) }
            return ["/", "/about", "/tags"] + tags + world.accounts.flatMap { pages(of: $0) }
        }
        return world.account(handle).map { pages(of: $0) } ?? []
    }

    private func pages(of account: DemoAccount) -> [String] {
        let size = world.options.postsPerPage
        var paths = pages(account.path, world.timeline(of: account).count, size)
        let own = world.timeline(of: account, withReplies: true)
        paths += pages(account.path + "/with_replies", own.count, size)
        for post in own where post.kind.name != "boost" {
            paths += pages(post.permalink, world.descendants(of: post).count, world.options.repliesPerPage)
            if post.edited != nil { paths.append(post.permalink + "/history") }
        }
        return paths
    }

    private func pages(_ path: String, _ count: Int, _ size: Int) -> [String] {
        let last = max((count + size - 1) / max(size, 1), 1)
        return (1...last).map { links.page($0, of: path) }
    }

    private var redirects: [(String, String)] {
        if isAPI { return [] }
        return world.posts.compactMap { post in
            guard case .boost = post.kind, handle == nil || post.author == handle, let original = world.shown(by: post)
            else {
                return nil
            }
            return (base + post.permalink, base + original.permalink)
        }
    }

    private func mediaPaths(of post: DemoPost) -> [String] {
        let images = post.images.flatMap { image in
            isAPI ? [image.path(width: 1080), image.path(width: 360)] : image.paths
        }
        return images + (post.film.map { [$0.path, $0.posterPath] } ?? [])
    }

    /// Portraits and banners. The pages of a profile show the banner of that account alone, and the portraits of all who
    /// appear; authors of quoted posts are in office here, and those are shown at the side of every list.
    private func accountPaths(of posts: [DemoPost]) -> Set<String> {
        guard !posts.isEmpty else { return [] }
        let authors = Set(posts.map(\.author))
        var paths: Set<String> = []
        for account in world.accounts where authors.contains(account.handle) {
            paths.insert(account.avatarPath)
            if isAPI || handle == nil || handle == account.handle {
                paths.formUnion([account.avatarOriginalPath, account.headerPath])
            }
        }
        return isAPI ? paths : paths.union(world.officials.map(\.avatarPath))
    }

    private func post(of post: DemoPost, isPictured: Bool) -> DemoTruth.Post {
        DemoTruth.Post(
            id: post.id, author: post.author, permalink: base + post.permalink, text: post.text,
            mediaURLs: isPictured ? mediaPaths(of: post).map { links.absoluteMedia($0) } : [], kind: post.kind.name,
            replies: (world.repliesByParent[post.id] ?? []).map(\.id))
    }

    private func medium(_ path: String) -> DemoTruth.Medium? {
        world.media.file(path).map { file in
            DemoTruth.Medium(
                url: links.absoluteMedia(path), byteCount: file.bytes.count, sha256: file.digest.hex,
                contentType: file.type)
        }
    }

    /// Style sheets, script, drawings and icon, which are on every page.
    private var assets: [DemoTruth.Medium] {
        guard !isAPI, handle.map({ world.account($0) != nil }) ?? true else { return [] }
        return (Assets.files.keys.sorted() + ["/favicon.ico"]).compactMap { path in
            guard let file = world.file(at: path) else { return nil }
            return DemoTruth.Medium(
                url: base + path, byteCount: file.bytes.count, sha256: file.tag.hex, contentType: file.type)
        }
    }
}
