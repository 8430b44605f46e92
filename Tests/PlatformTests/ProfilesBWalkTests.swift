// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import DemoSite
import Diagnostics
import Testing

/// The profiles youtube, tiktok, snapchat, bluesky, flickr, feeds and mastodon, followed by their rules alone.
@Suite struct ProfilesBWalkTests {
    static let sites: [any PlatformSite] = [
        YouTubeSite(), TikTokSite(), SnapchatSite(), BlueskySite(), FlickrSite(), FeedSite(), FediverseSite(),
    ]

    /// One account of one site.
    struct Case: CustomTestStringConvertible, Sendable {
        let site: any PlatformSite
        let truth: PlatformTruth
        var testDescription: String { "\(truth.seed) \(truth.credentials)" }
    }

    static let cases = sites.flatMap { site in site.truth.map { Case(site: site, truth: $0) } }

    @Test(arguments: cases)
    func `a walk finds what is there`(_ one: Case) throws {
        let walk = try ProfileWalk(one.site.name, one.site, seed: one.truth.seed, credentials: one.truth.credentials)
        #expect(walk.match.kind.rawValue == one.truth.kind)
        #expect(walk.findings.map(\.description) == [])
        #expect(PlatformCheck(walk).gaps(one.truth) == [])
    }

    @Test(
        arguments: [
            // Comments: two pages of two, one of them with an answer, below each of two videos.
            ("youtube", YouTubeSite() as any PlatformSite, "http://www.youtube.com/@dijkgraaf", [String](), 2 * 5),
            // Two answers below every tenth post; what the repost shows has none.
            ("bluesky", BlueskySite(), "http://bsky.app/profile/dijkgraaf.demo.test", [], 2 * 3),
            ("flickr", FlickrSite(), "http://www.flickr.com/photos/dijkgraaf", ["flickr-key"], 45),
            // One answer below every tenth post and every answer.
            ("mastodon", FediverseSite(), "http://mastodon.demo.test/@dijkgraaf", [], 8),
        ])
    func `what is around the posts is found when it is asked for`(
        _ name: String, _ site: any PlatformSite, _ seed: String, _ credentials: [String], _ count: Int
    ) throws {
        let without = try ProfileWalk(name, site, seed: seed, credentials: credentials)
        let with = try ProfileWalk(name, site, seed: seed, credentials: credentials, withContext: true)
        #expect(without.posts.allSatisfy { !$0.isContext })
        #expect(with.posts.filter(\.isContext).count == count)
        #expect(with.posts.count == without.posts.count + count)
    }
}
