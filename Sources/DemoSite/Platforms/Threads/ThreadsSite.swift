// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Threads as strangers and the owner of an account meet it. Built from documentation and the names of fields that gallery-dl
/// reads: no recorded answer could be had.
package struct ThreadsSite: PlatformSite {
    package let name = "threads"
    package let hosts = [
        "threads.com", "www.threads.com", "www.threads.net", "graph.threads.net", "*.cdninstagram.com",
    ]

    static let user = "minpres"
    static let shown = 15
    static let perPage = 20
    static let face = "http://scontent-ams4-1.cdninstagram.com/v/t51.82787-19/gezicht_n.jpg?oe=67AB0000"

    /// A site of 45 posts.
    package init() {}

    let posts = PlatformPost.timeline().map { InstagramPost($0) }

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = request.host.prefix { $0 != ":" }
        if host.hasSuffix("cdninstagram.com") {
            return request.path.hasSuffix(".mp4") ? PlatformMedia.film(request.path) : PlatformMedia.image(request.path)
        }
        if host == "graph.threads.net" { return interface(request) }
        if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow:\n", "text/plain") }
        let path = request.segments
        switch (path.count, path.first) {
        case (1, "@" + Self.user): return RelayPage.html("Threads", [list(visible)])
        case (2, "@" + Self.user) where path[1] == "replies":
            return RelayPage.html("Threads", [list(visible.filter { $0.post.kind == .reply })])
        case (3, "@" + Self.user) where path[1] == "post":
            guard let post = posts.first(where: { $0.code == path[2] }) else { return gone }
            return RelayPage.html("Threads", [["data": ["edges": [["node": thread([post])], ["node": answer(post)]]]]])
        case (1, "@besloten"):
            return RelayPage.html("Threads", [["userData": ["user": ["text_post_app_is_private": true]]]])
        default: return gone
        }
    }

    private var gone: DemoResponse { .html("<html><body>Sorry, this page isn't available</body></html>", status: 404) }

    /// What is pinned comes first, out of the order of time.
    var visible: [InstagramPost] {
        posts.filter(\.post.isPinned) + posts.filter { !$0.post.isPinned }.prefix(Self.shown)
    }

    private func list(_ posts: [InstagramPost]) -> JSONValue {
        ["mediaData": ["edges": .array(posts.map { ["node": thread([$0])] })]]
    }

    private func thread(_ posts: [InstagramPost]) -> JSONValue {
        ["thread_items": .array(posts.map { ["post": post($0)] })]
    }

    private func answer(_ post: InstagramPost) -> JSONValue {
        let moment = JSONValue.number(Int(post.post.date) + 60)
        return [
            "thread_items": [
                [
                    "post": [
                        "pk": .string("9" + post.id.dropFirst()), "code": .string("C" + post.code.dropFirst()),
                        "taken_at": moment, "user": ["username": "burger"], "caption": ["text": "Dank u wel"],
                    ]
                ]
            ]
        ]
    }

    static func media(_ post: InstagramPost) -> [String] {
        post.post.images == 0 && !post.post.hasVideo || post.post.kind == .repost ? [] : post.best
    }

    private func post(_ post: InstagramPost) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("pk", .string(post.id)), ("code", .string(post.code)), ("taken_at", .number(Int(post.post.date))),
            ("user", ["username": .string(Self.user), "profile_pic_url": .string(Self.face)]),
            ("caption", ["text": .string(post.post.text)]),
            (
                "text_post_app_info",
                [
                    "pinned_post_info": ["is_pinned_to_profile": .boolean(post.post.isPinned)],
                    "share_info": ["reposted_post": post.post.kind == .repost ? ["pk": "1"] : nil],
                ]
            ),
        ]
        let media = Self.media(post)
        if post.post.hasVideo, !media.isEmpty { members.append(("video_versions", [["url": .string(media[0])]])) }
        if media.count > 1 {
            members.append(("carousel_media", .array(media.map { ["image_versions2": versions($0)] })))
        } else if media.count == 1 {
            members.append(("image_versions2", versions(media[0])))
        }
        return .object(members)
    }

    private func versions(_ url: String) -> JSONValue {
        [
            "candidates": [
                ["width": 1440, "url": .string(url)],
                ["width": 640, "url": .string(url.replacing("1440", with: "640"))],
            ]
        ]
    }

    private func interface(_ request: DemoRequest) -> DemoResponse {
        guard request["Authorization"] == "Bearer geheim-1234" else {
            return .json(["error": ["message": "Invalid OAuth access token", "code": 190]], status: 401)
        }
        let path = Array(request.segments.dropFirst())
        if path == ["me"] {
            return .json([
                "id": "17", "username": .string(Self.user), "threads_profile_picture_url": .string(Self.face),
            ])
        }
        if path.last == "conversation" {
            return .json(["data": [["id": "188", "username": "burger", "timestamp": "2026-11-14T10:00:00+0000"]]])
        }
        let start = request.query["after"].flatMap { Int($0.dropFirst(4)) } ?? 0
        let page = posts.dropFirst(start).prefix(Self.perPage)
        let end = start + page.count
        var paging: JSONValue = ["cursors": ["before": .string("QVFI\(start)"), "after": .string("QVFI\(end)")]]
        if end < posts.count { paging = paging.with([("next", "http://graph.threads.net/v1.0/me/threads?after=x")]) }
        return .json(["data": .array(page.map(row)), "paging": paging])
    }

    private func row(_ post: InstagramPost) -> JSONValue {
        let moment = ArchiveDate(seconds: post.post.date).iso8601Seconds.dropLast() + "+0000"
        let media = Self.media(post)
        var members: [(String, JSONValue)] = [
            ("id", .string("188" + post.id.prefix(14))), ("shortcode", .string(post.code)),
            ("timestamp", .string(String(moment))), ("username", .string(Self.user)),
            ("text", .string(post.post.text)), ("has_replies", .boolean(post.post.number % 5 == 0)),
        ]
        if post.post.kind == .repost {
            members += [("media_type", "REPOST_FACADE"), ("reposted_post", ["id": "1"])]
        }
        if let first = media.first { members.append(("media_url", .string(first))) }
        if media.count > 1 {
            members.append(("children", ["data": .array(media.map { ["id": "1", "media_url": .string($0)] })]))
        }
        return .object(members)
    }
}

