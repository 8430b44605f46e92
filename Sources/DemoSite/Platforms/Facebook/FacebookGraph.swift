// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// The Graph API, built from its documentation.
struct FacebookGraph {
    let site: FacebookSite

    func response(for request: DemoRequest) -> DemoResponse {
        guard request["Authorization"] == "Bearer geheim-1234" else {
            return error(190, "Invalid OAuth access token.", status: 401)
        }
        let path = Array(request.segments.dropFirst())
        var answer: DemoResponse
        switch (path.count, path.first) {
        case (1, FacebookSite.user?), (1, FacebookSite.number?): answer = .json(page(FacebookSite.number))
        case (1, "leegte"?): answer = .json(page("44"))
        case (2, "44"?): answer = .json(["data": [], "summary": ["total_count": 0]])
        case (2, FacebookSite.number?): answer = posts(request)
        case (2, _) where path[1] == "comments":
            answer = .json([
                "data": [
                    [
                        "id": .string((path.first ?? "") + "_1"), "message": "Mooi!",
                        "created_time": "2026-11-14T10:00:00+0000", "from": ["name": "Burger"],
                    ]
                ]
            ])
        default: answer = error(100, "Object does not exist", status: 400)
        }
        answer.add("X-App-Usage", "{\"call_count\":28,\"total_cputime\":25,\"total_time\":25}")
        return answer
    }

    private func error(_ code: Int, _ text: String, status: Int) -> DemoResponse {
        .json(["error": ["message": .string(text), "type": "OAuthException", "code": .number(code)]], status: status)
    }

    private func page(_ number: String) -> JSONValue {
        [
            "id": .string(number), "username": .string(FacebookSite.user), "fan_count": 12,
            "picture": ["data": ["url": .string(FacebookSite.face)]],
        ]
    }

    private func posts(_ request: DemoRequest) -> DemoResponse {
        let start = request.query["after"].flatMap { Int($0.dropFirst(4)) } ?? 0
        if start == FacebookSite.perPage, request.visit == 0 {
            return error(4, "Application request limit reached", status: 403)
        }
        let page = site.posts.dropFirst(start).prefix(FacebookSite.perPage)
        let end = start + page.count
        var paging: JSONValue = ["cursors": ["before": .string("QVFI\(start)"), "after": .string("QVFI\(end)")]]
        if end < site.posts.count {
            let next =
                "http://graph.facebook.com/v23.0/\(FacebookSite.number)/published_posts?access_token=geheim-1234&after=QVFI\(end)"
            paging = paging.with([("next", .string(next))])
        }
        return .json([
            "data": .array(page.map(post)), "paging": paging, "summary": ["total_count": .number(site.posts.count)],
        ])
    }

    private func post(_ post: PlatformPost) -> JSONValue {
        let moment = ArchiveDate(seconds: post.date).iso8601Seconds.dropLast() + "+0000"
        var members: [(String, JSONValue)] = [
            ("id", .string("\(FacebookSite.number)_\(site.id(post))")), ("message", .string(post.text)),
            ("created_time", .string(String(moment))), ("from", ["id": .string(FacebookSite.number)]),
            ("comments", ["data": [], "summary": ["total_count": .number(post.number % 5 == 0 ? 1 : 0)]]),
        ]
        if post.kind == .repost { members.append(("parent_id", "1_1")) }
        let pictures = site.pictures(post)
        var attachments: [JSONValue] = []
        if pictures.count == 1 {
            attachments.append(["media": ["image": ["src": .string(pictures[0])]], "media_type": "photo"])
        } else if pictures.count > 1 {
            let parts: [JSONValue] = pictures.map { ["media": ["image": ["src": .string($0)]]] }
            attachments.append([
                "media": ["image": ["src": .string(pictures[0])]], "media_type": "album",
                "subattachments": ["data": .array(parts)],
            ])
        }
        if let film = site.film(post) {
            attachments.append([
                "media": ["image": ["src": .string(FacebookSite.face)], "source": .string(film)], "media_type": "video",
            ])
        }
        if !attachments.isEmpty { members.append(("attachments", ["data": .array(attachments)])) }
        return .object(members)
    }
}
