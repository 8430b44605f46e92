// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// API v2, built from its documentation and recorded answers' form.
struct XAPI {
    let site: XSite

    func response(for request: DemoRequest) -> DemoResponse {
        guard request["Authorization"] == "Bearer geheim-1234" else {
            return .json(["title": "Unauthorized", "type": "about:blank", "status": 401], status: 401)
        }
        let path = request.segments
        guard path.first == "2" else { return .json(["title": "Not Found", "status": 404], status: 404) }
        var answer: DemoResponse
        switch (path.count, path.dropFirst().first) {
        case (5, "users") where path[2] == "by": answer = .json(user(path[4].lowercased()))
        case (3, "users"): answer = .json(user(path[2] == XSite.number ? XSite.user : path[2]))
        case (4, "users"): answer = timeline(path[2], request)
        case (3, "tweets"): answer = single(path[2])
        default: answer = conversation(request)
        }
        answer.add("x-rate-limit-limit", "900")
        answer.add("x-rate-limit-remaining", String(max(0, 899 - request.order)))
        answer.add("x-rate-limit-reset", String(request.time.seconds + 900))
        return answer
    }

    private func user(_ name: String) -> JSONValue {
        let numbers = [XSite.user: XSite.number, "stilte": "21", "besloten": "22"]
        if name == "geschorst" {
            return problem(name, "username", "Forbidden", "User has been suspended: [\(name)].")
        }
        guard let number = numbers[name] else {
            return problem(name, "username", "Not Found Error", "Could not find user with username: [\(name)].")
        }
        let count = name == XSite.user ? site.posts.count : 0
        return [
            "data": [
                "id": .string(number), "username": .string(name), "name": "De minister (verzonnen)",
                "protected": .boolean(name == "besloten"),
                "profile_image_url": .string("http://pbs.twimg.com/profile_images/\(number)/gezicht_normal.jpg"),
                "profile_banner_url": .string("http://pbs.twimg.com/profile_banners/\(number)/1700000000"),
                "public_metrics": [
                    "followers_count": 12, "following_count": 3, "tweet_count": .number(count), "listed_count": 0,
                    "media_count": .number(site.mediaCount(name)),
                ],
            ]
        ]
    }

    private func problem(_ value: String, _ parameter: String, _ title: String, _ detail: String) -> JSONValue {
        [
            "errors": [
                [
                    "value": .string(value), "parameter": .string(parameter), "title": .string(title),
                    "detail": .string(detail), "resource_type": "user",
                ]
            ]
        ]
    }

    private func timeline(_ number: String, _ request: DemoRequest) -> DemoResponse {
        if number == "21" { return .json(["meta": ["result_count": 0]]) }
        if number == "22" {
            return .json(
                problem(
                    number, "id", "Authorization Error", "Sorry, you are not authorized to see the user with id: [22].")
            )
        }
        let start = request.query.number("pagination_token") ?? 0
        // The second page comes with an error in a good answer first.
        if start == XSite.perPage, request.visit == 0 {
            return .json(["errors": [["code": 88, "message": "Rate limit exceeded"]]])
        }
        let page = site.posts.dropFirst(start).prefix(XSite.perPage)
        let isLast = start + page.count >= site.posts.count
        var meta: JSONValue = ["result_count": .number(page.count)]
        if !isLast { meta = meta.with([("next_token", .string(String(start + XSite.perPage)))]) }
        return .json([
            "data": .array(page.map(post)), "includes": ["media": .array(page.flatMap(media))], "meta": meta,
        ])
    }

    private func single(_ id: String) -> DemoResponse {
        guard let post = site.posts.first(where: { $0.id == id }) else {
            return .json(problem(id, "id", "Not Found Error", "Could not find tweet with id: [\(id)]."))
        }
        return .json(["data": self.post(post), "includes": ["media": .array(media(post))]])
    }

    private func conversation(_ request: DemoRequest) -> DemoResponse {
        let id = request.query["query"].map { $0.drop { $0 != ":" }.dropFirst() } ?? ""
        let answer: JSONValue = [
            "id": .string("9" + id), "author_id": "77", "text": "Dank u wel", "conversation_id": .string(String(id)),
            "created_at": "2026-11-14T10:00:00.000Z",
        ]
        return .json(["data": [answer], "meta": ["result_count": 1]])
    }

    private func post(_ post: XPost) -> JSONValue {
        let own = post.post
        var members: [(String, JSONValue)] = [
            ("id", .string(post.id)), ("author_id", .string(XSite.number)), ("text", .string(own.text)),
            ("conversation_id", .string(post.id)),
            ("created_at", .string(ArchiveDate(seconds: own.date).iso8601Seconds.dropLast() + ".000Z")),
            ("public_metrics", ["reply_count": .number(own.number % 5 == 0 ? 1 : 0), "like_count": 3]),
        ]
        if post.isRepost {
            members.append(("referenced_tweets", [["type": "retweeted", "id": .string("1" + post.id.dropFirst())]]))
        } else if post.isReply {
            members.append(("referenced_tweets", [["type": "replied_to", "id": .string("1" + post.id.dropFirst())]]))
        }
        let keys = media(post).indices.map { JSONValue.string("3_\(post.id)\($0)") }
        if !keys.isEmpty { members.append(("attachments", ["media_keys": .array(keys)])) }
        return .object(members)
    }

    private func media(_ post: XPost) -> [JSONValue] {
        guard !post.isRepost else { return [] }
        var media: [[(String, JSONValue)]] = post.pictures.map { [("type", "photo"), ("url", .string($0))] }
        if let still = post.still {
            let variants: [JSONValue] = post.films.map { film in
                guard let rate = film.bitRate else {
                    return ["content_type": "application/x-mpegURL", "url": .string(film.url)]
                }
                return ["bit_rate": .number(rate), "content_type": "video/mp4", "url": .string(film.url)]
            }
            media.append([
                ("type", "video"), ("preview_image_url", .string(still)), ("variants", .array(variants)),
            ])
        }
        return media.enumerated().map { index, members in
            .object([("media_key", .string("3_\(post.id)\(index)"))] + members)
        }
    }
}

extension XSite {
    func mediaCount(_ user: String) -> Int {
        user == Self.user ? posts.reduce(0) { $0 + $1.post.images + ($1.post.hasVideo ? 1 : 0) } : 0
    }
}
