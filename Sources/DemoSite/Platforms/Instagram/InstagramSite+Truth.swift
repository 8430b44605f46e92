// SPDX-License-Identifier: EUPL-1.2

extension InstagramSite {
    package var truth: [PlatformTruth] {
        var stranger = PlatformTruth(seed: "http://instagram.com/\(Self.user)/reels/?hl=nl")
        let first = posts.filter(\.post.isPinned) + posts.filter { !$0.post.isPinned }
        stranger.posts = first.prefix(Self.shown).map { truth($0, pinned: $0.post.isPinned) }
        stranger.media = [Self.face]
        stranger.counters = ["posts": Int64(posts.count), "followers": 99]
        stranger.excluded = posts.filter { !$0.post.hasVideo }.flatMap {
            $0.best.map { $0.replacing("1440", with: "640") }
        }

        var owner = PlatformTruth(seed: "http://www.instagram.com/\(Self.user)/")
        owner.credentials = ["ig-token"]
        owner.counters = ["posts": Int64(posts.count), "followers": 99]
        // What is pinned is known from the newest posts, which are found too.
        owner.posts = posts.map { truth($0, pinned: $0.post.isPinned) }
        owner.media = [Self.face]

        var single = PlatformTruth(seed: "http://www.instagram.com/\(Self.user)/p/\(posts[4].code)/?img_index=1")
        single.kind = "post"
        single.posts = [truth(posts[4], pinned: false)]

        let accounts = ["stilte": "empty", "besloten": "private", "bestaatniet": "removed"].map { name, state in
            var truth = PlatformTruth(seed: "http://www.instagram.com/\(name)/")
            truth.state = state
            return truth
        }
        let ends = [Self.gatedCode: "walled:login", Self.goneCode: "gone"].map { code, outcome in
            var truth = PlatformTruth(seed: "http://www.instagram.com/reel/\(code)/")
            truth.kind = "post"
            truth.outcomes = ["http://www.instagram.com/p/\(code)/": outcome]
            return truth
        }
        return [stranger, owner, single] + accounts + ends
    }

    private func truth(_ post: InstagramPost, pinned: Bool) -> PlatformTruth.Post {
        PlatformTruth.Post(id: post.code, url: post.permalink, date: post.post.date, isPinned: pinned, media: post.best)
    }
}
