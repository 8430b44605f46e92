// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Facebook as strangers and the administrator of a page meet it. Its pages are built from what gallery-dl and yt-dlp read:
/// no recorded page of 2024 or later could be had.
package struct FacebookSite: PlatformSite {
    package let name = "facebook"
    package let hosts = ["facebook.com", "*.facebook.com", "*.fbcdn.net"]
    /// After so many requests strangers are sent to the sign-in; nil for never.
    let wallAfter: Int?

    static let user = "minister.van.dijken"
    static let number = "100044556677889"
    static let perPage = 20
    /// How many posts a stranger's page has.
    static let shown = 8

    /// A site of 45 posts. `wallAfter` is the number of requests after which strangers are sent to the sign-in.
    package init(wallAfter: Int? = nil) { self.wallAfter = wallAfter }

    let posts = PlatformPost.timeline()

    func id(_ post: PlatformPost) -> String { String(900_000_000_000 + post.number) }

    func pictures(_ post: PlatformPost) -> [String] {
        (0..<post.images).map {
            "http://scontent-ams2-1.xx.fbcdn.net/v/t39.30808-6/\(post.number)_\($0)_n.jpg?_nc_cat=1&oh=00_AY&oe=67AB0000"
        }
    }

    func film(_ post: PlatformPost) -> String? {
        post.hasVideo ? "http://video-ams2-1.xx.fbcdn.net/o1/v/\(post.number).mp4?efg=hd&oe=67AB0000" : nil
    }

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = request.host.prefix { $0 != ":" }
        if host.hasSuffix("fbcdn.net") {
            return host.hasPrefix("video") ? PlatformMedia.film(request.path) : PlatformMedia.image(request.path)
        }
        if host == "graph.facebook.com" { return FacebookGraph(site: self).response(for: request) }
        if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow:\n", "text/plain") }
        if let wallAfter, request.order >= wallAfter {
            return .redirect("http://www.facebook.com/login/?next=" + request.path)
        }
        return page(request)
    }

    private func page(_ request: DemoRequest) -> DemoResponse {
        let path = request.segments
        switch (path.count, path.first) {
        case (1, Self.user?): return timeline
        case (1, "geblokkeerd"?):
            return .html("<html><body><script>{\"__dr\":\"CometErrorRoot.react\"}</script></body></html>")
        case (1, "persoon"?): return .redirect("http://www.facebook.com/login/?next=%2Fpersoon")
        case (2, "plugins"?): return .html("<html><body><div class=\"pluginSkin\"></div></body></html>")
        case (3, Self.user?) where path[1] == "posts":
            guard let post = posts.first(where: { id($0) == path[2] }) else { return gone }
            return RelayPage.html("Bericht", [["node": story(post)]])
        default: return gone
        }
    }

    private var gone: DemoResponse {
        .html("<html><body><h2>This content isn't available right now</h2></body></html>")
    }

    /// The pinned post first, then the newest ones; nothing that leads on.
    var visible: [PlatformPost] {
        posts.filter(\.isPinned) + posts.prefix(Self.shown)
    }

    private var timeline: DemoResponse {
        let edges: [JSONValue] = visible.prefix(4).map { ["node": story($0)] }
        let streamed: [JSONValue] = visible.dropFirst(4).map { ["node": story($0)] }
        let feed: JSONValue = [
            "user": [
                "id": .string(Self.number), "profilePicLarge": ["uri": .string(Self.face)],
                "timeline_list_feed_units": ["edges": .array(edges)],
            ]
        ]
        return RelayPage.html("Minister van Dijken", [feed] + streamed)
    }

    static let face = "http://scontent-ams2-1.xx.fbcdn.net/v/t39.30808-1/gezicht_n.jpg?oe=67AB0000"

    private func story(_ post: PlatformPost) -> JSONValue {
        let images = pictures(post).map { url -> JSONValue in
            [
                "media": [
                    "__typename": "Photo", "viewer_image": ["uri": .string(url)],
                    "image": ["uri": .string(url + "&s=1")],
                ]
            ]
        }
        var attachments: [JSONValue] = []
        if images.count == 1, let first = images.first { attachments.append(["styles": ["attachment": first]]) }
        if images.count > 1 {
            attachments.append(["styles": ["attachment": ["all_subattachments": ["nodes": .array(images)]]]])
        }
        if let film = film(post) {
            attachments.append([
                "styles": [
                    "attachment": [
                        "media": [
                            "__typename": "Video", "browser_native_sd_url": .string(film + "&sd=1"),
                            "browser_native_hd_url": .string(film),
                        ]
                    ]
                ]
            ])
        }
        var members: [(String, JSONValue)] = [
            ("__typename", "Story"), ("post_id", .string(id(post))), ("attachments", .array(attachments)),
            (
                "comet_sections",
                [
                    "content": ["story": ["message": ["text": .string(post.text)]]],
                    "timestamp": ["story": ["creation_time": .number(Int(post.date))]],
                ]
            ), ("actors", [["id": .string(Self.number), "url_name": .string(Self.user)]]),
        ]
        if post.isPinned { members.append(("is_pinned", true)) }
        if post.kind == .repost {
            members.append(("attached_story", ["__typename": "Story", "post_id": "1"]))
        }
        return .object(members)
    }
}
