// SPDX-License-Identifier: EUPL-1.2

extension BlueskySite {
    package var truth: [PlatformTruth] {
        let view = "http://public.api.bsky.app/xrpc/"
        var all = Self.accounts.filter { $0.label == nil }.map(whole)
        var stil = PlatformTruth(seed: "http://bsky.app/profile/stil.demo.test")
        stil.outcomes[view + "app.bsky.actor.getProfile?actor=stil.demo.test"] = "walled:login"
        stil.state = "private"
        var weg = PlatformTruth(seed: "http://bsky.app/profile/weg.demo.test")
        weg.outcomes[view + "app.bsky.actor.getProfile?actor=weg.demo.test"] = "gone"
        weg.state = "suspended"
        var uit = PlatformTruth(seed: "http://bsky.app/profile/uit.demo.test")
        uit.outcomes[view + "app.bsky.actor.getProfile?actor=uit.demo.test"] = "gone"
        uit.state = "removed"
        var nobody = PlatformTruth(seed: "http://bsky.app/profile/niemand.demo.test")
        nobody.outcomes[view + "app.bsky.actor.getProfile?actor=niemand.demo.test"] = "not-found"
        nobody.state = "removed"
        all += [stil, weg, uit, nobody, lost]
        return all
    }

    private func whole(_ account: BlueskyAccount) -> PlatformTruth {
        var truth = PlatformTruth(seed: "http://bsky.app/profile/\(account.handle)")
        truth.posts = account.posts.map(\.truth)
        truth.counters = ["posts": Int64(account.count)]
        truth.media = account.blobs.map {
            "\(BlueskyAccount.server)/xrpc/com.atproto.sync.getBlob?did=\(account.did)&cid=\($0)"
        }
        truth.media += [
            "http://cdn.bsky.app/img/avatar/plain/\(account.did)/bafkreiavatar@jpeg",
            "http://cdn.bsky.app/img/banner/plain/\(account.did)/bafkreibanner@jpeg",
        ]
        truth.outcomes = [
            "\(BlueskyAccount.server)/xrpc/com.atproto.sync.getRepo?did=\(account.did)": "captured",
            "http://bsky.app/profile/\(account.handle)": "captured",
        ]
        return truth
    }

    /// A post that is not there any more: the answer has the status 200.
    private var lost: PlatformTruth {
        let account = Self.accounts[0]
        let key = account.posts.first { $0.post.number == 30 }?.key ?? ""
        var truth = PlatformTruth(seed: "http://bsky.app/profile/\(account.handle)/post/\(key)")
        truth.kind = "post"
        truth.outcomes[
            "http://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at://\(account.handle)"
                + "/app.bsky.feed.post/\(key)&depth=1000&parentHeight=1000"] = "gone"
        return truth
    }
}
