// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A Mastodon server that lets strangers read.
struct MastodonServer {
    static let origin = "http://mastodon.demo.test"
    private static let posts = PlatformPost.timeline().map { Status(post: $0) }

    func response(for request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        if parts.first?.hasPrefix("@") == true {
            return parts[0].hasSuffix(".rss")
                ? .text("<rss version=\"2.0\"><channel><title>x</title></channel></rss>", "application/rss+xml")
                : .html("<!doctype html><title>Mastodon</title>")
        }
        guard parts.first == "api" else { return missing }
        switch parts.dropFirst(2).first {
        case "instance": return .json(["title": "Mastodon", "version": "4.5.0"])
        case "accounts" where parts.count == 4:
            switch request.query["acct"] {
            case FediverseSite.user: return .json(account("110000000000000001", 45))
            case "leeg": return .json(account("110000000000000002", 0))
            case "geschorst": return .json(account("110000000000000003", 0).with([("suspended", true)]))
            default: return missing
            }
        case "accounts": return parts[3] == "110000000000000001" ? statuses(request) : .json([])
        case "statuses" where parts.count == 5 && parts[4] == "context": return context(parts[3])
        default: return missing
        }
    }

    private var missing: DemoResponse { .json(["error": "Record not found"], status: 404) }

    private func account(_ id: String, _ count: Int) -> JSONValue {
        [
            "id": .string(id), "username": .string(FediverseSite.user), "acct": .string(FediverseSite.user),
            "avatar": .string(Self.origin + "/system/accounts/avatars/000/original/a.png"),
            "statuses_count": .number(count),
        ]
    }

    private func statuses(_ request: DemoRequest) -> DemoResponse {
        if request.query["pinned"] == "true" {
            return .json(.array(Self.posts.filter(\.post.isPinned).map(\.json)))
        }
        let start = request.query["max_id"].flatMap { id in Self.posts.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let page = Self.posts.dropFirst(start).prefix(FediverseSite.perPage)
        var response = DemoResponse.json(.array(page.map(\.json)))
        if let last = page.last, start + page.count < Self.posts.count {
            let base = Self.origin + request.path + "?limit=40"
            response.add("Link", "<\(base)&max_id=\(last.id)>; rel=\"next\", <\(base)&min_id=1>; rel=\"prev\"")
        }
        response.add("X-RateLimit-Limit", "300")
        response.add("X-RateLimit-Remaining", "250")
        response.add("X-RateLimit-Reset", request.time.adding(seconds: 300).iso8601)
        return response
    }

    private func context(_ id: String) -> DemoResponse {
        guard let post = Self.posts.first(where: { $0.id == id }) else { return missing }
        let answer: JSONValue = [
            "id": .string(Status.id(at: post.post.date + 60)), "account": ["acct": "burger@iemand.demo.test"],
            "created_at": .string(ArchiveDate(seconds: post.post.date + 60).iso8601), "media_attachments": [],
        ]
        return .json(["ancestors": [], "descendants": [answer]])
    }

    static var truth: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@" + FediverseSite.user)
        truth.posts = posts.map(\.truth)
        truth.counters = ["posts": 45]
        truth.media = [origin + "/system/accounts/avatars/000/original/a.png"]
        return truth
    }

    static var empty: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@leeg")
        truth.counters = ["posts": 0]
        return truth
    }

    static var suspended: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@geschorst")
        truth.outcomes = [origin + "/api/v1/accounts/lookup?acct=geschorst": "gone"]
        truth.state = "suspended"
        return truth
    }

    static var missing: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@niemand")
        truth.outcomes = [origin + "/api/v1/accounts/lookup?acct=niemand": "not-found"]
        return truth
    }

    /// A status, or a boost.
    struct Status: Sendable {
        let post: PlatformPost

        static func id(at seconds: Int64) -> String { String(UInt64(seconds * 1000) << 16 | 9) }

        var id: String { Self.id(at: post.date) }
        var media: [String] {
            if post.hasVideo { return [Self.base + "\(id)v.mp4"] }
            return (0..<post.images).map { Self.base + "\(id)n\($0).png" }
        }
        private static let base = MastodonServer.origin + "/system/media_attachments/files/000/original/"

        var json: JSONValue {
            let status: JSONValue = [
                "id": .string(id), "created_at": .string(ArchiveDate(seconds: post.date).iso8601),
                "in_reply_to_id": post.kind == .reply ? "1" : nil, "content": .string("<p>\(post.text)</p>"),
                "replies_count": .number(post.number % 10 == 0 ? 2 : 0),
                "account": ["acct": .string(FediverseSite.user)],
                "media_attachments": .array(media.map { ["url": .string($0), "preview_url": nil] }),
            ]
            guard post.kind == .repost else { return status.with([("reblog", nil)]) }
            let shown: JSONValue = [
                "id": "5", "url": "http://iemand.demo.test/@iemand/5", "created_at": "2020-01-01T00:00:00.000Z",
                "media_attachments": [["url": .string(Self.base + "geboost\(post.number).png")]],
            ]
            return status.with([("reblog", shown)])
        }

        var truth: PlatformTruth.Post {
            if post.kind == .repost {
                return PlatformTruth.Post(
                    id: id, date: post.date, relation: .repost, media: [Self.base + "geboost\(post.number).png"])
            }
            return PlatformTruth.Post(
                id: id, url: "\(MastodonServer.origin)/@\(FediverseSite.user)/\(id)", date: post.date,
                isPinned: post.isPinned, media: media)
        }
    }
}
