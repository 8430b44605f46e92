// SPDX-License-Identifier: EUPL-1.2

/// Snapchat in small: the page of a public profile with its story, highlights and Spotlight videos.
///
/// Built from documentation: no recorded answer of Snapchat was at hand.
package struct SnapchatSite: PlatformSite {
    package let name = "snapchat"
    package let hosts = ["www.snapchat.com", "accounts.snapchat.com", "cf-st.sc-cdn.net"]

    /// A site.
    package init() {}

    /// Of the 45 posts the newest five are the running story, fifteen are kept in three highlights, the others Spotlight videos.
    static let story = PlatformPost.timeline().prefix(5).map { Snap(post: $0) }
    static let highlights = (0..<3).map { number in
        PlatformPost.timeline().dropFirst(5 + number * 5).prefix(5).map { Snap(post: $0) }
    }
    static let spotlight = PlatformPost.timeline().dropFirst(20).map { Snap(post: $0) }

    package func response(for request: DemoRequest) -> DemoResponse {
        let host = String(request.host.prefix { $0 != ":" })
        if host == "cf-st.sc-cdn.net" {
            return request.path.contains("film") ? PlatformMedia.film(request.path) : PlatformMedia.image(request.path)
        }
        let parts = request.segments
        switch parts.first {
        case "@dijkgraaf": return page(profile)
        case "@gesloten": return page(["userProfile": ["userInfo": ["username": "gesloten"]]])
        case "@aanmelden": return .redirect("http://accounts.snapchat.com/accounts/login")
        case "spotlight" where parts.count == 2:
            guard let place = Self.spotlight.firstIndex(where: { $0.id == parts[1] }) else {
                return page([:], name: "/404")
            }
            return page([
                "spotlightFeed": ["spotlightStories": .array(Self.spotlight[place...].prefix(3).map(\.feedItem))]
            ])
        default: return page([:], name: "/404", status: 404)
        }
    }

    private func page(_ properties: JSONValue, name: String = "/[profile]", status: Int = 200) -> DemoResponse {
        let data: JSONValue = ["props": ["pageProps": properties], "page": .string(name)]
        return .html(
            "<!doctype html><html><head><title>Snapchat</title></head><body>"
                + "<script id=\"__NEXT_DATA__\" type=\"application/json\">\(data.textForHTML)</script></body></html>",
            status: status)
    }

    private var profile: JSONValue {
        [
            "userProfile": [
                "publicProfileInfo": [
                    "username": "dijkgraaf", "title": "Dijkgraaf", "subscriberCount": "1200",
                    "profilePictureUrl": "http://cf-st.sc-cdn.net/aps/portret.jpg",
                ]
            ],
            "story": ["storyId": ["value": "story"], "snapList": .array(Self.story.map(\.item))],
            "curatedHighlights": .array(
                Self.highlights.enumerated().map { number, snaps in
                    [
                        "storyId": ["value": .string("bewaard\(number)")], "snapList": .array(snaps.map(\.item)),
                        "thumbnailUrl": ["value": .string("http://cf-st.sc-cdn.net/d/bewaard\(number).jpg")],
                    ]
                }),
            "spotlightHighlights": .array(
                Self.spotlight.map { ["storyId": ["value": .string($0.id)], "snapList": [$0.item]] }),
        ]
    }
}

/// One snap: a picture or a film.
struct Snap: Sendable {
    let post: PlatformPost

    var id: String { "W7_Dijkgraaf_\(post.number)" }
    var media: String { "http://cf-st.sc-cdn.net/d/\(post.hasVideo ? "film" : "beeld")\(post.number).27.IRZXSOY" }

    var item: JSONValue {
        [
            "snapIndex": 0, "snapId": ["value": .string(id)], "snapMediaType": .number(post.hasVideo ? 1 : 0),
            "snapUrls": [
                "mediaUrl": .string(media), "mediaPreviewUrl": ["value": .string(media + ".voorbeeld")],
            ],
            "timestampInSec": ["value": .string("\(post.date)")],
        ]
    }

    /// As the page of a Spotlight video has it.
    var feedItem: JSONValue {
        [
            "story": ["storyId": ["value": .string(id)]],
            "metadata": [
                "videoMetadata": [
                    "contentUrl": .string(media), "uploadDateMs": .string("\(post.date * 1000)"),
                    "thumbnailUrl": .string(media + ".voorbeeld"),
                ]
            ],
        ]
    }

    func truth(isSpotlight: Bool, isPinned: Bool) -> PlatformTruth.Post {
        PlatformTruth.Post(
            id: id, url: isSpotlight ? "http://www.snapchat.com/spotlight/\(id)" : nil, date: post.date,
            isPinned: isPinned, media: [media])
    }
}

extension SnapchatSite {
    package var truth: [PlatformTruth] {
        var open = PlatformTruth(seed: "http://www.snapchat.com/add/dijkgraaf")
        open.posts =
            Self.story.map { $0.truth(isSpotlight: false, isPinned: false) }
            + Self.highlights.joined().map { $0.truth(isSpotlight: false, isPinned: true) }
            + Self.spotlight.map { $0.truth(isSpotlight: true, isPinned: true) }
        open.media = ["http://cf-st.sc-cdn.net/aps/portret.jpg"]
        var single = PlatformTruth(seed: "http://www.snapchat.com/@dijkgraaf/spotlight/W7_Dijkgraaf_10")
        single.kind = "post"
        single.posts = Self.spotlight.filter { $0.post.number == 10 }.map {
            $0.truth(isSpotlight: true, isPinned: false)
        }
        var lost = PlatformTruth(seed: "http://www.snapchat.com/spotlight/W7_Weg")
        lost.kind = "post"
        lost.outcomes = ["http://www.snapchat.com/spotlight/W7_Weg": "not-found"]
        var closed = PlatformTruth(seed: "http://www.snapchat.com/@gesloten")
        closed.outcomes = ["http://www.snapchat.com/@gesloten": "empty"]
        closed.state = "private"
        var walled = PlatformTruth(seed: "http://www.snapchat.com/@aanmelden")
        walled.outcomes = ["http://www.snapchat.com/@aanmelden": "walled:login"]
        return [open, single, lost, closed, walled]
    }
}
