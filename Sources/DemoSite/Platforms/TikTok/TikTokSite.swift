// SPDX-License-Identifier: EUPL-1.2

/// TikTok in small: pages of an account and of its videos, the list that walks back by time, and its walls.
///
/// Built from documentation: no recorded answer of TikTok was at hand.
package struct TikTokSite: PlatformSite {
    package let name = "tiktok"
    package let hosts = ["www.tiktok.com", "vm.tiktok.com", "p16-sign.tiktokcdn.com", "v16-webapp.tiktok.com"]

    static let perPage = 15
    /// The first moment of every visitor here.
    static let now: Int64 = 1_795_000_000

    /// A site.
    package init() {}

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = String(request.host.prefix { $0 != ":" })
        switch host {
        case "p16-sign.tiktokcdn.com": return PlatformMedia.image(request.path)
        case "v16-webapp.tiktok.com": return PlatformMedia.film(request.path)
        case "vm.tiktok.com":
            guard request.segments.first == "ZGkort001", let video = TikTokVideo.all.first else { return missing }
            return .redirect(video.url, status: 301)
        default: return page(request)
        }
    }

    private var missing: DemoResponse { .html("<!doctype html><title>404</title>", status: 404) }

    private func page(_ request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        if parts.first == "api" { return list(request) }
        if parts.first == "oembed" { return .json(["type": "video", "title": "Video"]) }
        guard let user = parts.first, user.hasPrefix("@") else { return missing }
        if parts.count == 3 { return video(parts[2]) }
        switch user {
        case "@dijkgraaf", "@muur": return profile(String(user.dropFirst()))
        case "@bewijs":
            return .html("<!doctype html><title>Please wait...</title><p id=\"cs\" class=\"d2FpdA==\"></p>")
        case "@aanmelden": return .redirect("http://www.tiktok.com/login?redirect_url=x")
        case "@besloten": return state(10222)
        case "@weg": return state(10223)
        default: return state(10202)
        }
    }

    private func profile(_ user: String) -> DemoResponse {
        rehydration([
            "webapp.app-context": ["language": "nl", "webIdCreatedTime": .string("\(Self.now)")],
            "webapp.user-detail": [
                "statusCode": 0,
                "userInfo": [
                    "user": [
                        "id": "7000000000000000001", "uniqueId": .string(user), "secUid": .string(Self.key(user)),
                        "avatarLarger": .string("http://p16-sign.tiktokcdn.com/avatar/\(user).jpeg"),
                    ],
                    "stats": ["videoCount": .number(TikTokVideo.all.count)],
                    "statsV2": ["videoCount": .string("\(TikTokVideo.all.count)")],
                ],
            ],
        ])
    }

    static func key(_ user: String) -> String { "MS4wLjABAAAA_" + user }

    private func state(_ code: Int) -> DemoResponse {
        rehydration(["webapp.user-detail": ["statusCode": .number(code), "statusMsg": ""]])
    }

    private func rehydration(_ scope: JSONValue) -> DemoResponse {
        .html(
            "<!doctype html><html><head><title>TikTok</title></head><body>"
                + "<script id=\"__UNIVERSAL_DATA_FOR_REHYDRATION__\" type=\"application/json\">"
                + (["__DEFAULT_SCOPE__": scope] as JSONValue).textForHTML + "</script></body></html>")
    }

    private func video(_ id: String) -> DemoResponse {
        guard let video = TikTokVideo.all.first(where: { $0.id == id }) else {
            return rehydration(["webapp.video-detail": ["statusCode": 10204, "statusMsg": "item doesn't exist"]])
        }
        return rehydration(["webapp.video-detail": ["statusCode": 0, "itemInfo": ["itemStruct": video.item]]])
    }

    /// The list of one account works unsigned; that of the other is answered with nothing and status 200.
    private func list(_ request: DemoRequest) -> DemoResponse {
        guard request.segments == ["api", "creator", "item_list"], request.query["secUid"] == Self.key("dijkgraaf"),
            let cursor = request.query["cursor"].flatMap({ Int64($0) })
        else {
            return DemoResponse(fields: [DemoField("Content-Type", "application/json")])
        }
        let older = TikTokVideo.all.filter { $0.post.date * 1000 < cursor }
        // What is kept at the top stands on the first page, before the others, and again in its place.
        let kept = cursor == Self.now * 1000 ? TikTokVideo.all.filter(\.post.isPinned) : []
        let page = older.prefix(Self.perPage)
        return .json([
            "statusCode": 0, "hasMorePrevious": .boolean(older.count > page.count),
            "itemList": .array((kept + page).map(\.item)),
        ])
    }
}

