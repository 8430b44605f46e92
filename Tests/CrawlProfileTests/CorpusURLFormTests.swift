// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

/// The forms of URLs that yt-dlp and gallery-dl know of these platforms.
@Suite(.needsCorpus) struct CorpusURLFormTests {
    static let tables = [x, facebook, instagram, linkedin]

    @Test(arguments: tables)
    func `every form is known as what it is, and its canonical form is its own`(_ table: FormTable) throws {
        let rows = FormTable.rows()
        #expect(rows.contains { $0.platform == table.platform })
        let problems = try table.problems(in: rows)
        #expect(problems == [])
    }

    /// Posts of X whose number is in several spellings are one and the same, wherever they have a name.
    @Test func `spellings of one post have one canonical form`() throws {
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("x").profile)
        var forms: [String: Set<String>] = [:]
        for row in FormTable.rows() where row.platform == "twitter" {
            guard let found = profile.canonical(of: row.url), found.match.kind == .post,
                let id = found.match.bindings["id"], let user = found.match.bindings["user"]
            else { continue }
            forms[user.lowercased() + " " + id, default: []].insert(found.canonical)
        }
        #expect(forms.count > 50)
        #expect(forms.filter { $0.value.count > 1 }.map(\.key) == [])
    }

    static let x = FormTable(
        platform: "twitter", profile: "x",
        kinds: [
            "TwitterIE": .post, "TwitterTweetExtractor": .post, "TwitterCardIE": .post,
            "TwitterUserExtractor": .profile,
            "TwitterTimelineExtractor": .profile, "TwitterTweetsExtractor": .profile,
            "TwitterWithRepliesExtractor": .profile, "TwitterMediaExtractor": .profile,
            "TwitterLikesExtractor": .listing,
            "TwitterFollowersExtractor": .listing, "TwitterFollowingExtractor": .listing,
            "TwitterHighlightsExtractor": .listing, "TwitterInfoExtractor": .listing,
            "TwitterQuotesExtractor": .listing,
            "TwitterHomeExtractor": .listing, "TwitterNotificationsExtractor": .listing,
            "TwitterBookmarkExtractor": .listing, "TwitterCommunitiesExtractor": .listing,
            "TwitterAvatarExtractor": .media, "TwitterBackgroundExtractor": .media, "TwitterImageExtractor": .media,
            "TwitterAmplifyIE": .media, "TwitterBroadcastIE": .media, "TwitterSpacesIE": .media,
            // A page of the platform's own that collects posts around a broadcast.
            "TwitterEventExtractor": .media, "TwitterSearchExtractor": .search, "TwitterHashtagExtractor": .tag,
            "TwitterListExtractor": .collection, "TwitterListMembersExtractor": .collection,
            "TwitterCommunityExtractor": .collection,
        ])

    static let facebook = FormTable(
        platform: "facebook", profile: "facebook",
        kinds: [
            "FacebookIE": .post, "FacebookReelIE": .post, "FacebookPluginsVideoIE": .post,
            "FacebookVideoExtractor": .post,
            "FacebookSetExtractor": .post, "FacebookPhotoExtractor": .media, "FacebookAvatarExtractor": .media,
            "FacebookPhotosExtractor": .profile, "FacebookUserExtractor": .profile, "FacebookInfoExtractor": .listing,
            "FacebookAlbumsExtractor": .collection, "FacebookAdsIE": .page,
        ],
        exceptions: [
            "https://m.facebook.com/events/1509582499515440": .page,
            "https://www.facebook.com/watchparty/211641140192478": .page,
            // Albums, and photos that gallery-dl is told to take as the start of one.
            "https://www.facebook.com/media/set/?set=a.10152716010956729&type=3": .collection,
            "https://www.facebook.com/media/set/?set=a.127331797422780&type=3": .collection,
            "https://www.facebook.com/photo/?fbid=10152716011076729&set=a.10152716010956729&setextract": .media,
            "https://www.facebook.com/photo/?fbid=10165113568399554&set=t.100064860875397&type=3&setextract": .media,
            // gallery-dl goes on from the post to its account.
            "https://www.facebook.com/permalink.php?story_fbid=pfbid034C2PVBhr311C2jo91sBMNwfvcBeLmspzTXLikp37aEqKsdh47mW7ZX8hcS3Ba8Uul&id=61573780995993&rdid=eV7e4pTWFxWb6Evx":
                .post,
        ],
        noForms: [
            "http://www.unique-almeria.com/mini-hollywood.html": "a page elsewhere that shows a film of Facebook",
            "https://www.curs.md/ro": "a page elsewhere that shows a film of Facebook",
            "https://www.newsmemory.com/eedition/e-publishing-solutions/2-in-one-app/":
                "a page elsewhere that shows a film of Facebook",
            "https://www.facebook.com/flx/warn/?h=TAQHsoToz&u=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DpO8h3EaFRdo&s=1":
                "a warning before a page of YouTube",
        ])

    static let instagram = FormTable(
        platform: "instagram", profile: "instagram",
        kinds: [
            "InstagramIE": .post, "InstagramPostExtractor": .post, "InstagramUserIE": .profile,
            "InstagramUserExtractor": .profile, "InstagramPostsExtractor": .profile,
            "InstagramReelsExtractor": .profile,
            "InstagramTaggedExtractor": .profile, "InstagramAvatarExtractor": .media,
            "InstagramInfoExtractor": .listing,
            "InstagramFollowingExtractor": .listing, "InstagramStoriesExtractor": .story, "InstagramStoryIE": .story,
            "InstagramStoriesTrayExtractor": .story, "InstagramHighlightsExtractor": .story,
            "InstagramTagExtractor": .tag, "InstagramTagIE": .tag, "InstagramSavedExtractor": .collection,
            "InstagramCollectionExtractor": .collection, "InstagramGuideExtractor": .collection,
        ])

    static let linkedin = FormTable(
        platform: "linkedin", profile: "linkedin",
        kinds: [
            "LinkedInIE": .post, "LinkedInEventsIE": .page, "LinkedInLearningIE": .collection,
            "LinkedInLearningCourseIE": .collection,
        ])
}
