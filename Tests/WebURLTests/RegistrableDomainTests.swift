// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@Suite struct RegistrableDomainTests {
    /// Rows of the test file of publicsuffix.org, with hosts that are no names beside them.
    @Test(arguments: [
        ("example.com", "example.com"), ("b.example.com", "example.com"), ("a.b.example.com", "example.com"),
        ("WwW.Example.COM", "example.com"), ("example.com.", "example.com"),
        ("www.example.co.uk", "example.co.uk"), ("co.uk", "co.uk"), ("uk", "uk"),
        ("a.b.test.k12.ak.us", "test.k12.ak.us"), ("www.city.kobe.jp", "city.kobe.jp"),
        ("a.b.c.kobe.jp", "b.c.kobe.jp"), ("c.kobe.jp", "c.kobe.jp"), ("www.ck", "www.ck"),
        ("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"), ("shishi.xn--55qx5d.cn", "shishi.xn--55qx5d.cn"),
        ("www.xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s"), ("www.bücher.de", "xn--bcher-kva.de"),
        // The private section: users of one service are different owners.
        ("alice.github.io", "alice.github.io"), ("www.alice.github.io", "alice.github.io"),
        ("pbs.twimg.com", "twimg.com"), ("files.mastodon.social", "mastodon.social"),
        // A suffix that the list does not know is one label.
        ("a.b.unlisted-suffix", "b.unlisted-suffix"), ("localhost", "localhost"), ("a.localhost", "a.localhost"),
        ("127.0.0.1", "127.0.0.1"), ("[::1]", "[::1]"), ("[2001:db8::1]", "[2001:db8::1]"), ("0x7f.1", "0x7f.1"),
        ("", ""), (".", "."), (".com", ".com"), ("a..com", "a..com"), ("a b", "a b"), ("a\0b", "a\0b"),
    ])
    func `a host has the domain that its owner registered, or stands for itself`(host: String, expected: String) {
        #expect(RegistrableDomain(host: host).name == expected)
    }

    @Test(arguments: [
        ("example.com", true), ("localhost", false), ("co.uk", false), ("127.0.0.1", false), ("[::1]", false),
    ])
    func `only what was registered is said to be`(host: String, expected: Bool) {
        #expect(RegistrableDomain(host: host).isRegistered == expected)
    }

    @Test func `an endless name stands for itself`() {
        let host = String(repeating: "a.", count: 4000) + "com"
        #expect(RegistrableDomain(host: host).name == host)
    }

    @Test func `an address has the one of its host, without the port`() {
        #expect(WebAddress("https://www.example.org:8443/x")?.registrableDomain?.name == "example.org")
        #expect(WebAddress("mailto:a@example.org")?.registrableDomain == nil)
    }
}
