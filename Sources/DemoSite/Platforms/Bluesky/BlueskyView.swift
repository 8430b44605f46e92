// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The public view at public.api.bsky.app.
struct BlueskyView {
    private static let perPage = 20

    func response(for request: DemoRequest) -> DemoResponse {
        let query = request.query
        switch request.segments.last {
        case "app.bsky.actor.getProfile":
            if let error = BlueskySite.gone[query["actor"] ?? ""] { return .error(error, "Account is not there") }
            guard let account = BlueskySite.account(query["actor"]) else {
                return .error("InvalidRequest", "Profile not found")
            }
            return .json(
                account.author.with([
                    ("banner", .string("http://cdn.bsky.app/img/banner/plain/\(account.did)/bafkreibanner@jpeg")),
                    ("followersCount", 1000), ("postsCount", .number(account.count)),
                ]))
        case "app.bsky.feed.getAuthorFeed": return feed(request)
        case "app.bsky.feed.getPostThread": return thread(query["uri"] ?? "")
        default: return .error("MethodNotImplemented", "Method Not Implemented", status: 501)
        }
    }

    private func feed(_ request: DemoRequest) -> DemoResponse {
        guard let account = BlueskySite.account(request.query["actor"]) else {
            return .error("InvalidRequest", "Profile not found")
        }
        let start = request.query.number("cursor") ?? 0
        // Once in a while the service behind is not there; the next try is answered.
        if start == Self.perPage, request.visit == 0 {
            return .error("UpstreamFailure", "Upstream service unreachable", status: 502)
        }
        let posts = account.posts
        var entries = posts.dropFirst(start).prefix(Self.perPage).map { $0.entry() }
        if start == 0 { entries.insert(contentsOf: posts.filter(\.post.isPinned).map { $0.entry(isPin: true) }, at: 0) }
        let next = start + Self.perPage
        let answer: JSONValue = ["feed": .array(entries)]
        var response = DemoResponse.json(next < posts.count ? answer.with([("cursor", .string("\(next)"))]) : answer)
        response.add("RateLimit-Limit", "3000")
        response.add("RateLimit-Remaining", "2990")
        response.add("RateLimit-Reset", "\(request.time.microseconds / 1_000_000 + 300)")
        return response
    }

    /// The thread of every tenth post has two answers; that of the thirtieth says that the post is gone.
    private func thread(_ uri: String) -> DemoResponse {
        let posts = BlueskySite.accounts.flatMap(\.posts)
        guard let post = posts.first(where: { uri == $0.uri || uri.hasSuffix("/" + $0.key) }) else {
            return .error("NotFound", "Post not found: \(uri)")
        }
        if post.post.number == 30 {
            return .json([
                "thread": ["$type": "app.bsky.feed.defs#notFoundPost", "uri": .string(uri), "notFound": true]
            ])
        }
        let replies: [JSONValue] = (0..<(post.post.number % 10 == 0 ? 2 : 0)).map { number in
            let date = post.post.date + 60 * Int64(number + 1)
            return [
                "post": [
                    "uri": .string("at://\(BlueskyPost.other)/app.bsky.feed.post/\(BlueskyPost.key(of: date))"),
                    "author": ["did": .string(BlueskyPost.other), "handle": "iemand.demo.test"],
                    "record": [
                        "text": "Een antwoord", "createdAt": .string(ArchiveDate(seconds: date).iso8601Seconds),
                    ],
                ],
                "replies": [],
            ]
        }
        return .json(["thread": ["post": post.view, "replies": .array(replies)]])
    }
}

extension DemoResponse {
    /// An error as XRPC has it.
    static func error(_ name: String, _ message: String, status: Int = 400) -> DemoResponse {
        .json(["error": .string(name), "message": .string(message)], status: status)
    }
}