/// A video of the account, or pictures in its place.
struct TikTokVideo: Sendable {
    let post: PlatformPost

    static let all = PlatformPost.timeline().map { TikTokVideo(post: $0) }

    /// The second of its making in the upper half.
    var id: String { String(UInt64(post.date) << 32 | UInt64(post.number)) }
    var url: String { "http://www.tiktok.com/@dijkgraaf/video/\(id)" }
    var cover: String { "http://p16-sign.tiktokcdn.com/obj/cover\(id).jpeg?x-expires=1795000000" }
    var film: String? { post.images > 0 ? nil : "http://v16-webapp.tiktok.com/video/\(id)/?mime_type=video_mp4" }
    var images: [String] {
        (0..<post.images).map { "http://p16-sign.tiktokcdn.com/obj/photo\(id)n\($0).jpeg" }
    }

    var item: JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(id)), ("desc", .string(post.text)), ("createTime", .string("\(post.date)")),
            ("isPinnedItem", .boolean(post.isPinned)),
            ("author", ["uniqueId": "dijkgraaf", "secUid": .string(TikTokSite.key("dijkgraaf"))]),
            ("stats", ["diggCount": .number(post.number), "commentCount": 3]),
        ]
        if let film {
            members.append(("video", ["cover": .string(cover), "playAddr": .string(film), "duration": 12]))
        } else {
            let pictures = images.map { ["imageURL": ["urlList": [.string($0)]]] as JSONValue }
            members.append(("video", ["cover": .string(cover), "duration": 0]))
            members.append(("imagePost", ["images": .array(pictures)]))
        }
        return .object(members)
    }

    var truth: PlatformTruth.Post {
        PlatformTruth.Post(id: id, url: url, date: post.date, isPinned: post.isPinned, media: [cover] + images)
    }
}

extension TikTokSite {
    package var truth: [PlatformTruth] {
        var open = PlatformTruth(seed: "http://www.tiktok.com/@dijkgraaf")
        open.posts = TikTokVideo.all.map(\.truth)
        open.media = ["http://p16-sign.tiktokcdn.com/avatar/dijkgraaf.jpeg"] + TikTokVideo.all.compactMap(\.film)
        open.counters = ["posts": Int64(TikTokVideo.all.count)]
        var walled = PlatformTruth(seed: "http://www.tiktok.com/@muur")
        walled.counters = open.counters
        walled.outcomes = [
            "http://www.tiktok.com/api/creator/item_list/?aid=1988&app_name=tiktok_web&device_platform=web_pc&type=1&count=15"
                + "&secUid=\(Self.key("muur"))&cursor=\(Self.now)000": "walled:challenge"
        ]
        var single = PlatformTruth(seed: "http://vm.tiktok.com/ZGkort001/")
        single.kind = "post"
        single.posts = TikTokVideo.all.prefix(1).map(\.truth)
        single.media = TikTokVideo.all.prefix(1).compactMap(\.film)
        return [open, walled, single] + closed
    }

    private var closed: [PlatformTruth] {
        let ends: [(user: String, outcome: String, state: String?)] = [
            ("besloten", "walled:login", "private"), ("weg", "gone", "suspended"), ("niemand", "not-found", "removed"),
            ("bewijs", "walled:challenge", nil), ("aanmelden", "walled:login", nil),
        ]
        var gone = PlatformTruth(seed: "http://www.tiktok.com/@dijkgraaf/video/7000000000000000009")
        gone.kind = "post"
        gone.outcomes = ["http://www.tiktok.com/@dijkgraaf/video/7000000000000000009": "gone"]
        return [gone]
            + ends.map { end in
                var truth = PlatformTruth(seed: "http://www.tiktok.com/@\(end.user)")
                truth.outcomes = ["http://www.tiktok.com/@\(end.user)": end.outcome]
                truth.state = end.state
                return truth
            }
    }
}
