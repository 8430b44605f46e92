// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import TestSupport
import Testing

/// The Mastodon profile over answers that other people's software recorded or wrote down.
@Suite(.needsCorpus) struct CorpusMastodonTests {
    private func discover(_ file: String, asListAt url: String) throws -> [String] {
        let folder = try #require(Tier.corpus) + "/social/mastodon/granary-api/"
        let json = try #require(TestFile.text(folder + file))
        let profile = try #require(
            ProfileLibrary(directories: [PackageRoot.appending("crawl-profiles")]).profile("mastodon").profile)
        let match = try #require(profile.match(seed: "http://foo.com/@snarfed"))
        return profile.reading(
            url: url, mediaType: "application/json", statusCode: 200, fields: [], body: Array("[\(json)]".utf8),
            seed: match
        ).found.map(\.url)
    }

    private let list = "http://foo.com/api/v1/accounts/23507/statuses?limit=40"

    @Test func `media of a post, its preview and the card`() throws {
        #expect(
            try discover("media_status.json", asListAt: list).sorted() == [
                "http://foo.com/@snarfed/123", "http://foo.com/image.jpg", "http://foo.com/poster.png",
                "http://foo.com/snarfed.png", "http://use/remote/url/instead", "https://an/image",
            ])
    }

    @Test(
        arguments: [
            "status.json", "status_with_counts.json", "status_with_emoji.json", "status_remote.json",
            "reply_status.json",
            "reblog_status.json",
        ])
    func `every recorded post is read`(_ file: String) throws {
        let found = try discover(file, asListAt: list)
        #expect(!found.isEmpty)
        #expect(found.contains { $0.contains("/context") } == (file == "reply_status.json" || file.contains("counts")))
    }
}
