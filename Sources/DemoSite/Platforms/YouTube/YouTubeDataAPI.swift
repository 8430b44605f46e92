// SPDX-License-Identifier: EUPL-1.2

/// The part of YouTube's Data API v3 that lists a channel.
struct YouTubeDataAPI {
    /// The key that is taken.
    static let key = "geheim-1234"
    private static let perPage = 20

    func response(for request: DemoRequest) -> DemoResponse {
        guard request["X-Goog-Api-Key"]?.hasPrefix(Self.key) == true else {
            return .json(
                [
                    "error": [
                        "code": 403,
                        "errors": [["reason": "forbidden", "message": "The request is missing a valid API key."]],
                    ]
                ],
                status: 403)
        }
        let query = request.query
        switch request.segments.last {
        case "channels": return channels(query)
        case "playlistItems": return uploads(query)
        case "videos":
            let items: [JSONValue] = YouTubeVideo.all.filter { $0.id == query["id"] }.map {
                ["id": .string($0.id), "snippet": ["publishedAt": .string($0.moment), "title": .string($0.post.text)]]
            }
            return .json(["items": .array(items)])
        case "commentThreads": return .json(["items": []])
        default: return .json(["error": ["code": 404]], status: 404)
        }
    }

    private func channels(_ query: DemoQuery) -> DemoResponse {
        guard query["forHandle"] == "@" + YouTubeSite.handle || query["id"] == YouTubeSite.channel else {
            return .json(["pageInfo": ["totalResults": 0, "resultsPerPage": 5]])
        }
        let count = YouTubeVideo.all.count
        return .json([
            "pageInfo": ["totalResults": 1],
            "items": [
                [
                    "id": .string(YouTubeSite.channel), "statistics": ["videoCount": .string("\(count)")],
                    "snippet": ["thumbnails": ["high": ["url": "http://yt3.ggpht.com/ytc/avatar=s800-c-k"]]],
                    "contentDetails": [
                        "relatedPlaylists": ["uploads": .string("UU" + YouTubeSite.channel.dropFirst(2))]
                    ],
                ]
            ],
        ])
    }

    private func uploads(_ query: DemoQuery) -> DemoResponse {
        let all = YouTubeVideo.all.sorted { $0.post.date > $1.post.date }
        let start = query.number("pageToken") ?? 0
        let items: [JSONValue] = all.dropFirst(start).prefix(Self.perPage).map { video in
            [
                "contentDetails": ["videoId": .string(video.id), "videoPublishedAt": .string(video.moment)],
                "snippet": [
                    "title": .string(video.post.text),
                    "thumbnails": [
                        "high": ["url": .string(video.thumbnail)], "maxres": ["url": .string(video.largest)],
                    ],
                ],
            ]
        }
        let next = start + Self.perPage
        let answer: JSONValue = ["items": .array(items), "pageInfo": ["totalResults": .number(all.count)]]
        return .json(next < all.count ? answer.with([("nextPageToken", .string("\(next)"))]) : answer)
    }
}
