// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A video or a short of the channel.
struct YouTubeVideo: Sendable {
    let post: PlatformPost
    let isShort: Bool

    /// Newest first.
    static let videos = PlatformPost.timeline().map { YouTubeVideo(post: $0, isShort: false) }
    static let shorts = PlatformPost.timeline(6).map { YouTubeVideo(post: $0, isShort: true) }
    static var all: [YouTubeVideo] { videos + shorts }

    var id: String { (isShort ? "Kort_film" : "Dijkgraaf") + (post.number < 10 ? "0" : "") + "\(post.number)" }
    var url: String { YouTubeSite.origin + "/watch?v=" + id }
    var moment: String { ArchiveDate(seconds: post.date).iso8601Seconds }
    var thumbnail: String { "http://i.ytimg.com/vi/\(id)/hqdefault.jpg?sqp=-demo" }
    var largest: String { "http://i.ytimg.com/vi/\(id)/maxresdefault.jpg" }
    var hasComments: Bool { post.number % 20 == 0 }

    private var thumbnails: JSONValue {
        [["url": .string(thumbnail + "s"), "width": 168], ["url": .string(thumbnail), "width": 336]]
    }

    /// An element of a tab.
    var item: JSONValue {
        if isShort {
            return [
                "richItemRenderer": [
                    "content": [
                        "shortsLockupViewModel": [
                            "entityId": .string("shorts-shelf-item-" + id),
                            "onTap": ["innertubeCommand": ["reelWatchEndpoint": ["videoId": .string(id)]]],
                            "thumbnailViewModel": ["thumbnailViewModel": ["image": ["sources": thumbnails]]],
                        ]
                    ]
                ]
            ]
        }
        // Lists still have the older form now and then.
        if post.number % 15 == 0 {
            let old: JSONValue = ["videoId": .string(id), "thumbnail": ["thumbnails": thumbnails]]
            return ["richItemRenderer": ["content": ["videoRenderer": old]]]
        }
        return [
            "richItemRenderer": [
                "content": [
                    "lockupViewModel": [
                        "contentImage": ["thumbnailViewModel": ["image": ["sources": thumbnails]]],
                        "metadata": ["lockupMetadataViewModel": ["title": ["content": .string(post.text)]]],
                        "contentId": .string(id), "contentType": "LOCKUP_CONTENT_TYPE_VIDEO",
                    ]
                ]
            ]
        ]
    }

    /// What the page of the video says of it.
    var player: JSONValue {
        [
            "playabilityStatus": ["status": "OK"],
            "videoDetails": [
                "videoId": .string(id), "title": .string(post.text), "channelId": .string(YouTubeSite.channel),
                "thumbnail": ["thumbnails": thumbnails],
            ],
            "microformat": [
                "playerMicroformatRenderer": [
                    "publishDate": .string(moment), "ownerProfileUrl": .string(YouTubeSite.origin + "/@dijkgraaf"),
                    "thumbnail": ["thumbnails": [["url": .string(largest)]]],
                ]
            ],
        ]
    }

    var truth: PlatformTruth.Post {
        PlatformTruth.Post(id: id, url: url, date: post.date, media: [thumbnail])
    }
}
