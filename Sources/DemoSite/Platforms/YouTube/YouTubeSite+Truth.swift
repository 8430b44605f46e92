// SPDX-License-Identifier: EUPL-1.2

extension YouTubeSite {
    package var truth: [PlatformTruth] {
        var open = channel("http://www.youtube.com/@\(Self.handle)")
        open.excluded = ["http://www.youtube.com/watch?v=Vreemde_001"]
        open.outcomes = [
            "http://www.youtube.com/feeds/videos.xml?channel_id=\(Self.channel)": "captured",
            "http://www.youtube.com/@\(Self.handle)/posts": "captured",
        ]
        var keyed = channel("http://www.youtube.com/@\(Self.handle)")
        keyed.credentials = ["youtube-key"]
        keyed.counters = ["posts": Int64(YouTubeVideo.all.count)]
        var empty = PlatformTruth(seed: "http://www.youtube.com/@leeg")
        empty.media = ["http://yt3.ggpht.com/ytc/avatar=s900-c-k"]
        return [open, keyed, channel("http://www.youtube.com/channel/\(Self.channel)"), empty] + closed
    }

    private func channel(_ seed: String) -> PlatformTruth {
        var truth = PlatformTruth(seed: seed)
        truth.posts = YouTubeVideo.all.map(\.truth)
        truth.media = YouTubeVideo.all.map(\.largest) + ["http://yt3.ggpht.com/ytc/avatar=s0"]
        return truth
    }

    /// What is not to be had, each with a page of status 200 but for the page for consent.
    private var closed: [PlatformTruth] {
        var removed = PlatformTruth(seed: "http://www.youtube.com/@weg")
        removed.outcomes = ["http://www.youtube.com/@weg": "gone", "http://www.youtube.com/@weg/videos": "gone"]
        removed.state = "suspended"
        var wall = PlatformTruth(seed: "http://www.youtube.com/@bezwaar")
        wall.outcomes = ["http://www.youtube.com/@bezwaar": "walled:consent"]
        let lost = ["Verwijderd1", "Besloten_01"].map { id in
            var truth = PlatformTruth(seed: "http://youtu.be/\(id)")
            truth.kind = "post"
            truth.outcomes = ["http://www.youtube.com/watch?v=\(id)": "gone"]
            return truth
        }
        return [removed, wall] + lost
    }
}
