// SPDX-License-Identifier: EUPL-1.2

/// What YouTube's pages and its interface hold as data.
enum YouTubePages {
    private static func list(_ tab: String) -> [JSONValue] {
        switch tab {
        case "videos": YouTubeVideo.videos.map(\.item)
        case "shorts": YouTubeVideo.shorts.map(\.item)
        default: []
        }
    }

    private static func continuation(_ token: String) -> JSONValue {
        ["continuationItemRenderer": ["continuationEndpoint": ["continuationCommand": ["token": .string(token)]]]]
    }

    private static func part(_ tab: String, from start: Int) -> [JSONValue] {
        let items = list(tab)
        let page = Array(items.dropFirst(start).prefix(YouTubeSite.perPage))
        let next = start + YouTubeSite.perPage
        return next < items.count ? page + [continuation("\(tab)-\(next)")] : page
    }

    /// A tab of the channel. A tab that there is not is answered with the first one, which shows other people's videos too.
    static func tab(_ tab: String, isEmpty: Bool) -> JSONValue {
        let content: JSONValue
        switch tab {
        case _ where isEmpty: content = [:]
        case "videos", "shorts": content = ["richGridRenderer": ["contents": .array(part(tab, from: 0))]]
        default:
            content = [
                "sectionListRenderer": [
                    "contents": [["shelfRenderer": ["content": ["lockupViewModel": foreign]]]]
                ]
            ]
        }
        let name = isEmpty ? "UCleeg0leeg0leeg0leeg0le" : YouTubeSite.channel
        return [
            "contents": [
                "twoColumnBrowseResultsRenderer": [
                    "tabs": [["tabRenderer": ["title": "Home"]], ["tabRenderer": ["content": content]]]
                ]
            ],
            "header": ["pageHeaderRenderer": ["pageTitle": "Dijkgraaf"]],
            "metadata": [
                "channelMetadataRenderer": [
                    "externalId": .string(name),
                    "avatar": ["thumbnails": [["url": "http://yt3.ggpht.com/ytc/avatar=s900-c-k"]]],
                ]
            ],
        ]
    }

    private static var foreign: JSONValue {
        ["contentId": "Vreemde_001", "contentType": "LOCKUP_CONTENT_TYPE_PLAYLIST"]
    }

    /// A channel that is not there, with status 200.
    static func removed(_ reason: String) -> JSONValue {
        [
            "alerts": [["alertRenderer": ["type": "ERROR", "text": ["simpleText": .string(reason)]]]],
            "header": ["c4TabbedHeaderRenderer": ["channelId": "UCweg"]],
        ]
    }

    /// The next page of a tab.
    static func more(_ token: String) -> JSONValue {
        let parts = token.split(separator: "-")
        guard parts.count == 2, let start = Int(parts[1]) else { return ["error": ["code": 400]] }
        return [
            "onResponseReceivedActions": [
                ["appendContinuationItemsAction": ["continuationItems": .array(part(String(parts[0]), from: start))]]
            ]
        ]
    }

    /// What stands below a video: the way to its comments.
    static func beside(_ video: YouTubeVideo) -> JSONValue {
        guard video.hasComments else { return ["contents": ["twoColumnWatchNextResults": [:]]] }
        let section: JSONValue = ["itemSectionRenderer": ["contents": [continuation("reacties-\(video.id)-0")]]]
        return ["contents": ["twoColumnWatchNextResults": ["results": ["results": ["contents": [section]]]]]]
    }

    /// Two pages of two comments; the first has an answer.
    static func comments(_ token: String) -> JSONValue {
        let parts = token.split(separator: "-").map(String.init)
        guard parts.count == 3 else { return ["error": ["code": 400]] }
        let ids = parts[0] == "reacties" ? [parts[2] + "a", parts[2] + "b"] : ["antwoord"]
        let comments: [JSONValue] = ids.map { id in
            [
                "payload": [
                    "commentEntityPayload": [
                        "properties": ["commentId": .string("Ugx\(parts[1])\(id)"), "publishedTime": "3 weeks ago"],
                        "author": ["avatarThumbnailUrl": .string("http://yt3.ggpht.com/ytc/burger\(id)=s88-c-k")],
                    ]
                ]
            ]
        }
        var items: [JSONValue] = []
        if parts[0] == "reacties", parts[2] == "0" {
            items = [
                [
                    "commentThreadRenderer": [
                        "replies": ["commentRepliesRenderer": ["contents": [continuation("antwoorden-\(parts[1])-0")]]]
                    ]
                ],
                continuation("reacties-\(parts[1])-1"),
            ]
        }
        return [
            "onResponseReceivedEndpoints": [["reloadContinuationItemsCommand": ["continuationItems": .array(items)]]],
            "frameworkUpdates": ["entityBatchUpdate": ["mutations": .array(comments)]],
        ]
    }
}
