// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A GoToSocial server: nothing for strangers but its pages, which lead on to older ones, and the feed of the latest posts.
struct GoToSocialServer {
    static let origin = "http://gts.demo.test"
    private static let posts = PlatformPost.timeline().filter { $0.kind == .post }
    private static let inFeed = 20

    func response(for request: DemoRequest) -> DemoResponse {
        let parts = request.segments
        if parts.first == "api" { return .json(["error": "Unauthorized: token not supplied"], status: 401) }
        guard parts.first == "@" + FediverseSite.user else {
            return .html("<!doctype html><title>404</title>", status: 404)
        }
        if parts.count == 2, parts[1] == "feed.rss" { return feed }
        if parts.count == 3 { return .html("<!doctype html><title>Bericht</title>") }
        let oldest = request.query["max_id"].flatMap { id in Self.posts.firstIndex { Self.id($0) == id } }
        let page = Self.posts.dropFirst(oldest.map { $0 + 1 } ?? 0).prefix(FediverseSite.perPage)
        let articles = page.map {
            "<article><a href=\"/@\(FediverseSite.user)/statuses/\(Self.id($0))\">Open</a></article>"
        }
        let isLast = page.last?.number == Self.posts.last?.number
        let more = page.last.map {
            "<a href=\"/@\(FediverseSite.user)?max_id=\(Self.id($0))\" class=\"next\">Show older</a>"
        }
        return .html(
            "<!doctype html><title>GoToSocial</title>\(articles.joined())<nav class=\"backnextlinks\">"
                + (isLast ? "" : more ?? "") + "</nav>")
    }

    private var feed: DemoResponse {
        let items = Self.posts.prefix(Self.inFeed).map { post in
            "<item><link>\(Self.link(post))</link><guid isPermaLink=\"true\">\(Self.link(post))</guid>"
                + "<pubDate>\(Markup.httpDate(ArchiveDate(seconds: post.date)))</pubDate></item>"
        }
        return .text(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Posts</title>\(items.joined())</channel></rss>",
            "application/rss+xml; charset=utf-8")
    }

    /// A ULID: the millisecond in ten characters of Crockford's base 32, then sixteen of chance.
    private static func id(_ post: PlatformPost) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)
        let number = UInt64(post.date * 1000)
        var text = ""
        for place in 0..<10 { text.unicodeScalars.append(alphabet[Int(number >> UInt64(45 - 5 * place) & 31)]) }
        return text + "D0DJKGRAAF0000\(post.number < 10 ? "0" : "")\(post.number)"
    }

    private static func link(_ post: PlatformPost) -> String { origin + "/@\(FediverseSite.user)/statuses/\(id(post))" }

    /// The feed names twenty posts; pages of older ones are captured, but do not say what is on them.
    static var truth: PlatformTruth {
        var truth = PlatformTruth(seed: origin + "/@" + FediverseSite.user)
        truth.posts = posts.prefix(inFeed).map { PlatformTruth.Post(id: id($0), url: link($0), date: $0.date) }
        truth.outcomes = [
            origin + "/@\(FediverseSite.user)?max_id=\(id(posts[FediverseSite.perPage - 1]))": "captured",
            origin + "/api/v1/accounts/lookup?acct=\(FediverseSite.user)": "walled:login",
        ]
        return truth
    }
}
