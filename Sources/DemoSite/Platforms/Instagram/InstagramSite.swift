// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// Instagram as strangers and the owner of an account meet it, built from what gallery-dl and yt-dlp read, and from the
/// documentation of its API.
package struct InstagramSite: PlatformSite {
    package let name = "instagram"
    package let hosts = ["instagram.com", "*.instagram.com", "*.cdninstagram.com"]
    /// After so many requests strangers are sent to the sign-in; nil for never.
    let wallAfter: Int?

    static let user = "minpres"
    static let shown = 12
    static let perPage = 20

    /// A site of 45 posts. `wallAfter` is the number of requests after which strangers are sent to the sign-in.
    package init(wallAfter: Int? = nil) { self.wallAfter = wallAfter }

    let posts = PlatformPost.timeline().map { InstagramPost($0) }

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = request.host.prefix { $0 != ":" }
        if host.hasSuffix("cdninstagram.com") {
            return request.path.hasSuffix(".mp4") ? PlatformMedia.film(request.path) : PlatformMedia.image(request.path)
        }
        if host == "graph.instagram.com" { return InstagramAPI(site: self).response(for: request) }
        if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow:\n", "text/plain") }
        if let wallAfter, request.order >= wallAfter {
            return .redirect("http://www.instagram.com/accounts/login/?next=" + request.path)
        }
        let path = request.segments
        if path.last == "web_profile_info" { return account(request) }
        if path.first == "p", path.count > 1 { return post(path[1], isEmbed: path.last == "captioned") }
        return .html("<html><head><title>Instagram</title></head><body></body></html>")
    }

    private func account(_ request: DemoRequest) -> DemoResponse {
        guard request["X-IG-App-ID"] == "936619743392459" else {
            return .json(["message": "useragent mismatch", "status": "fail"], status: 400)
        }
        // The first answer asks for patience.
        if request.visit == 0 {
            return .json(
                ["message": "Please wait a few minutes before you try again.", "status": "fail"], status: 401)
        }
        let name = request.query["username"] ?? ""
        guard [Self.user, "stilte", "besloten"].contains(name) else {
            return .json(["data": ["user": nil], "status": "ok"])
        }
        let isOpen = name == Self.user
        // What is pinned comes first, out of the order of time.
        let first = posts.filter(\.post.isPinned) + posts.filter { !$0.post.isPinned }
        let nodes: [JSONValue] = isOpen ? first.prefix(Self.shown).map { ["node": $0.node] } : []
        return .json([
            "data": [
                "user": [
                    "id": "17", "username": .string(name), "is_private": .boolean(name == "besloten"),
                    "profile_pic_url_hd": .string(Self.face), "edge_followed_by": ["count": 99],
                    "edge_owner_to_timeline_media": [
                        "count": .number(isOpen ? posts.count : name == "besloten" ? 7 : 0),
                        "page_info": ["has_next_page": .boolean(isOpen), "end_cursor": "QVFE"], "edges": .array(nodes),
                    ],
                ]
            ], "status": "ok",
        ])
    }

    static let face = "http://scontent-ams4-1.cdninstagram.com/v/t51.2885-19/gezicht_n.jpg?oe=67AB0000"
    static let gatedCode = "CGated12345"
    static let goneCode = "CGone123456"

    private func post(_ code: String, isEmbed: Bool) -> DemoResponse {
        if code == Self.gatedCode {
            return RelayPage.html(
                "Instagram", [["xig_polaris_media": ["gating_type": "age", "if_not_gated_logged_out": nil]]])
        }
        guard let post = posts.first(where: { $0.code == code }) else {
            return .html("<html><body>The link you followed may be broken.</body></html>", status: 404)
        }
        if isEmbed { return .html("<html><body><div class=\"Embed\">\(post.post.number)</div></body></html>") }
        return RelayPage.html("Bericht", [["xig_polaris_media": ["if_not_gated_logged_out": post.media]]])
    }
}

/// A post of the account with what Instagram gives it.
struct InstagramPost: Sendable {
    let post: PlatformPost
    /// The number, which carries about the time.
    let id: String
    /// The same in the alphabet of the addresses.
    let code: String

    init(_ post: PlatformPost) {
        self.post = post
        var number = UInt64(post.date * 1000 - 1_314_220_021_721) << 23 | UInt64(post.number)
        id = String(number)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var digits: [Character] = []
        while number > 0 {
            digits.insert(alphabet[Int(number & 63)], at: 0)
            number >>= 6
        }
        code = String(digits)
    }

    var permalink: String { "http://www.instagram.com/p/\(code)/" }

    /// The largest renditions. Every post has a medium here, as on the real one.
    var best: [String] {
        if post.hasVideo { return [base + "film_1080.mp4?oe=67AB0000"] }
        return (0..<max(post.images, 1)).map { base + "\($0)_1440.jpg?oe=67AB0000" }
    }

    private var base: String { "http://scontent-ams4-1.cdninstagram.com/v/t51.2885-15/\(post.number)_" }
    var stills: [String] { best.map { $0.replacing(".mp4", with: ".jpg") } }

    /// As the account's page has it.
    var node: JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(id)), ("shortcode", .string(code)), ("taken_at_timestamp", .number(Int(post.date))),
            ("is_video", .boolean(post.hasVideo)), ("display_url", .string(stills[0])),
            ("owner", ["id": "17", "username": .string(InstagramSite.user)]),
            ("pinned_for_users", post.isPinned ? [["id": "17"]] : []),
        ]
        if post.hasVideo { members.append(("video_url", .string(best[0]))) }
        if best.count > 1 {
            let children: [JSONValue] = best.map { ["node": ["display_url": .string($0), "is_video": false]] }
            members.append(("edge_sidecar_to_children", ["edges": .array(children)]))
        }
        return .object(members)
    }

    /// As the post's own page has it.
    var media: JSONValue {
        var members: [(String, JSONValue)] = [
            ("pk", .string(id)), ("code", .string(code)), ("taken_at", .number(Int(post.date))),
            ("user", ["username": .string(InstagramSite.user), "profile_pic_url": .string(InstagramSite.face)]),
            ("caption", ["text": .string(post.text)]), ("image_versions2", versions(stills[0])),
            ("comments_connection", ["edges": []]),
        ]
        if post.hasVideo { members.append(("video_versions", Self.films(best[0]))) }
        if best.count > 1 {
            members.append(("carousel_media", .array(best.map { ["image_versions2": versions($0)] })))
        }
        return .object(members)
    }

    private func versions(_ url: String) -> JSONValue {
        [
            "candidates": [
                ["width": 640, "height": 640, "url": .string(url.replacing("1440", with: "640"))],
                ["width": 1440, "height": 1440, "url": .string(url)],
                ["width": 320, "height": 320, "url": .string(url.replacing("1440", with: "320"))],
            ]
        ]
    }

    private static func films(_ url: String) -> JSONValue {
        [
            ["type": 103, "width": 480, "url": .string(url.replacing("1080", with: "480"))],
            ["type": 101, "width": 1080, "url": .string(url)],
        ]
    }
}
