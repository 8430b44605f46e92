// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import DemoSite
import Diagnostics
import Testing

/// The profiles x, facebook, instagram, threads and linkedin, followed by their rules alone.
@Suite struct ProfilesAWalkTests {
    private static let sites: [any PlatformSite] = [
        XSite(), FacebookSite(), InstagramSite(), ThreadsSite(), LinkedInSite(),
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
        let walk = try ProfileWalk(
            one.site.name, one.site, seed: one.truth.seed, credentials: one.truth.credentials)
        #expect(walk.match.kind.rawValue == one.truth.kind)
        #expect(walk.findings.map(\.description) == [])
        #expect(PlatformCheck(walk).gaps(one.truth) == [])
    }

    @Test func `conversations are followed when they are asked for, and are posts of others`() throws {
        let site = XSite()
        let without = try ProfileWalk("x", site, seed: "http://x.com/minpres", credentials: ["x-bearer"])
        let with = try ProfileWalk(
            "x", site, seed: "http://x.com/minpres", credentials: ["x-bearer"], withContext: true)
        #expect(without.posts.allSatisfy { !$0.isContext })
        #expect(with.posts.count == without.posts.count + 9)
        #expect(with.posts.filter(\.isContext).count == 9)
    }

    @Test(
        arguments: [
            ("x", XSite(wallAfter: 0) as any PlatformSite, "http://x.com/minpres", "http://x.com/minpres"),
            (
                "instagram", InstagramSite(wallAfter: 5), "http://www.instagram.com/minpres/",
                "http://www.instagram.com/minpres/"
            ),
            (
                "facebook", FacebookSite(wallAfter: 0), "http://www.facebook.com/minister.van.dijken",
                "http://www.facebook.com/minister.van.dijken"
            ),
        ])
    func `a wall that comes late is known`(
        _ name: String, _ site: any PlatformSite, _ seed: String, _ walled: String
    ) throws {
        let walk = try ProfileWalk(name, site, seed: seed)
        #expect(walk.outcomes.values.contains("walled:login"))
    }
}
