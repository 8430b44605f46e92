// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The API for owners of professional accounts, built from its documentation.
struct InstagramAPI {
    let site: InstagramSite

    func response(for request: DemoRequest) -> DemoResponse {
        guard request["Authorization"] == "Bearer geheim-1234" else {
            return .json(["error": ["message": "Invalid OAuth access token", "code": 190]], status: 401)
        }
        let path = Array(request.segments.dropFirst())
        if path == ["me"] {
            return .json([
                "id": "17841400000000000", "user_id": "17", "username": .string(InstagramSite.user),
                "media_count": .number(site.posts.count), "followers_count": 99,
                "profile_picture_url": .string(InstagramSite.face),
            ])
        }
        if path.last == "comments" {
            return .json(["data": [["id": "179", "text": "Mooi!", "timestamp": "2026-11-14T10:00:00+0000"]]])
        }
        let start = request.query["after"].flatMap { Int($0.dropFirst(4)) } ?? 0
        let page = site.posts.dropFirst(start).prefix(InstagramSite.perPage)
        let end = start + page.count
        var paging: JSONValue = ["cursors": ["before": .string("QVFI\(start)"), "after": .string("QVFI\(end)")]]
        if end < site.posts.count {
            let next = "http://graph.instagram.com/v23.0/me/media?access_token=geheim-1234&after=QVFI\(end)"
            paging = paging.with([("next", .string(next))])
        }
        return .json(["data": .array(page.map(post)), "paging": paging])
    }

    private func post(_ post: InstagramPost) -> JSONValue {
        let moment = ArchiveDate(seconds: post.post.date).iso8601Seconds.dropLast() + "+0000"
        let members: JSONValue = [
            "id": .string("179\(post.id.prefix(14))"), "shortcode": .string(post.code),
            "timestamp": .string(String(moment)), "username": .string(InstagramSite.user),
            "comments_count": .number(post.post.number % 5 == 0 ? 1 : 0), "media_url": .string(post.best[0]),
            "media_type": .string(post.post.hasVideo ? "VIDEO" : post.best.count > 1 ? "CAROUSEL_ALBUM" : "IMAGE"),
        ]
        guard post.best.count > 1 else { return members }
        let children: [JSONValue] = post.best.map { ["id": "1", "media_type": "IMAGE", "media_url": .string($0)] }
        return members.with([("children", ["data": .array(children)])])
    }
}
