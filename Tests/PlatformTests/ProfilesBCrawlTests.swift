// SPDX-License-Identifier: EUPL-1.2

import DemoSite
import Testing

/// The same sites crawled by the real crawler, over sockets and into a collection.
@Suite(.serialized) struct ProfilesBCrawlTests {
    /// The first account of each site is the one with most in it; those of the walls follow from the same rules.
    static let cases = ProfilesBWalkTests.cases.filter { one in
        one.truth.seed == one.site.truth.first?.seed || one.truth.state != nil
    }

    @Test(arguments: cases)
    func `a crawl finds what is there`(_ one: ProfilesBWalkTests.Case) async throws {
        try await PlatformStage.with([one.site]) { stage in
            _ = try await stage.crawl(
                try stage.settings(one.truth.seed, profile: one.site.name, credentials: one.truth.credentials))
            let gaps = try PlatformCheck(stage.layout).gaps(one.truth)
            #expect(gaps == [])
        }
    }
}
