// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

/// The forms of URLs that yt-dlp and gallery-dl know of YouTube, TikTok, Snapchat, Bluesky, Flickr and Mastodon.
@Suite(.needsCorpus) struct CorpusURLFormsBTests {
    static let tables = [youtube, tiktok, snapchat, bluesky, flickr, mastodonSocial, mastodon]

    @Test(arguments: tables)
    func `every form is known as what it is, and its canonical form is its own`(_ table: FormTable) throws {
        let rows = FormTable.rows()
        #expect(rows.contains { $0.platform == table.platform })
        #expect(try table.problems(in: rows) == [])
    }

    /// gallery-dl writes its own word before addresses of servers that it does not list.
    @Test(
        arguments: [
            ("https://donotsta.re/@elly/AcoUaA7EH1igiYKmFU", SeedKind.post),
            ("https://freeradical.zone/@bitartbot/114477182939377350", .post),
            ("https://labyrinth.zone/notice/Ai9Y2EijwN3gAil1nM", .post),
            ("https://labyrinth.zone/objects/ac523779-93d3-4315-ab8e-25b1665740cf", .post),
            ("https://wanderingwires.net/@quarc/9qppkxzyd1ee3i9p", .post),
        ])
    func `a server that is not listed is known when the profile is asked for by name`(
        _ url: String, _ kind: SeedKind
    )
        throws
    {
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("mastodon").profile)
        #expect(profile.match(seed: url)?.kind == kind)
        #expect(FormTable.objections(url, profile) == [])
    }

    /// Spellings of one video, photo or post lead to one form.
    @Test(
        arguments: [
            ("youtube", #"(?:v=|youtu\.be/|shorts/|live/|embed/|invidious\.io/)([A-Za-z0-9_-]{11})(?:[&?]|$)"#, 50),
            ("tiktok", #"/(?:video|photo)/([0-9]{15,})"#, 15), ("flickr", #"/(?:photos/[^/]+/)([0-9]{6,})"#, 4),
        ])
    func `spellings of one thing have one canonical form`(_ name: String, _ pattern: String, _ least: Int) throws {
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile(name).profile)
        let id = try Regex(pattern)
        var forms: [String: Set<String>] = [:]
        for row in FormTable.rows() where row.platform == name {
            guard let found = profile.canonical(of: row.url), found.match.kind == .post,
                let key = try id.firstMatch(in: row.url)?[1].substring
            else { continue }
            forms[String(key), default: []].insert(found.canonical)
        }
        #expect(forms.count >= least)
        #expect(forms.filter { $0.value.count > 1 } == [:])
    }

    private static let elsewhere = "a page elsewhere that shows a video of YouTube"

    private static let youtubeLists: [String: SeedKind] = Dictionary(
        FormTable.rows().filter { $0.platform == "youtube" }.compactMap { row in
            row.url.contains("/playlist?")
                ? (row.url, .collection) : row.url.contains("/feed/") ? (row.url, .listing) : nil
        }
    ) { first, _ in first }

    static let youtube = FormTable(
        platform: "youtube", profile: "youtube",
        kinds: ["YoutubeIE": .post, "YoutubePlaylistIE": .collection, "YoutubeTabIE": .profile],
        exceptions: [
            // A video of a playlist is a video.
            "http://www.youtube.com/embed/_xDOZElKyNU?list=PLsyOSbh5bs16vubvKePAQ1x3PhKavfBIl": .post,
            "https://www.youtube.com/watch?list=PLW4dVinRY435CBE_JD3t-0SRXKfnZHS1P&feature=youtu.be&v=M9cJMXmQ_ZU":
                .post,
            "https://www.youtube.com/watch?v=FqZTN594JQw&list=PLMYEtVRpaqY00V9W81Cwmzp6N6vZqfUKD4": .post,
            "https://www.youtube.com/watch?v=KUokLzs947k": .post,
            "https://www.youtube.com/watch?v=MuAGGZNfUkU&list=RDMM": .post,
            "https://www.youtube.com/watch?v=UC6u0Tct-Fo&list=PL36D642111D65BE7C": .post,
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ": .post,
            "https://www.youtubekids.com/watch?v=Agk7R8I8o5U&list=PUZ6jURNr1WQZCNHF0ao-c0g": .post,
            "https://www.youtube.com/shorts/sSM9J5YH_60": .post,
            // Albums and playlists.
            "https://music.youtube.com/browse/MPREb_gTAcphH99wE": .collection,
            "https://music.youtube.com/browse/VLPLRBp0Fe2GpgmgoscNFLxNyBVSFVdYmFkq": .collection,
            // A search in a channel; a hashtag; pages of the platform's own.
            "https://www.youtube.com/c/3blue1brown/search?query=linear%20algebra": .search,
            "https://www.youtube.com/hashtag/cctv9": .tag,
            "https://www.youtube.com/course": .listing, "https://www.youtube.com/news": .listing,
        ].merging(youtubeLists) { mine, _ in mine },
        noForms: [
            "http://www.improbable.com/2017/04/03/untrained-modern-youths-and-ancient-masters-in-selfie-portraits/":
                elsewhere,
            "https://badzine.de/news/als-marc-zwiebler-taufik-hidayat-schlug": elsewhere,
            "https://lothype.com/2025-chino-hills-hs-snare-quad-features-wgi2025-drumline/": elsewhere,
            "https://rabota7.ru/%D0%91%D1%83%D1%85%D0%B3%D0%B0%D0%BB%D1%82%D0%B5%D1%80": elsewhere,
            "https://www.uca.ac.uk/": elsewhere,
            "https://vid.plus/FlRa-iH7PGw": "an aggregator of its own that happens to use YouTube's ids",
            "https://zwearz.com/watch/9lWxNJF-ufM/electra-woman-dyna-girl-official-trailer-grace-helbig.html":
                "an aggregator of its own that happens to use YouTube's ids",
            "https://i.ytimg.com/vi{webp}/{video_id}/{name}{live}.{ext}": "a template in yt-dlp's source and no URL",
        ])

    static let tiktok = FormTable(
        platform: "tiktok", profile: "tiktok",
        kinds: [
            "TikTokIE": .post, "TiktokPostExtractor": .post, "TikTokVMIE": .post, "TiktokVmpostExtractor": .post,
            "TikTokUserIE": .profile, "TiktokUserExtractor": .profile, "TiktokPostsExtractor": .profile,
            // Reposts and the portrait stand on the account's own page.
            "TiktokRepostsExtractor": .profile, "TiktokAvatarExtractor": .profile,
            "TiktokLikesExtractor": .listing, "TiktokSavedExtractor": .listing, "TiktokStoriesExtractor": .story,
            "TikTokLiveIE": .media, "TikTokTagIE": .tag, "TikTokSoundIE": .tag, "TikTokEffectIE": .tag,
            "TikTokCollectionIE": .collection,
        ],
        noForms: Dictionary(
            uniqueKeysWithValues: [
                "6950251282489675042", "6953975910773099811", "6961737553342991651", "6963263655114722595",
                "6982497745948921092",
            ].map { ("https://www.douyin.com/video/\($0)", "Douyin is another platform, with other accounts") }))

    static let snapchat = FormTable(
        platform: "snapchat", profile: "snapchat", kinds: ["SnapchatSpotlightIE": .post])

    static let bluesky = FormTable(
        platform: "bluesky", profile: "bluesky",
        kinds: [
            "BlueskyIE": .post, "BlueskyPostExtractor": .post, "BlueskyUserExtractor": .profile,
            "BlueskyPostsExtractor": .profile, "BlueskyRepliesExtractor": .profile, "BlueskyMediaExtractor": .profile,
            "BlueskyVideoExtractor": .profile, "BlueskyInfoExtractor": .profile,
            // The portrait and the banner stand on the account's own page.
            "BlueskyAvatarExtractor": .profile, "BlueskyBackgroundExtractor": .profile,
            "BlueskyFollowingExtractor": .listing, "BlueskyLikesExtractor": .listing,
            "BlueskyBookmarkExtractor": .listing, "BlueskyListExtractor": .collection,
            "BlueskyFeedExtractor": .collection, "BlueskySearchExtractor": .search, "BlueskyHashtagExtractor": .tag,
        ])

    static let flickr = FormTable(
        platform: "flickr", profile: "flickr",
        kinds: [
            "FlickrIE": .post, "FlickrImageExtractor": .post, "FlickrUserExtractor": .profile,
            "FlickrAlbumExtractor": .collection, "FlickrGalleryExtractor": .collection,
            "FlickrGroupExtractor": .collection, "FlickrFavoriteExtractor": .listing, "FlickrSearchExtractor": .search,
        ],
        exceptions: Dictionary(
            uniqueKeysWithValues: ["m", "secure", "www"].map {
                // All albums of an account are a list.
                ("https://\($0).flickr.com/photos/shona_s/albums", SeedKind.listing)
            }))

    static let mastodonSocial = FormTable(
        platform: "mastodonsocial", profile: "mastodon",
        kinds: [
            "MastodonUserExtractor": .profile, "MastodonStatusExtractor": .post, "MastodonFollowingExtractor": .listing,
            "MastodonBookmarkExtractor": .listing, "MastodonFavoriteExtractor": .listing,
            "MastodonListExtractor": .listing, "MastodonHashtagExtractor": .tag,
        ])

    static let mastodon = FormTable(
        platform: "mastodon", profile: "mastodon", kinds: [:],
        noForms: Dictionary(
            FormTable.rows().filter { $0.platform == "mastodon" }.map {
                ($0.url, "gallery-dl's own word before the address; without it, see the test above")
            }
        ) { first, _ in first })
}
