// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// What X gives other sites to show: single posts, and the timeline of some accounts.
struct XEmbeds {
    let site: XSite

    /// A post that is gone, one that only adults see, and one of a protected account.
    static let gone = "1700000000000000001"
    static let adult = "1700000000000000002"
    static let hidden = "1700000000000000003"
    /// How many posts the embedded timeline has.
    static let shown = 20

    func response(for request: DemoRequest) -> DemoResponse {
        switch request.host.prefix(while: { $0 != ":" }) {
        case "publish.x.com": card(request)
        case "syndication.twitter.com": timeline(request)
        default: single(request)
        }
    }

    private func card(_ request: DemoRequest) -> DemoResponse {
        let id = request.query["url"]?.split(separator: "/").last.map(String.init)
        guard let post = site.posts.first(where: { $0.id == id }) else { return .json([:], status: 404) }
        return .json([
            "url": .string(post.permalink), "author_name": "De minister", "version": "1.0",
            "html": .string("<blockquote class=\"twitter-tweet\"><p>\(post.post.number)</p></blockquote>"),
        ])
    }

    private func single(_ request: DemoRequest) -> DemoResponse {
        let id = request.query["id"] ?? ""
        guard request.query["token"]?.isEmpty == false else { return .json([:], status: 400) }
        let tombstones = [
            Self.gone: "This Post was deleted by the Post author. Learn more",
            Self.adult: "Age-restricted adult content. This content might not be appropriate for people under 18.",
            Self.hidden: "You’re unable to view this Post because this account owner limits who can view their Posts.",
        ]
        if let text = tombstones[id] {
            return .json(["__typename": "TweetTombstone", "tombstone": ["text": ["text": .string(text)]]])
        }
        guard let post = site.posts.first(where: { $0.id == id }) else { return .json([:], status: 404) }
        return .json([
            "__typename": "Tweet", "id_str": .string(post.id), "text": .string(post.post.text),
            "created_at": .string(ArchiveDate(seconds: post.post.date).iso8601Seconds.dropLast() + ".000Z"),
            "favorite_count": 3, "conversation_count": 1, "user": user,
            "mediaDetails": .array(post.legacyMedia),
        ])
    }

    private var user: JSONValue {
        [
            "id_str": .string(XSite.number), "screen_name": .string(XSite.user), "name": "De minister",
            "statuses_count": .number(site.posts.count),
            "profile_image_url_https": .string(
                "http://pbs.twimg.com/profile_images/\(XSite.number)/gezicht_normal.jpg"),
        ]
    }

    /// The posts of the embedded timeline: some, and not in the order of time.
    var selection: [XPost] {
        let odd = site.posts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        return Array(odd.reversed().prefix(Self.shown))
    }

    private func timeline(_ request: DemoRequest) -> DemoResponse {
        let isKnown = request.segments.last?.lowercased() == XSite.user
        let entries: [JSONValue] = isKnown ? selection.map(entry) : []
        let data: JSONValue = ["props": ["pageProps": ["timeline": ["entries": .array(entries)]]], "page": "/timeline"]
        return .html(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><div id=\"__next\"></div>"
                + "<script id=\"__NEXT_DATA__\" type=\"application/json\">\(data.textForHTML)</script></body></html>")
    }

    private func entry(_ post: XPost) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("id_str", .string(post.id)), ("created_at", .string(XPost.date(post.post.date))),
            ("full_text", .string(post.post.text)), ("user", user),
            ("permalink", .string("/\(XSite.user)/status/\(post.id)")),
        ]
        if post.isRepost {
            members.append(("retweeted_status", ["id_str": "1", "user": ["screen_name": .string(XSite.other)]]))
        } else {
            members.append(("extended_entities", ["media": .array(post.legacyMedia)]))
        }
        return [
            "type": "tweet", "entry_id": .string("tweet-" + post.id), "content": ["tweet": .object(members)],
        ]
    }
}
