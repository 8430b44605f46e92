// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Crawl
import Diagnostics
import Scope
import Testing

@Suite struct CrawlSettingsTests {
    private var full: CrawlSettings {
        var settings = CrawlSettings(
            seeds: [CrawlSettings.Seed(text: "https://a.example/\"é\\\n", account: "a/b 😀", profile: "test")],
            profiles: ["test": TestProfile.text(), "leeg": ""])
        settings.limits = CrawlSettings.Limits(pages: 3, bytes: .max, seconds: 1.5, bodyBytes: .max)
        settings.network.connectTo = ["::127.0.0.1:8123"]
        settings.network.resolve = ["a.example:443:192.0.2.1"]
        settings.network.allowedAddresses = ["fd00::/8"]
        settings.network.caFile = "/tmp/ca.pem"
        settings.concurrency = 2
        settings.delay = 0.25
        settings.robots = .obey
        settings.scope = .domain
        settings.maxHops = 0
        settings.include = ["https://b.example/*"]
        settings.exclude = ["*?print*"]
        settings.operator = "Ministerie"
        settings.digest = .sha1
        settings.demoPort = 8080
        return settings
    }

    @Test func `settings come back as they were, on one line`() throws {
        let text = try full.serialized()
        #expect(!text.contains("\n"))
        let again = try CrawlSettings(serialized: text)
        #expect(try again.serialized() == text)
        #expect(again.seeds == full.seeds)
        #expect(again.profiles == full.profiles)
        #expect(again.limits == full.limits)
        #expect(again.network == full.network)
        #expect(again.robots == .obey && again.scope == .domain && again.maxHops == 0 && again.delay == 0.25)
    }

    @Test func `what is nil stays nil`() throws {
        let settings = CrawlSettings(seeds: [], profiles: [:])
        let again = try CrawlSettings(serialized: try settings.serialized())
        #expect(again.limits == CrawlSettings.Limits())
        #expect(again.delay == nil && again.robots == nil && again.scope == nil && again.maxHops == nil)
    }

    @Test(arguments: ["", "{", "[]", "{}", "null"])
    func `what is no settings is an error`(text: String) {
        #expect(throws: (any Error).self) { try CrawlSettings(serialized: text) }
    }

    @Test(arguments: [
        "https://user:geheim@a.example/x", "https://user@a.example/", "http://:geheim@a.example",
        "user:geheim@a.example/x",
        "https:/user:geheim@a.example/", "https://a@b:geheim@a.example/?x",
    ])
    func `a seed with a user name or password is refused without repeating it`(seed: String) throws {
        let refusal = try #require(CrawlSettings.Seed.refusal(of: seed))
        #expect(refusal.description.contains("a.example"))
        #expect(!refusal.description.contains("geheim") && !refusal.description.contains("user:"))
        var settings = full
        settings.seeds[0].text = seed
        #expect(throws: refusal) { try CrawlOutline.outlines(of: settings) }
    }

    @Test(arguments: [
        "@minpres@social.overheid.nl", "https://a.example/@user@b.example", "https://a.example/?mail=a:b@c",
        "x.com/minpres",
        "https://a.example:8443/x", "",
    ])
    func `an at sign elsewhere in a seed is no password`(seed: String) {
        #expect(CrawlSettings.Seed.refusal(of: seed) == nil)
    }

    @Test func `an outline tells what would be done, and a seed that no profile knows is a finding`() throws {
        let outline = try #require(try CrawlOutline.outlines(of: full).first)
        #expect(outline.scope == "domain")
        #expect(outline.robots == "obey")
        #expect(outline.urls.first?.hasPrefix("page https://a.example/") == true)
        var unknown = full
        unknown.seeds[0].text = "@someone@example.org"
        #expect(throws: Diagnostic.self) { try CrawlOutline.outlines(of: unknown) }
        unknown.seeds[0].profile = "missing"
        #expect(throws: Diagnostic.self) { try CrawlOutline.outlines(of: unknown) }
    }
}
