// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@Suite struct WebAddressTests {
    @Test(arguments: [
        ("HTTPS://Social.Overheid.NL:443/@minpres", "https://social.overheid.nl/@minpres"),
        ("http://example.nl", "http://example.nl/"),
        ("http:\\\\example.nl\\a\\b", "http://example.nl/a/b"),
        ("http:////example.nl/", "http://example.nl/"),
        ("  \u{1}http://ex\tample.nl/a\nb  ", "http://example.nl/ab"),
        ("http://example.nl:8080/", "http://example.nl:8080/"),
        ("http://example.nl:080/", "http://example.nl/"),
        ("http://u:p@@example.nl/", "http://u:p%40@example.nl/"),
        ("http://example.nl/a/./b/../c/%2e%2E/d", "http://example.nl/a/d"),
        ("http://example.nl/a/..", "http://example.nl/"),
        ("http://example.nl/é?é='#é`", "http://example.nl/%C3%A9?%C3%A9=%27#%C3%A9%60"),
        ("http://example.nl/a^b{c}|d", "http://example.nl/a%5Eb%7Bc%7D|d"),
        ("http://example.nl/%zz%20", "http://example.nl/%zz%20"),
        ("http://example.nl?", "http://example.nl/?"),
        ("http://example.nl#", "http://example.nl/#"),
        ("mailto:Info@Example.nl", "mailto:Info@Example.nl"),
        ("data:text/plain, a b ?q", "data:text/plain, a b%20?q"),
        ("foo://Host/../a", "foo://Host/a"),
        ("foo:/.//a", "foo:/.//a"),
        ("file:///C|/a/../..", "file:///C:/"),
        ("file://localhost/etc", "file:///etc"),
    ])
    func `an absolute address is read as browsers read it`(text: String, expected: String) throws {
        let address = try #require(WebAddress(text))
        #expect(address.serialized == expected)
        #expect(WebAddress(address.serialized) == address, "a serialised address reads back as itself")
    }

    @Test(arguments: [
        "", "example.nl", "//example.nl", "http://", "http:///", "http://a b/", "http://a:b/", "http://a:65536/",
        "http://@/", "http://:80/", "http://a@/", "http://[::1", "http://1.2.3.256/", "http://0x100000000/",
        "http://a%00b/", "http://a%zz/", "http://%ff/", "foo://a b/", "foo://:80", "1http://a/",
    ])
    func `what has no address is refused`(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test(arguments: [
        ("c", "http://example.nl/a/c"), ("/c", "http://example.nl/c"), ("../c", "http://example.nl/c"),
        ("../../../c", "http://example.nl/c"), ("?q", "http://example.nl/a/b?q"),
        ("#f", "http://example.nl/a/b?x=1#f"), ("", "http://example.nl/a/b?x=1"),
        ("//other.nl/c", "http://other.nl/c"), ("\\\\other.nl\\c", "http://other.nl/c"),
        ("http:c", "http://example.nl/a/c"), ("https:c", "https://c/"), (".", "http://example.nl/a/"),
        ("..", "http://example.nl/"), ("./c/.", "http://example.nl/a/c/"), ("mailto:x", "mailto:x"),
        ("c:d", "c:d"), ("/\u{9}/other.nl", "http://other.nl/"), ("@minpres/1", "http://example.nl/a/@minpres/1"),
    ])
    func `a reference resolves against its base`(reference: String, expected: String) throws {
        let base = try #require(WebAddress("http://example.nl/a/b?x=1#old"))
        #expect(WebAddress(reference, relativeTo: base)?.serialized == expected)
    }

    @Test func `nothing but a fragment resolves against an opaque path`() throws {
        let base = try #require(WebAddress("mailto:info@example.nl"))
        #expect(WebAddress("#a", relativeTo: base)?.serialized == "mailto:info@example.nl#a")
        #expect(WebAddress("a", relativeTo: base) == nil)
        #expect(WebAddress("?a", relativeTo: base) == nil)
    }

    @Test func `the components are those of the serialised form`() throws {
        let address = try #require(WebAddress("https://Jan:geheim@Example.NL:8443/a/b?c=d#e"))
        #expect(address.scheme == "https")
        #expect(address.username == "Jan")
        #expect(address.password == "geheim")
        #expect(address.host == "example.nl")
        #expect(address.port == 8443)
        #expect(address.effectivePort == 8443)
        #expect(address.authority == "example.nl:8443")
        #expect(address.origin == "https://example.nl:8443")
        #expect(address.path == "/a/b")
        #expect(address.query == "c=d")
        #expect(address.fragment == "e")
        #expect(address.requestTarget == "/a/b?c=d")
        #expect(address.withoutFragment == "https://Jan:geheim@example.nl:8443/a/b?c=d")
        #expect(address.droppingFragment.serialized == address.withoutFragment)
        #expect(address.droppingFragment.fragment == nil)
        #expect(address.isHTTP)
    }

    @Test func `absent components are nil and not empty`() throws {
        let address = try #require(WebAddress("http://example.nl"))
        #expect(address.port == nil)
        #expect(address.effectivePort == 80)
        #expect(address.query == nil)
        #expect(address.fragment == nil)
        #expect(address.username.isEmpty)
        let mail = try #require(WebAddress("mailto:a"))
        #expect(mail.host == nil)
        #expect(mail.hasOpaquePath)
        #expect(mail.origin == "null")
        #expect(mail.effectivePort == 0)
        #expect(!mail.isHTTP)
        #expect(try #require(WebAddress("file:///a")).host?.isEmpty == true)
    }

    @Test func `an address over the limit is refused before and after encoding`() {
        let limit = WebAddress.byteLimit
        let head = "http://a/"
        #expect(WebAddress(head + String(repeating: "b", count: limit - head.count)) != nil)
        #expect(WebAddress(head + String(repeating: "b", count: limit)) == nil)
        #expect(WebAddress(head + String(repeating: "é", count: limit / 4)) == nil)
    }

    @Test func `no input makes the parser trap`() {
        let alphabet = Array("ahtp:/\\?#@[]%2e.xé0\t |C".unicodeScalars)
        var state: UInt64 = 42
        let base = WebAddress("http://a/b/c?d")
        for _ in 0..<20_000 {
            var scalars = String.UnicodeScalarView("http:".unicodeScalars.prefix(Int(state >> 60)))
            for _ in 0..<Int(state >> 33 & 15) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                scalars.append(alphabet[Int(state >> 40) % alphabet.count])
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            guard let address = WebAddress(String(scalars), relativeTo: base) else { continue }
            #expect(WebAddress(address.serialized)?.serialized == address.serialized)
        }
    }
}
