// SPDX-License-Identifier: EUPL-1.2

extension XSite {
    private static let face = "http://pbs.twimg.com/profile_images/\(number)/gezicht_normal.jpg"

    package var truth: [PlatformTruth] { [stranger, session] + bearer + singles + others }

    /// Without a credential: the posts of the embedded timeline, and each of them once more by its number.
    private var stranger: PlatformTruth {
        var truth = PlatformTruth(seed: "http://x.com/\(Self.user)")
        let selection = XEmbeds(site: self).selection
        truth.posts = selection.map { $0.truth(pinned: false) }
        truth.media = selection.flatMap(\.originals) + [Self.face, face(original: true)]
        truth.counters = ["posts": Int64(posts.count)]
        truth.excluded = selection.flatMap { $0.films.filter { $0.bitRate != 2_176_000 }.map(\.url) }
        return truth
    }

    /// With a bearer token: everything.
    private var bearer: [PlatformTruth] {
        ["http://twitter.com/\(Self.user)/with_replies", "http://x.com/i/user/\(Self.number)"].map { seed in
            var truth = PlatformTruth(seed: seed)
            truth.credentials = ["x-bearer"]
            truth.posts = posts.map { $0.truth(pinned: false) }
            if seed.hasSuffix(Self.number) {
                // What the account is called is not known then.
                for index in truth.posts.indices { truth.posts[index].url = nil }
            }
            truth.media =
                posts.flatMap { $0.isRepost ? [] : $0.originals } + [
                    Self.face, face(original: true),
                    "http://pbs.twimg.com/profile_banners/\(Self.number)/1700000000/1500x500",
                ]
            truth.counters = ["posts": Int64(posts.count), "media": Int64(mediaCount(Self.user))]
            return truth
        }
    }

    /// With a session: everything, the pinned post first.
    private var session: PlatformTruth {
        var truth = PlatformTruth(seed: XWebProgram.seed)
        truth.kind = "listing"
        truth.credentials = ["x-web-bearer", "x-auth-token", "x-csrf-token"]
        truth.posts = posts.map { $0.truth(pinned: $0.post.isPinned) }
        truth.media = posts.flatMap { $0.isRepost ? [] : $0.originals }
        truth.excluded = [XWebProgram.promotedPicture]
        return truth
    }

    private var singles: [PlatformTruth] {
        let places = posts.filter { $0.post.images == 4 || $0.post.hasVideo }.prefix(2)
        var list = places.map { post in
            var truth = PlatformTruth(seed: "http://twitter.com/\(Self.user)/status/\(post.id)/photo/1")
            truth.kind = "post"
            truth.posts = [post.truth(pinned: false)]
            truth.media = post.originals + [face(original: true)]
            return truth
        }
        for (id, outcome) in [
            (XEmbeds.gone, "gone"), (XEmbeds.adult, "walled:login"), (XEmbeds.hidden, "walled:login"),
        ] {
            var truth = PlatformTruth(seed: "http://x.com/i/status/\(id)")
            truth.kind = "post"
            truth.outcomes = [
                "http://cdn.syndication.twimg.com/tweet-result?id=\(id)&token=\(Self.tokens[id] ?? "")&lang=en": outcome
            ]
            list.append(truth)
        }
        return list
    }

    /// Worked out with the formula of X's own script, ((id / 1e15) * π) in base 36 without zeros and point.
    private static let tokens = [
        XEmbeds.gone: "44cpgxmyurn", XEmbeds.adult: "44cpgxmyurn", XEmbeds.hidden: "44cpgxmyurn",
    ]

    private var others: [PlatformTruth] {
        [("stilte", "empty"), ("besloten", "private"), ("geschorst", "suspended"), ("bestaatniet", "removed")].map {
            name, state in
            var truth = PlatformTruth(seed: "http://x.com/\(name)")
            truth.credentials = ["x-bearer"]
            truth.state = state
            return truth
        }
    }

    private func face(original: Bool) -> String {
        original ? "http://pbs.twimg.com/profile_images/\(Self.number)/gezicht.jpg" : Self.face
    }
}
