// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime

/// A post of an account, in the forms in which Bluesky's answers have it.
struct BlueskyPost: Sendable {
    let account: BlueskyAccount
    let post: PlatformPost

    /// The record key: the moment in base 32, in the order of time.
    var key: String { Self.key(of: post.date) }
    var uri: String { "at://\(account.did)/app.bsky.feed.post/\(key)" }

    /// What the writer's program said: the twentieth post was brought over from elsewhere and is told to be much older.
    var created: Int64 { post.number == 20 ? post.date - 400 * 86_400 : post.date }

    static let other = "did:plc:iemandiemandiemandieman2"

    static func key(of seconds: Int64) -> String {
        let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".unicodeScalars)
        let number = UInt64(seconds * 1_000_000) << 10 | 7
        var text = ""
        for place in 0..<13 { text.unicodeScalars.append(alphabet[Int(number >> UInt64(60 - 5 * place) & 31)]) }
        return text
    }

    var images: [String] { (0..<post.images).map { "bafkreipicture\(post.number)n\($0)" } }
    var film: String? { post.hasVideo ? "bafkreifilm\(post.number)" : nil }

    /// Addresses of its media in the public view.
    var media: [String] {
        if post.kind == .repost { return [] }
        if !images.isEmpty {
            return images.map { "http://cdn.bsky.app/img/feed_fullsize/plain/\(account.did)/\($0)@jpeg" }
        }
        return film.map { ["http://video.bsky.app/watch/\(account.did)/\($0)/thumbnail.jpg"] } ?? []
    }

    /// The record as the account's server has it.
    var record: JSONValue {
        let record: JSONValue = [
            "$type": "app.bsky.feed.post", "text": .string(post.text), "langs": ["nl"],
            "createdAt": .string(ArchiveDate(seconds: created).iso8601Seconds),
        ]
        guard post.kind == .reply else { return record }
        let parent: JSONValue = [
            "uri": .string("at://\(Self.other)/app.bsky.feed.post/\(key)"), "cid": "bafyreiparent",
        ]
        return record.with([("reply", ["root": parent, "parent": parent])])
    }

    /// An element of an author's feed. `isPin` is the one that stands at the top.
    func entry(isPin: Bool = false) -> JSONValue {
        let entry: JSONValue = ["post": view]
        if isPin { return entry.with([("reason", ["$type": "app.bsky.feed.defs#reasonPin"])]) }
        guard post.kind == .repost else { return entry }
        return entry.with([
            (
                "reason",
                [
                    "$type": "app.bsky.feed.defs#reasonRepost", "by": account.author,
                    "indexedAt": .string(ArchiveDate(seconds: post.date).iso8601Seconds),
                ]
            )
        ])
    }

    /// The post as the public view shows it; what is passed on is somebody else's and ten days older.
    var view: JSONValue {
        if post.kind == .repost {
            let date = post.date - 864_000
            return [
                "uri": .string("at://\(Self.other)/app.bsky.feed.post/\(Self.key(of: date))"), "cid": "bafyreiother",
                "author": ["did": .string(Self.other), "handle": "iemand.demo.test"],
                "record": [
                    "text": "Van iemand anders", "createdAt": .string(ArchiveDate(seconds: date).iso8601Seconds),
                ],
                "indexedAt": .string(ArchiveDate(seconds: date).iso8601Seconds),
            ]
        }
        let view: JSONValue = [
            "uri": .string(uri), "cid": .string("bafyreipost\(post.number)"), "author": account.author,
            "record": record, "replyCount": .number(post.number % 10 == 0 ? 2 : 0), "likeCount": .number(post.number),
            "indexedAt": .string(ArchiveDate(seconds: post.date).iso8601Seconds),
        ]
        return embed.map { view.with([("embed", $0)]) } ?? view
    }

    private var embed: JSONValue? {
        if !images.isEmpty {
            return [
                "$type": "app.bsky.embed.images#view",
                "images": .array(
                    zip(images, media).map { name, large in
                        [
                            "alt": "Foto", "fullsize": .string(large),
                            "thumb": .string(
                                "http://cdn.bsky.app/img/feed_thumbnail/plain/\(account.did)/\(name)@jpeg"),
                        ]
                    }),
            ]
        }
        guard let film, let poster = media.first else { return nil }
        return [
            "$type": "app.bsky.embed.video#view", "cid": .string(film), "thumbnail": .string(poster),
            "playlist": .string("http://video.bsky.app/watch/\(account.did)/\(film)/playlist.m3u8"),
        ]
    }

    /// What a crawl must find of it.
    var truth: PlatformTruth.Post {
        if post.kind == .repost {
            let date = post.date - 864_000
            let key = Self.key(of: date)
            return PlatformTruth.Post(
                id: key, url: "http://bsky.app/profile/\(Self.other)/post/\(key)", date: date, relation: .repost)
        }
        return PlatformTruth.Post(
            id: key, url: "http://bsky.app/profile/\(account.did)/post/\(key)", date: created,
            isPinned: post.isPinned, media: media)
    }
}
