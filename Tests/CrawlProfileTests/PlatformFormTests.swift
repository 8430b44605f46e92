// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

/// The forms of addresses that table 2 of the field notes lists, with made-up names and numbers.
@Suite struct PlatformFormTests {
    private static let library = ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")])
    private static let profiles = library.all().profiles

    @Test(
        arguments: [
            "x": [
                "https://x.com/minpres": [
                    "minpres", "x.com/MinPres/", "https://twitter.com/minpres", "http://www.twitter.com/minpres/media",
                    "https://mobile.twitter.com/minpres/with_replies?lang=nl",
                    "https://x.com/intent/user?lang=nl&screen_name=minpres",
                ],
                "https://x.com/i/user/2976459": [
                    "https://x.com/i/user/2976459", "https://twitter.com/intent/user?user_id=2976459",
                ],
                "https://x.com/minpres/status/1857000000000000001": [
                    "https://x.com/MinPres/status/1857000000000000001",
                    "twitter.com/minpres/status/1857000000000000001/photo/3",
                    "https://mobile.x.com/minpres/status/1857000000000000001/video/1?s=20&t=abc",
                    "https://vxtwitter.com/minpres/status/1857000000000000001#m",
                ],
                "https://x.com/i/status/1857000000000000001": [
                    "https://x.com/i/web/status/1857000000000000001",
                    "https://twitter.com/i/status/1857000000000000001",
                    "https://twitter.com/i/videos/1857000000000000001",
                ],
                "https://pbs.twimg.com/media/Gq-1_x?format=png&name=orig": [
                    "https://pbs.twimg.com/media/Gq-1_x.png:large",
                    "https://pbs.twimg.com/media/Gq-1_x?name=small&format=png",
                ],
            ],
            "facebook": [
                "https://www.facebook.com/min.van.dijken": [
                    "https://www.facebook.com/Min.van.Dijken/", "m.facebook.com/min.van.dijken",
                    "https://nl-nl.facebook.com/pg/min.van.dijken/posts/?ref=page_internal",
                    "https://mbasic.facebook.com/min.van.dijken?v=timeline",
                    "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fmin.van.dijken&tabs=timeline",
                ],
                "https://www.facebook.com/profile.php?id=1000123": [
                    "https://www.facebook.com/people/Jan-van-Dijken/1000123/",
                    "https://m.facebook.com/profile.php?v=info&id=1000123",
                    "https://www.facebook.com/1000123",
                ],
                "https://www.facebook.com/permalink.php?story_fbid=55&id=1000123": [
                    "https://m.facebook.com/story.php?id=1000123&story_fbid=55&refid=17",
                    "https://www.facebook.com/1000123/posts/55",
                ],
                "https://www.facebook.com/min/posts/pfbid0abc": [
                    "https://www.facebook.com/Min/posts/pfbid0abc?__cft__=1",
                    "https://m.facebook.com/min/posts/woorden-van-de-minister/pfbid0abc/",
                ],
                "https://www.facebook.com/watch/?v=77": [
                    "https://www.facebook.com/min/videos/77/", "https://www.facebook.com/watch/live/?ref=x&v=77",
                    "https://www.facebook.com/video.php?v=77",
                    "https://www.facebook.com/min/videos/persmoment/77",
                    "https://www.facebook.com/plugins/video.php?height=3&href=https%3A%2F%2Fwww.facebook.com%2Fmin%2Fvideos%2F77%2F",
                ],
                "https://www.facebook.com/photo/?fbid=88": [
                    "https://www.facebook.com/photo.php?set=a.1&fbid=88",
                    "https://www.facebook.com/min/photos/a.1/88/?type=3",
                ],
                "https://www.facebook.com/share/p/1AbC/": ["https://www.facebook.com/share/p/1AbC/?mibextid=x"],
            ],
            "instagram": [
                "https://www.instagram.com/minpres/": [
                    "instagram.com/minpres", "https://www.instagram.com/MinPres/reels/",
                    "https://www.instagram.com/minpres/tagged/?hl=nl",
                ],
                "https://www.instagram.com/p/DQ1-x_Y/": [
                    "https://www.instagram.com/reel/DQ1-x_Y/?igsh=a", "https://instagr.am/p/DQ1-x_Y",
                    "https://www.instagram.com/minpres/p/DQ1-x_Y/",
                    "https://www.instagram.com/tv/DQ1-x_Y/", "https://www.instagram.com/p/DQ1-x_Y/embed/captioned/",
                    "https://www.instagram.com/minpres/reel/DQ1-x_Y",
                ],
                "https://www.instagram.com/stories/minpres/": [
                    "https://www.instagram.com/stories/minpres/3570766765028588805/"
                ],
                "https://www.instagram.com/stories/highlights/180/": ["https://instagram.com/stories/highlights/180"],
            ],
            "threads": [
                "https://www.threads.com/@minpres": [
                    "threads.net/@MinPres", "https://www.threads.com/@minpres/replies",
                    "https://www.threads.net/@minpres?xmt=1",
                ],
                "https://www.threads.com/@minpres/post/DQ1-x_Y": [
                    "https://www.threads.net/@minpres/post/DQ1-x_Y?xmt=a",
                    "https://threads.com/@MinPres/post/DQ1-x_Y/media",
                ],
                "https://www.threads.com/t/DQ1-x_Y": ["https://www.threads.net/t/DQ1-x_Y/"],
            ],
            "linkedin": [
                "https://www.linkedin.com/in/min-van-dijken": [
                    "https://nl.linkedin.com/in/Min-van-Dijken/", "linkedin.com/in/min-van-dijken/recent-activity/all/",
                ],
                "https://www.linkedin.com/company/ministerie": [
                    "https://www.linkedin.com/company/ministerie/posts/?feedView=all"
                ],
                "https://www.linkedin.com/feed/update/urn:li:activity:7016901149999955968": [
                    "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7016901149999955968/",
                    "https://www.linkedin.com/embed/feed/update/urn:li:activity:7016901149999955968?compact=1",
                    "https://nl.linkedin.com/posts/min-van-dijken_een-dag-activity-in-de-tweede-kamer-activity-7016901149999955968-Ab3d?trk=x",
                ],
                "https://www.linkedin.com/feed/update/urn:li:ugcPost:7016901149999955968": [
                    "https://www.linkedin.com/posts/min_woord-ugcPost-7016901149999955968-xY_9"
                ],
                "https://www.linkedin.com/pulse/een-stuk-van-de-minister-abc1": [
                    "https://nl.linkedin.com/pulse/een-stuk-van-de-minister-abc1/?trk=y"
                ],
            ],
        ] as [String: [String: [String]]])
    func `spellings of one thing have one canonical form`(_ name: String, _ forms: [String: [String]]) throws {
        let profile = try #require(Self.library.profile(name).profile)
        for (canonical, spellings) in forms {
            for spelling in spellings + [canonical] where spelling.contains("/") {
                let best = try #require(ProfileLibrary.best(for: spelling, among: Self.profiles), "\(spelling)")
                #expect(best.profile.name == name, "\(spelling)")
                #expect(profile.canonical(of: spelling)?.canonical == canonical, "\(spelling)")
                #expect(FormTable.objections(spelling, profile) == [])
            }
        }
    }

