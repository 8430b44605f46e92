// SPDX-License-Identifier: EUPL-1.2

/// The lists of X's own web program, in the form of answers recorded in 2025.
struct XWebProgram {
    let site: XSite

    /// The request as a browser shows it, for the account's posts.
    static let seed =
        "http://x.com/i/api/graphql/V7H0Ap3_Hh2FyS75OCDO3Q/UserTweets?variables=%7B%22userId%22%3A%22\(XSite.number)%22%2C"
        + "%22count%22%3A20%7D&features=%7B%22view_counts_everywhere_api_enabled%22%3Atrue%7D"

    func response(for request: DemoRequest) -> DemoResponse {
        guard request["Cookie"]?.contains("auth_token=geheim-1234") == true, request["X-Csrf-Token"] == "geheim-1234"
        else {
            return .json(["errors": [["code": 32, "message": "Could not authenticate you"]]], status: 401)
        }
        let variables = request.query["variables"] ?? ""
        let start =
            variables.split(separator: "\"cursor\":\"").dropFirst().first.flatMap {
                Int($0.prefix { $0 != "\"" }.dropFirst("DAAB=".utf8.count))
            } ?? 0
        // The first page comes with a time-out in a good answer first.
        if start == 0, request.visit == 0 {
            return .json(["errors": [["code": 29, "name": "TimeoutError", "message": "Timeout: Unspecified"]]])
        }
        return .json(["data": ["user": ["result": ["__typename": "User", "timeline": ["timeline": list(start)]]]]])
    }

    /// One page; the one after the last has its two cursors only.
    private func list(_ start: Int) -> JSONValue {
        let page = site.posts.dropFirst(start).prefix(XSite.perPage)
        var instructions: [JSONValue] = []
        if start == 0 {
            instructions.append(["type": "TimelineClearCache"])
            if let pinned = site.posts.first(where: { $0.post.isPinned }) {
                instructions.append(["type": "TimelinePinEntry", "entry": entry(pinned)])
            }
        }
        var entries = page.map { entry($0) }
        if start == 0, entries.count > 3 {
            entries.insert(promoted, at: 2)
            // What is pinned is in its own place too, and two others have changed places.
            entries.swapAt(0, 1)
        }
        for (kind, place) in [("top", start), ("bottom", start + max(page.count, 1))] {
            entries.append([
                "entryId": .string("cursor-\(kind)-\(place)"),
                "content": [
                    "entryType": "TimelineTimelineCursor", "value": .string("DAAB=\(place)"),
                    "cursorType": .string(kind == "top" ? "Top" : "Bottom"),
                ],
            ])
        }
        instructions.append(["type": "TimelineAddEntries", "entries": .array(entries)])
        return ["instructions": .array(instructions)]
    }

    private func entry(_ post: XPost) -> JSONValue {
        var legacy: [(String, JSONValue)] = [
            ("id_str", .string(post.id)), ("created_at", .string(XPost.date(post.post.date))),
            ("full_text", .string(post.post.text)),
        ]
        if post.isRepost {
            legacy.append(("retweeted_status_result", ["result": ["rest_id": "1", "legacy": ["id_str": "1"]]]))
        } else {
            legacy.append(("extended_entities", ["media": .array(post.legacyMedia)]))
        }
        return [
            "entryId": .string("tweet-" + post.id),
            "content": [
                "entryType": "TimelineTimelineItem",
                "itemContent": [
                    "itemType": "TimelineTweet",
                    "tweet_results": [
                        "result": [
                            "__typename": "Tweet", "rest_id": .string(post.id), "core": author(XSite.user),
                            "legacy": .object(legacy),
                        ]
                    ],
                ],
            ],
        ]
    }

    static let promotedPicture = "http://pbs.twimg.com/media/reclame.jpg"

    private var promoted: JSONValue {
        [
            "entryId": "promoted-tweet-1700000000000000009-abc",
            "content": [
                "entryType": "TimelineTimelineItem",
                "itemContent": [
                    "itemType": "TimelineTweet",
                    "promotedMetadata": ["advertiser_results": ["result": ["rest_id": "9"]]],
                    "tweet_results": [
                        "result": [
                            "__typename": "Tweet", "rest_id": "1700000000000000009", "core": author("winkel"),
                            "legacy": [
                                "created_at": "Fri Nov 13 13:20:00 +0000 2026", "full_text": "Koop nu!",
                                "extended_entities": [
                                    "media": [["type": "photo", "media_url_https": .string(Self.promotedPicture)]]
                                ],
                            ],
                        ]
                    ],
                ],
            ],
        ]
    }

    private func author(_ name: String) -> JSONValue {
        [
            "user_results": [
                "result": [
                    "__typename": "User", "rest_id": .string(XSite.number), "core": ["screen_name": .string(name)],
                ]
            ]
        ]
    }
}
