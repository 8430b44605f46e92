// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Frontier
import Testing

@testable import Crawl

@Suite struct CrawlMannersTests {
    private let slow = HostPace(delay: 3, concurrency: 1)
    private let fast = HostPace(delay: 1, concurrency: 2)

    @Test func `a profile's word on its own hosts holds, and for others of their domain when it speaks of domains`() {
        let manners = CrawlManners([
            (["www.social.example.org"], slow, .domain), (["blog.example.net:8080"], fast, .host),
            (["shared.example.com"], fast, .address),
        ])
        let domain = HostManners(group: PaceGroup(.domain, "example.org"), pace: slow)
        #expect(manners.manners(of: "www.social.example.org") == domain)
        #expect(manners.manners(of: "media.example.org:8443") == domain)
        #expect(
            manners.manners(of: "blog.example.net:8080")
                == HostManners(group: PaceGroup(.host, "blog.example.net:8080"), pace: fast))
        #expect(
            manners.manners(of: "cdn.example.net") == HostManners(group: PaceGroup(.host, "cdn.example.net"), pace: nil)
        )
        // Its group is known when its address is.
        #expect(manners.manners(of: "shared.example.com").group == PaceGroup(.host, "shared.example.com"))
        #expect(manners.goesByAddress("shared.example.com") && !manners.goesByAddress("cdn.example.net"))
    }

    @Test func `of several accounts at one host the gentlest counts, and the wider group`() {
        let manners = CrawlManners([
            (["a.example.org"], fast, .host), (["a.example.org"], slow, .domain), (["b.example.org"], fast, .host),
        ])
        #expect(
            manners.manners(of: "a.example.org")
                == HostManners(group: PaceGroup(.domain, "example.org"), pace: slow))
        // One that speaks for itself stays by itself.
        #expect(
            manners.manners(of: "b.example.org")
                == HostManners(group: PaceGroup(.host, "b.example.org"), pace: fast))
    }

    @Test func `what has no registrable domain is a host of its own`() {
        let manners = CrawlManners([(["127.0.0.1:8080", "localhost"], slow, .domain)])
        #expect(manners.manners(of: "127.0.0.1:8080").group == PaceGroup(.host, "127.0.0.1:8080"))
        #expect(
            manners.manners(of: "127.0.0.1:8081") == HostManners(group: PaceGroup(.host, "127.0.0.1:8081"), pace: nil))
        #expect(manners.manners(of: "localhost").group == PaceGroup(.host, "localhost"))
    }
}
