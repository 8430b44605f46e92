// SPDX-License-Identifier: EUPL-1.2

import ByteStreams

extension DemoWorld {
    /// The answer to a request: a pure function of the world and the request.
    package func response(for request: DemoRequest) -> DemoResponse {
        guard request.method == "GET" || request.method == "HEAD" else {
            return DemoResponse(status: 405, fields: [DemoField("Allow", "GET, HEAD")])
        }
        if let behaviour = behaviour(at: request) {
            return behaviour.response(to: request) { self.siteResponse(for: request) }
        }
        if request.segments.first == "behaviour" {
            return BehaviourPages(world: self).response(to: request)
        }
        return siteResponse(for: request)
    }

    /// The answer when nothing misbehaves.
    func siteResponse(for request: DemoRequest) -> DemoResponse {
        let links = SiteLinks(origin: "http://" + request.host, mediaBase: options.mediaBase, paging: options.paging)
        if let file = file(at: request.path) { return file.response(to: request) }
        let found = page(request.segments, request.query, links) ?? notFound(request, links)
        guard found.status == 200 else { return found }
        return found.withValidator(for: request)
    }

    private func behaviour(at request: DemoRequest) -> DemoBehaviour? {
        options.behaviours.filter { $0.key.matches(request) }.max { $0.key.weight < $1.key.weight }?.value
    }

    /// The file at a path: picture, film, style sheet, script, drawing or icon.
    func file(at path: String) -> ServedFile? {
        if let file = media.file(path) {
            return ServedFile(bytes: file.bytes, type: file.type, tag: file.digest, date: newest)
        }
        if path == "/favicon.ico" {
            let bytes = Assets.favicon()
            return ServedFile(
                bytes: bytes, type: "image/x-icon", tag: DigestStream.digest(of: bytes, .sha256), date: newest)
        }
        guard let asset = Assets.files[path] else { return nil }
        let bytes = Array(asset.text.utf8)
        return ServedFile(bytes: bytes, type: asset.type, tag: DigestStream.digest(of: bytes, .sha256), date: newest)
    }

    private func page(_ segments: [String], _ query: DemoQuery, _ links: SiteLinks) -> DemoResponse? {
        let lists = ListPages(world: self, links: links)
        let (segments, number) = Self.pageNumber(segments, query, options.paging)
        guard let number else { return nil }
        switch segments.first {
        case nil: return number == 1 ? .html(lists.home()) : nil
        case "about" where segments.count == 1: return .html(lists.about())
        case "tags" where segments.count == 1: return .html(lists.tags())
        case "tags" where segments.count == 2: return lists.tag(segments[1], page: number).map { .html($0) }
        case "private": return .html(lists.privatePage())
        case "robots.txt": return .text(Feeds(world: self, links: links).robots(), "text/plain; charset=utf-8")
        case "sitemap.xml": return .text(Feeds(world: self, links: links).sitemap(), "application/xml; charset=utf-8")
        case "users" where segments.count == 2 && accountsByHandle[segments[1]] != nil:
            return .redirect("/@" + segments[1])
        case "users" where segments.count == 4 && segments[2] == "statuses":
            return postsByID[segments[3]].map { .redirect($0.permalink) }
        case "api" where segments.count >= 3 && segments[1] == "v1":
            return MastodonAPI(world: self, links: links).response(segments[2...], query)
        case "api" where segments == ["api", "cursor", "feed"]:
            return CursorAPI(world: self, links: links).feed(query)
        case .some(let first) where first.hasPrefix("@"):
            return accountPage(segments, number, links)
        default: return nil
        }
    }

    private func accountPage(_ segments: [String], _ number: Int, _ links: SiteLinks) -> DemoResponse? {
        let name = String(segments[0].dropFirst())
        if segments.count == 1, name.hasSuffix(".rss"), let account = accountsByHandle[String(name.dropLast(4))] {
            return .text(Feeds(world: self, links: links).rss(account), "application/rss+xml; charset=utf-8")
        }
        guard let account = accountsByHandle[name] else { return nil }
        let lists = ListPages(world: self, links: links)
        guard segments.count > 1 else {
            return lists.profile(account, page: number, withReplies: false).map { .html($0) }
        }
        if segments.count == 2, segments[1] == "with_replies" {
            return lists.profile(account, page: number, withReplies: true).map { .html($0) }
        }
        guard let post = postsByID[segments[1]], post.author == account.handle else { return nil }
        if case .boost = post.kind {
            return segments.count == 2 ? shown(by: post).map { .redirect($0.permalink) } : nil
        }
        let threads = ThreadPages(world: self, links: links)
        if segments.count == 2 { return threads.thread(post, page: number).map { .html($0) } }
        return segments.count == 3 && segments[2] == "history" ? threads.history(post).map { .html($0) } : nil
    }

    private func notFound(_ request: DemoRequest, _ links: SiteLinks) -> DemoResponse {
        if request.segments.first == "api" { return .json(.object([("error", "Record not found")]), status: 404) }
        let content = "<h1>Niet gevonden</h1>\n<p>Deze pagina bestaat niet (meer).</p>\n"
        let page = PageFrame(links: links, title: "Niet gevonden", path: "/", content: content, side: "")
        return .html(page.html, status: 404)
    }

    /// The number of the asked page of a list and the path without it; nil for a number that is none.
    private static func pageNumber(
        _ segments: [String], _ query: DemoQuery, _ paging: Paging
    ) -> (segments: [String], number: Int?) {
        switch paging {
        case .query:
            guard let text = query["page"] else { return (segments, 1) }
            return (segments, Int(text).flatMap { $0 > 0 ? $0 : nil })
        case .path:
            guard segments.count >= 3, segments[segments.count - 2] == "page" else { return (segments, 1) }
            return (Array(segments.dropLast(2)), segments.last.flatMap { Int($0) }.flatMap { $0 > 1 ? $0 : nil })
        }
    }
}
