// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import DemoSite
import Diagnostics
import Scope
import Testing

/// What Kabinet does not ask for, and how it says so.
@Suite struct RefusalTests {
    @Test func `loopback is refused unless it is allowed, and the log names the address`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(stage.settings { $0.network.allowedAddresses = [] })
            #expect(end.exitCode == .gaps)
            #expect(stage.server.log.isEmpty)
            let contents = try stage.contents()
            #expect(contents.captures.isEmpty)
            #expect(contents.url(stage.base + "/")?.outcome == "refused:address")
            let line = try #require(try contents.log().first { $0["url"] == stage.base + "/" })
            #expect(line["detail"]?.contains("127.0.0.1") == true)
            try contents.agree()
        }
    }

    @Test func `robots txt is obeyed for pages, its line is named, and requisites are exempt`() async throws {
        try await CrawlStage.with { stage in
            let avatar = try #require(stage.server.world.officials.first).avatarPath
            let end = try await stage.crawl(stage.settings(["/private/redactie", avatar]) { $0.scope = .page })
            // What was asked for by name and is not there is a gap, whoever kept it out.
            #expect(end.exitCode == .gaps)
            let contents = try stage.contents()
            let url = try #require(contents.url(stage.base + "/private/redactie"))
            #expect(url.outcome == "refused:robots")
            #expect(url.detail?.contains("Disallow: /private/") == true)
            #expect(stage.server.count(of: "/private/redactie") == 0)
            #expect(stage.server.count(of: "/robots.txt") == 1)
            #expect(contents.captures(of: stage.base + "/robots.txt").first?.kind == .robots)
            try contents.agree()
        }
    }

    @Test func `robots txt is asked for once for all URLs of a host, and remembered by the next run`() async throws {
        try await CrawlStage.with { stage in
            let settings = stage.settings(["/about", "/tags", "/private/redactie"]) { $0.scope = .page }
            for _ in 0..<2 {
                let end = try await stage.crawl(settings)
                #expect(end.exitCode == .gaps)
            }
            #expect(stage.server.count(of: "/robots.txt") == 1)
            #expect(stage.server.count(of: "/private/redactie") == 0)
        }
    }

    @Test func `a policy to ignore robots txt does not ask for it`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl(
                stage.settings(["/private/redactie"]) {
                    $0.scope = .page
                    $0.robots = .ignore
                })
            #expect(end.exitCode == .done)
            #expect(stage.server.count(of: "/robots.txt") == 0)
            let contents = try stage.contents()
            #expect(contents.captures(of: stage.base + "/private/redactie").count == 1)
        }
    }

    @Test func `page requisites that robots txt forbids are fetched, pages are not`() async throws {
        var options = DemoWorld.Options()
        options.behaviours = ["/robots.txt": .status(404)]
        try await CrawlStage.with(options) { stage in
            // A missing robots.txt allows everything (RFC 9309 §2.3.1.3).
            let end = try await stage.crawl(stage.settings(["/private/redactie"]) { $0.scope = .page })
            #expect(end.exitCode == .done)
            let contents = try stage.contents()
            #expect(contents.captures(of: stage.base + "/private/redactie").count == 1)
            #expect(contents.captures(of: stage.base + "/robots.txt").first?.outcome == .notFound)
        }
    }

    @Test(arguments: [500, 503, 429])
    func `nothing is fetched while the server can't say what its robots txt allows`(status: Int) async throws {
        var options = DemoWorld.Options()
        options.behaviours = ["/robots.txt": .status(status)]
        try await CrawlStage.with(options) { stage in
            _ = try await stage.crawl(stage.settings(["/about"]) { $0.scope = .page })
            #expect(stage.server.count(of: "/about") == 0)
            let contents = try stage.contents()
            let url = try #require(contents.url(stage.base + "/about"))
            #expect(url.state == "ended")
            #expect(url.detail?.contains("robots.txt: status \(status)") == true)
            try contents.agree()
        }
    }

    @Test func `a link out of scope is in the log with the rule`() async throws {
        try await CrawlStage.with { stage in
            let handle = try #require(stage.server.world.officials.first).handle
            let end = try await stage.crawl(stage.settings(["/@\(handle)"]) { $0.maxHops = 1 })
            #expect(end.exitCode == .done)
            let contents = try stage.contents()
            let refused = contents.urls.filter { $0.outcome == "refused:scope" }
            #expect(refused.contains { $0.detail?.hasPrefix("prefix: outside") == true })
            let lines = try contents.log()
            for url in refused {
                #expect(lines.filter { $0["url"] == url.url && $0["detail"] == url.detail }.count == 1)
                #expect(contents.captures(of: url.url).isEmpty)
            }
        }
    }

    @Test func `an address block that is none is found out before anything is made on disk`() async throws {
        try await CrawlStage.with { stage in
            await #expect(throws: Diagnostic.self) {
                try await stage.crawl(stage.settings { $0.network.allowedAddresses = ["localhost"] })
            }
            #expect(!stage.layout.exists)
        }
    }
}