extension ThreadsSite {
    package var truth: [PlatformTruth] {
        var stranger = PlatformTruth(seed: "http://www.threads.net/@\(Self.user)")
        stranger.posts = visible.map { truth($0, pinned: $0.post.isPinned) } + answers(of: visible)
        stranger.media = [Self.face]

        var owner = PlatformTruth(seed: "http://www.threads.com/@\(Self.user)/replies")
        owner.credentials = ["threads-token"]
        owner.posts = posts.map { truth($0, pinned: $0.post.isPinned) } + answers(of: visible)
        owner.media = [Self.face]

        var closed = PlatformTruth(seed: "http://www.threads.com/@besloten")
        closed.state = "private"
        var gone = PlatformTruth(seed: "http://www.threads.com/@\(Self.user)/post/DGone123456")
        gone.kind = "post"
        gone.outcomes = ["http://www.threads.com/@\(Self.user)/post/DGone123456": "gone"]
        return [stranger, owner, closed, gone]
    }

    private func truth(_ post: InstagramPost, pinned: Bool) -> PlatformTruth.Post {
        PlatformTruth.Post(
            id: post.code, url: "http://www.threads.com/@\(Self.user)/post/\(post.code)", date: post.post.date,
            relation: post.post.kind == .repost ? .repost : .own, isPinned: pinned, media: Self.media(post))
    }

    /// Posts of others on the pages of posts.
    private func answers(of posts: [InstagramPost]) -> [PlatformTruth.Post] {
        posts.filter { $0.post.kind != .repost }.map { post in
            PlatformTruth.Post(
                id: "C" + post.code.dropFirst(), url: "http://www.threads.com/@burger/post/C\(post.code.dropFirst())",
                date: post.post.date + 60, relation: .context)
        }
    }
}
