// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Crawl
import DemoSite
import Testing

/// What the demonstration site's own log says of a crawl's manners. Times are lower bounds only: a slow machine is never wrong.
@Suite struct HostPaceTests {
    private static let hosts = ["a.example.org", "b.example.org", "c.example.net"]

    private func settings(_ stage: CrawlStage) -> CrawlSettings {
        let profile = TestProfile.text(retries: 4)
            .replacing("delay: 0ms", with: "delay: 40ms")
            .replacing("concurrency: 4", with: "concurrency: 1")
        return stage.settings(profile: profile) { settings in
            settings.delay = nil
            settings.network.connectTo = ["::127.0.0.1:\(stage.port)"]
            settings.seeds = Self.hosts.flatMap { host in
                (0..<3).map { account in
                    CrawlSettings.Seed(
                        text: "http://\(host)/behaviour/429?times=1&after=1&account=\(account)",
                        account: "\(host)-\(account)", profile: TestProfile.name)
                }
            }
        }
    }

    @Test func `a host gets one request at a time, with its delay, and none while it wants to be left alone`()
        async throws
    {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(settings(stage))
            #expect(end.cause == .finished)
            for host in Self.hosts {
                #expect(stage.server.mostInFlight(host: host) == 1)
                var seen: Set<String> = []
                var earliest: ArchiveDate?
                // robots.txt is fetched within the turn of a page.
                for entry in stage.server.log where entry.host == host && entry.path != "/robots.txt" {
                    if let earliest { #expect(entry.time >= earliest) }
                    // Each page refuses its first visitor and asks for a second. Else it is the delay, of which the way here may take
                    // half: what it takes longer is waited for in turn.
                    let isRefused = entry.path.hasPrefix("/behaviour/") && seen.insert(entry.target).inserted
                    earliest = entry.time.adding(seconds: isRefused ? 1 : 0.02)
                }
                #expect(seen.count == 3)
            }
        }
    }
}
