// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// X as strangers, holders of a bearer token and signed-in visitors meet it; `crawl-profiles/x.yaml` says by which sources.
package struct XSite: PlatformSite {
    package let name = "x"
    package let hosts = [
        "x.com", "twitter.com", "api.x.com", "publish.x.com", "syndication.twitter.com", "cdn.syndication.twimg.com",
        "pbs.twimg.com", "video.twimg.com",
    ]
    /// After so many requests strangers are sent to the sign-in; nil for never.
    let wallAfter: Int?

    static let user = "minpres"
    static let number = "1234567890"
    static let perPage = 20
    /// The author of what was passed on, and of a promoted post.
    static let other = "rijksoverheid"

    /// A site of 45 posts. `wallAfter` is the number of requests after which strangers are sent to the sign-in.
    package init(wallAfter: Int? = nil) { self.wallAfter = wallAfter }

    let posts = PlatformPost.timeline().map { XPost($0) }

    package func response(for request: DemoRequest) -> DemoResponse {
        switch request.host.prefix(while: { $0 != ":" }) {
        case "api.x.com": return XAPI(site: self).response(for: request)
        case "publish.x.com", "syndication.twitter.com", "cdn.syndication.twimg.com":
            return XEmbeds(site: self).response(for: request)
        case "pbs.twimg.com": return picture(request)
        case "video.twimg.com": return PlatformMedia.film(request.path)
        default:
            if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow:\n", "text/plain") }
            if let wallAfter, request.order >= wallAfter {
                return .redirect("http://x.com/i/flow/login?redirect_after_login=" + request.path)
            }
            if request.path.hasPrefix("/i/api/graphql/") { return XWebProgram(site: self).response(for: request) }
            return shell
        }
    }

    /// The program that makes pages; no post is in it.
    private var shell: DemoResponse {
        .html(
            """
            <!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>X</title></head>\
            <body><div id="react-root"></div><noscript>JavaScript staat uit.</noscript></body></html>
            """)
    }

    private func picture(_ request: DemoRequest) -> DemoResponse {
        // A banner without a size does not exist on the real one either.
        if request.path.hasSuffix("/0") { return .text("", "text/plain", status: 404) }
        let wide = request.query["name"] == "orig" || request.path.hasSuffix("1500x500")
        return PlatformMedia.image(request.target, width: wide ? 120 : 48)
    }
}

/// A post of the account with what X gives it.
struct XPost: Sendable {
    let post: PlatformPost
    let id: String

    init(_ post: PlatformPost) {
        self.post = post
        let moment = UInt64(post.date * 1000 + Int64(post.number % 1000) - 1_288_834_974_657)
        id = String(moment << 22 | UInt64(post.number))
    }

    var permalink: String { "http://x.com/\(XSite.user)/status/\(id)" }
    var isRepost: Bool { post.kind == .repost }
    var isReply: Bool { post.kind == .reply }

    /// Addresses of the pictures as answers name them.
    var pictures: [String] { (0..<post.images).map { "http://pbs.twimg.com/media/P\(post.number)-\($0).jpg" } }
    /// The same at full size.
    var originals: [String] {
        (0..<post.images).map { "http://pbs.twimg.com/media/P\(post.number)-\($0)?format=jpg&name=orig" }
    }
    /// The still picture that a film has.
    var still: String? { post.hasVideo ? "http://pbs.twimg.com/ext_tw_video_thumb/\(id)/pu/img/still.jpg" : nil }
    /// The film in three sizes and as a list of pieces; the second is the best.
    var films: [(bitRate: Int?, url: String)] {
        guard post.hasVideo else { return [] }
        let base = "http://video.twimg.com/ext_tw_video/\(id)/pu"
        return [
            (632_000, base + "/vid/avc1/480x270/a.mp4?tag=12"), (2_176_000, base + "/vid/avc1/1280x720/c.mp4?tag=12"),
            (950_000, base + "/vid/avc1/640x360/b.mp4?tag=12"), (nil, base + "/pl/list.m3u8?tag=12"),
        ]
    }
    var bestFilm: String? { films.first { $0.bitRate == 2_176_000 }?.url }

    func truth(pinned: Bool, url: String? = nil) -> PlatformTruth.Post {
        PlatformTruth.Post(
            id: id, url: url ?? permalink, date: post.date, relation: isRepost ? .repost : .own, isPinned: pinned,
            media: isRepost ? [] : pictures + [still, bestFilm].compactMap(\.self))
    }

    /// `Wed Feb 12 21:30:13 +0000 2025`.
    static func date(_ seconds: Int64) -> String {
        let digits = ArchiveDate(seconds: seconds).digits14
        let part = { (from: Int, count: Int) in String(digits.dropFirst(from).prefix(count)) }
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = days[Int(seconds / 86_400 % 7)]
        let month = months[(Int(part(4, 2)) ?? 1) - 1]
        return "\(day) \(month) \(part(6, 2)) \(part(8, 2)):\(part(10, 2)):\(part(12, 2)) +0000 \(part(0, 4))"
    }

    /// `media` of the web program and of what is embedded.
    var legacyMedia: [JSONValue] {
        var media: [JSONValue] = pictures.enumerated().map { index, url in
            [
                "id_str": .string(id + String(index)), "type": "photo", "media_url_https": .string(url),
                "ext_alt_text": .string("Beeld \(index + 1)"),
            ]
        }
        if let still {
            let variants: [JSONValue] = films.map { film in
                guard let rate = film.bitRate else {
                    return ["content_type": "application/x-mpegURL", "url": .string(film.url)]
                }
                return ["bitrate": .number(rate), "content_type": "video/mp4", "url": .string(film.url)]
            }
            media.append([
                "id_str": .string(id + "9"), "type": "video", "media_url_https": .string(still),
                "video_info": ["duration_millis": 12_000, "variants": .array(variants)],
            ])
        }
        return media
    }
}
