// SPDX-License-Identifier: EUPL-1.2

extension FacebookSite {
    package var truth: [PlatformTruth] {
        var stranger = PlatformTruth(seed: "http://www.facebook.com/\(Self.user)")
        let unique = visible.reduce(into: [PlatformPost]()) { if !$0.contains($1) { $0.append($1) } }
        stranger.posts = unique.map { post in
            PlatformTruth.Post(
                id: id(post), url: "http://www.facebook.com/\(Self.user)/posts/\(id(post))", date: post.date,
                relation: post.kind == .repost ? .repost : .own, isPinned: post.isPinned, media: media(post))
        }
        stranger.media = [Self.face]

        // The page's posts are found too; the two ways give them different addresses.
        var owner = PlatformTruth(seed: "http://m.facebook.com/pg/\(Self.user)/posts/")
        owner.credentials = ["fb-page-token"]
        owner.posts = posts.map { post in
            PlatformTruth.Post(
                id: id(post), date: post.date, relation: post.kind == .repost ? .repost : .own,
                isPinned: post.isPinned, media: media(post))
        }
        owner.media = [Self.face]
        owner.counters = ["posts": Int64(posts.count)]

        var empty = PlatformTruth(seed: "http://www.facebook.com/leegte")
        empty.credentials = ["fb-page-token"]
        empty.state = "empty"

        let ends = [
            "geblokkeerd": "throttled", "persoon": "walled:login", "weg": "gone",
        ].map { name, outcome in
            var truth = PlatformTruth(seed: "http://www.facebook.com/\(name)")
            truth.outcomes = ["http://www.facebook.com/\(name)": outcome]
            return truth
        }
        return [stranger, owner, empty] + ends
    }

    private func media(_ post: PlatformPost) -> [String] { pictures(post) + [film(post)].compactMap(\.self) }
}