    @Test(
        arguments: [
            ("https://x.com/search?q=minister&f=live", "x", SeedKind.search),
            ("https://x.com/hashtag/prinsjesdag", "x", .tag),
            ("https://x.com/i/lists/784214683683127296", "x", .collection),
            ("https://x.com/minpres/likes", "x", .listing),
            ("https://www.facebook.com/media/set/?set=a.12&type=3", "facebook", .collection),
            ("https://www.facebook.com/search/top?q=minister", "facebook", .search),
            ("https://www.instagram.com/explore/tags/prinsjesdag/", "instagram", .tag),
            ("https://www.instagram.com/stories/minpres/", "instagram", .story),
            ("https://www.threads.com/search?q=minister", "threads", .search),
            ("https://www.linkedin.com/learning/a-course", "linkedin", .collection),
        ])
    func `what is known and not captured is said to be so`(_ url: String, _ profile: String, _ kind: SeedKind) throws {
        let best = try #require(ProfileLibrary.best(for: url, among: Self.profiles))
        #expect(best.profile.name == profile)
        #expect(best.match.kind == kind)
        #expect(!best.match.isSupported)
    }

    @Test(
        arguments: [
            "https://x.com/home", "https://x.com/settings/account", "https://www.facebook.com/marketplace/",
            "https://www.facebook.com/groups/",
            "https://www.instagram.com/accounts/login/", "https://www.instagram.com/explore/",
            "https://www.linkedin.com/jobs/", "https://www.threads.com/login",
            "https://notx.com/minpres", "https://x.com.example.org/minpres", "https://www.facebook.com.example.org/min",
        ])
    func `pages of the platform itself are no accounts`(_ url: String) {
        let best = ProfileLibrary.best(for: url, among: Self.profiles)
        #expect(best?.match.kind != .profile)
    }

    /// Numbers of made-up posts whose moment was worked out by hand.
    @Test(
        arguments: [
            ("x", "1857000000000000000", Int64(1_731_578_276)), ("x", "8138669971", nil),
            ("linkedin", "7016901149999955968", 1_672_959_601),
            ("instagram", "DEjY_JzNQKX", 1_736_314_322), ("threads", "3540000000000000000", 1_736_220_906),
        ] as [(String, String, Int64?)])
    func `ids carry their moment`(_ name: String, _ id: String, _ wanted: Int64?) throws {
        let found = try #require(Self.library.profile(name).profile).idTime(id).map { $0 / 1_000_000 }
        #expect((found == nil) == (wanted == nil))
        if let found, let wanted { #expect(abs(found - wanted) < 1, "\(name) \(id): \(found)") }
    }
}
