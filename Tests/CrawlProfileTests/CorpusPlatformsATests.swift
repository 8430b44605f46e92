// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

/// The profiles of X and Instagram over answers that others recorded.
@Suite(.needsCorpus) struct CorpusPlatformsATests {
    private func read(
        _ file: String, as type: String, profile name: String, seed: String, at url: String
    ) throws -> Profile.Discoveries {
        let folder = try #require(Tier.corpus)
        let text = try #require(TestFile.text(folder + "/social/" + file))
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile(name).profile)
        let match = try #require(profile.match(seed: seed))
        return profile.reading(
            url: url, mediaType: type, statusCode: 200, fields: [], body: Array(text.utf8), seed: match)
    }

    private let list =
        "https://x.com/i/api/graphql/abc/UserTweetsAndReplies?variables=%7B%22userId%22%3A%221769424777998180352%22%2C"
        + "%22count%22%3A20%7D&features=%7B%7D"

    @Test(
        arguments: [
            ("XUserTweetsAndReplies1", 20, 7, 2, true), ("XUserTweetsAndReplies2", 20, 8, 2, true),
            ("XUserTweetsAndRepliesMedia", 4, 0, 4, true), ("XUserTweetsAndReplies18", 0, 0, 0, false),
        ])
    func `recorded timelines of X are read to the last post`(
        _ file: String, _ posts: Int, _ reposts: Int, _ media: Int, _ goesOn: Bool
    ) throws {
        let found = try read("x/graphql/\(file).json", as: "application/json", profile: "x", seed: list, at: list)
        #expect(found.findings.map(\.description) == [])
        #expect(found.posts.count == posts)
        #expect(found.posts.count { $0.isRepost } == reposts)
        #expect(found.posts.allSatisfy { $0.dateSource == .platform && $0.url != nil })
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("x").profile)
        for post in found.posts {
            let date = try #require(post.date)
            let ofID = try #require(profile.idTime(post.id))
            #expect((0..<1_000_000).contains(ofID - date), "\(post.id)")
        }
        // Each film has its still picture too.
        #expect(Set(found.posts.flatMap(\.media)).count >= media)
        #expect(found.isEmptyList == (posts == 0))
        let next = found.found.filter { $0.relation == .nextPage }
        #expect(next.count == (goesOn ? 1 : 0))
        #expect(next.allSatisfy { $0.url.contains("cursor%22%3A%22DAAH") && $0.url.hasSuffix("&features=%7B%7D") })
    }

    @Test func `an older page of an Instagram account is read`() throws {
        let found = try read(
            "instagram/granary-api/html_profile_complete.html", as: "text/html", profile: "instagram",
            seed: "https://www.instagram.com/snarfed/", at: "https://www.instagram.com/snarfed/")
        #expect(found.posts.map(\.id) == ["ABC123", "XYZ789"])
        #expect(found.posts.first?.date == 1_453_063_593_000_000)
        #expect(found.posts.last?.media.first?.hasSuffix(".mp4") == true)
        #expect(found.counters["posts"] == 1)
    }

    @Test func `an older page of an Instagram post with several parts is read`() throws {
        let url = "https://www.instagram.com/p/ABC123/"
        let found = try read(
            "instagram/granary-api/html_multi_photo_complete.html", as: "text/html", profile: "instagram", seed: url,
            at: url)
        #expect(found.posts.map(\.id) == ["ABC123"])
        #expect(found.posts.first?.media.count == 3)
    }
}
