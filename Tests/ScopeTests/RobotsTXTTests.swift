// SPDX-License-Identifier: EUPL-1.2

import Scope
import Testing

@Suite struct RobotsTXTTests {
    private func verdict(_ file: String, _ path: String, agent: String = "Kabinet") -> RobotsTXT.Verdict {
        RobotsTXT(parsing: Array(file.utf8)).verdict(path: path, agent: agent)
    }

    @Test(arguments: [
        ("/vis", "/vis", true), ("/vis", "/visserij/zalm", true), ("/vis", "/Vis", false), ("/vis", "/kat/vis", false),
        ("/vis*", "/visserij", true), ("/vis/", "/vis", false), ("/vis/", "/vis/a?b", true),
        ("/*.php", "/a/b.php?c", true), ("/*.php", "/b.PHP", false), ("/*.php$", "/b.php", true),
        ("/*.php$", "/b.php?c", false), ("/vis*.php", "/vis/b.php", true), ("/vis*.php", "/b/vis.php", false),
        ("/", "/a", true), ("*", "/a", true), ("$", "/a", false), ("/$", "/", true), ("/$", "/a", false),
        ("/a$b", "/a$b", true), ("/a%24", "/a$", true), ("/a%2A", "/a*", true), ("/a%2A", "/ab", false),
        ("/%7Ejan", "/~jan", true), ("/~jan", "/%7ejan", true), ("/é", "/%C3%A9", true), ("/%c3%a9", "/%C3%A9", true),
        ("/a%2fb", "/a%2Fb", true), ("/a%2fb", "/a/b", false), ("vis", "/vis", true), ("/a?b=", "/a?b=c", true),
    ])
    func `a path is compared as RFC 9309 says`(pattern: String, path: String, matches: Bool) {
        #expect((verdict("User-agent: *\nDisallow: \(pattern)\n", path) != .allowed) == matches)
    }

    @Test func `the longest rule decides and allowing wins a draw`() {
        let file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /d\nAllow: /d\n"
        #expect(verdict(file, "/a/x") == .disallowed("line 2: Disallow: /a"))
        #expect(verdict(file, "/a/b/x") == .allowed)
        #expect(verdict(file, "/a/b/c") == .disallowed("line 4: Disallow: /a/b/c"))
        #expect(verdict(file, "/d") == .allowed)
        #expect(verdict(file, "/e") == .allowed)
    }

    @Test func `the group of the agent goes before the one for all`() {
        let file = """
            User-Agent: kabinet/1.0
            User-agent: Other
            Disallow: /prive # not for bots

            user-agent: *
            Disallow: /
            """
        #expect(verdict(file, "/open") == .allowed)
        #expect(verdict(file, "/prive") == .disallowed("line 3: Disallow: /prive"))
        #expect(verdict(file, "/prive", agent: "KABINET/2") != .allowed)
        #expect(verdict(file, "/open", agent: "Kabinetje") != .allowed)
        #expect(verdict(file, "/open", agent: "") != .allowed)
        #expect(verdict(file, "/robots.txt", agent: "x") == .allowed)
    }

    @Test func `groups for the same agent are taken together`() {
        let file =
            "User-agent: kabinet\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: Kabinet\nDisallow: /b\n"
        #expect(verdict(file, "/a") != .allowed)
        #expect(verdict(file, "/b") != .allowed)
        #expect(verdict(file, "/c") == .allowed)
    }

    @Test func `an agent without rules may fetch everything`() {
        #expect(verdict("User-agent: kabinet\nDisallow:\nUser-agent: *\nDisallow: /\n", "/a") == .allowed)
        #expect(verdict("Disallow: /\n", "/a") == .allowed)
        #expect(verdict("", "/a") == .allowed)
        #expect(verdict("User-agent: x\nDisallow: /\n", "/a") == .allowed)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `any line end and a byte order mark are read`(end: String) {
        let file = ["\u{FEFF}User-agent : *", "# note", "", "Sitemap: https://a.example/s.xml", "DISALLOW:/a  "]
            .joined(separator: end)
        #expect(verdict(file, "/a/b") == .disallowed("line 5: Disallow: /a"))
    }

    @Test func `a sitemap between two agents does not part them`() {
        let file = "User-agent: kabinet\nSitemap: s\nUser-agent: x\nDisallow: /\n"
        #expect(verdict(file, "/a") != .allowed)
        #expect(RobotsTXT(parsing: Array((file + "sitemap: t\nSitemap: s\nSitemap:\n").utf8)).sitemaps == ["s", "t"])
    }

    @Test(arguments: [
        ("10", 10.0), ("1.5", 1.5), ("-1", nil), ("nan", nil), ("inf", nil), ("x", nil), ("1e99", 86_400),
    ])
    func `the crawl delay is a bounded number of seconds`(text: String, seconds: Double?) {
        let file = RobotsTXT(parsing: Array("User-agent: *\nCrawl-delay: \(text)\nDisallow: /a\n".utf8))
        #expect(file.crawlDelay(agent: "Kabinet") == seconds)
        #expect(file.verdict(path: "/a", agent: "Kabinet") != .allowed)
    }

    @Test func `a file over the limit is cut at a line`() {
        let head = "User-agent: *\nDisallow: /first\n"
        let padding = String(repeating: "#", count: RobotsTXT.byteLimit - head.utf8.count - 12)
        let file = head + padding + "\nDisallow: /admin\n"
        #expect(verdict(file, "/first") != .allowed)
        #expect(verdict(file, "/admin") == .allowed)
        #expect(verdict(file, "/a") == .allowed)
    }

    @Test func `no bytes make the parser trap`() {
        var state: UInt64 = 7
        let alphabet = Array("user-agent:*\nallow: /disallow$%2A#\r\u{FF}".utf8) + [0xFF, 0, 0xEF, 0xBB, 0xBF]
        for _ in 0..<2_000 {
            var bytes = Array("User-agent: *\nDisallow:".utf8)
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 40) % alphabet.count])
            }
            _ = RobotsTXT(parsing: bytes).verdict(path: String(decoding: bytes.suffix(20), as: UTF8.self), agent: "*")
        }
    }

    @Test func `a hostile file costs a bounded amount of work`() {
        let rules = String(repeating: "Disallow: *a*a*a*b\n", count: 26_000)
        #expect(verdict("User-agent: *\n" + rules, "/" + String(repeating: "c", count: 1_000)) == .allowed)
    }
}
