// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A feed as many younger platforms have it: a page of posts and an opaque cursor for the next, null on the last.
struct CursorAPI {
    let world: DemoWorld
    let links: SiteLinks

    /// `/api/cursor/feed?account=&cursor=&limit=`.
    func feed(_ query: DemoQuery) -> DemoResponse {
        guard let account = query["account"].flatMap({ world.account($0) }) else {
            return .json(.object([("error", "AccountNotFound")]), status: 404)
        }
        let posts = world.timeline(of: account)
        var start = 0
        if let cursor = query["cursor"], !cursor.isEmpty {
            guard let index = posts.firstIndex(where: { Self.cursor(after: $0) == cursor }) else {
                return .json(.object([("error", "BadCursor")]), status: 400)
            }
            start = index + 1
        }
        let limit = min(max(query["limit"].flatMap { Int($0) } ?? 7, 1), 100)
        let page = posts.dropFirst(start).prefix(limit)
        let isLast = start + page.count >= posts.count
        return .json(
            .object([
                ("posts", .array(page.map { post($0) })),
                ("cursor", isLast ? .null : page.last.map { .string(Self.cursor(after: $0)) } ?? .null),
            ]))
    }

    private static func cursor(after post: DemoPost) -> String {
        String(SeededRandom.mix(UInt64(post.id) ?? 0), radix: 36)
    }

    private func post(_ post: DemoPost) -> JSONValue {
        let shown = world.shown(by: post)
        return .object([
            ("id", .string(post.id)), ("kind", .string(post.kind.name)), ("author", .string(post.author)),
            ("text", .string(post.text)), ("createdAt", .string(post.created.iso8601Seconds)),
            ("url", .string(links.absolute(post.permalink))),
            (
                "subject",
                shown.map { .object([("id", .string($0.id)), ("url", .string(links.absolute($0.permalink)))]) } ?? .null
            ),
            ("images", .array(post.images.map { .string(links.absoluteMedia($0.path(width: 1080))) })),
            ("video", post.film.map { .string(links.absoluteMedia($0.path)) } ?? .null),
        ])
    }
}
