// SPDX-License-Identifier: EUPL-1.2

import Extract
import Testing
import WebURL

/// Nothing here checks what is found: the extractor must come back, whole, from anything.
@Suite struct HostileInputTests {
    /// One document of each kind, dense with what its reader treats specially.
    static let fixtures: [(type: String, text: String)] = [
        (
            "text/html",
            """
            <!DOCTYPE html><html><head><meta charset="utf-8"><base href="/b/"><title>T &amp; \u{E9}</title>
            <link rel="stylesheet" href="a.css?x=1&amp;y=2"><meta http-equiv="refresh" content="0; url='/r'">
            <style>@import "i.css"; a { b: url( 'x\\20 y.png' ) } /* c */</style>
            <script type="application/ld+json">{"image":["\\/i.jpg",{"url":"https://a.nl/\\ud83d\\ude00"}]}</script>
            </head><body style="background:url(&quot;s.png&quot;)"><img srcset="a,b.png 1x, c.png 2x" src=d.png>
            <svg><image xlink:href="e.png"/></svg><iframe srcdoc="&lt;img src='f.png'&gt;"></iframe>
            <a class="next" href="?p=2#x">n</a><div data-props='{"media":[{"url":"/m"}]}' data-bg="url(g.png)"></div>
            <!-- comment --><![CDATA[x]]><?pi?></body></html>
            """
        ),
        (
            "text/css",
            "@charset \"utf-8\";@import url(a.css);a{b:image-set('c.png' 1x,url(\"d\\\"e\") 2x);f:url(g\\29 h)}"
        ),
        (
            "application/json",
            #"{"@context":"x","a":[{"url":"https:\/\/a.nl\/\u00e9","content":"<img src=\"\/x.png\">"}],"next":"/p?2"}"#
        ),
        (
            "application/rss+xml",
            """
            <?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY e "x">]><rss xmlns:m="u"><channel>
            <title>t&e;</title><item xml:base="/q/"><link>l</link><description><![CDATA[<img src=i.png>]]></description>
            <m:content url="c.jpg"/></item></channel></rss>
            """
        ),
        ("application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-MAP:URI=\"a.mp4\"\n#EXTINF:1,\nb.ts\n"),
    ]

    private func survive(_ bytes: [UInt8], _ type: String) throws {
        let extraction = try Extracting.run(bytes, type: type)
        #expect(extraction.links.allSatisfy { $0.url.isHTTP && $0.url.fragment == nil })
    }

    @Test(arguments: fixtures.indices)
    func `every prefix and every suffix is survived`(_ index: Int) throws {
        let (type, text) = Self.fixtures[index]
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            try survive(Array(bytes.prefix(cut)), type)
            try survive(Array(bytes.suffix(cut)), type)
        }
    }

    @Test(arguments: fixtures.indices)
    func `flipped, doubled and missing bytes are survived`(_ index: Int) throws {
        let (type, text) = Self.fixtures[index]
        let original = Array(text.utf8)
        var generator = SeededGenerator(state: UInt64(index) &+ 1)
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 2: bytes.insert(contentsOf: bytes.suffix(from: place).prefix(20), at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            try survive(bytes, type)
        }
    }

    @Test(arguments: fixtures.indices)
    func `one document under the type of another is survived`(_ index: Int) throws {
        for (type, _) in Self.fixtures { try survive(Array(Self.fixtures[index].text.utf8), type) }
    }

    @Test func `noise is survived`() throws {
        var generator = SeededGenerator(state: 42)
        let alphabet = Array("<>/\\\"'{}[](),:;=&#!-@ahrefsuxl\n\0\u{FF}".utf8)
        for round in 0..<400 {
            let bytes = (0..<512).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
            try survive(bytes, Self.fixtures[round % Self.fixtures.count].type)
        }
    }

    @Test(
        arguments: [
            ("<a ", "x", ""), ("<a href=\"", "x", ""), ("<!--", "-", ""), ("", "<b>", ""), ("", "<a href=", ""),
            ("<b>", "</i>", ""), ("<script>", "<", ""), ("<title>", "x", ""), ("<img srcset=\"", "a 1x(,", "\">"),
            ("<a ", "a b ", ">"), ("<p style=\"", "url(", "\">"), ("<div data-a='", "[{\"", "'>"),
            ("<iframe srcdoc=\"", "<iframe srcdoc=", "\">"), ("<base href=", "//a/", ">"), ("", "&", ""),
            ("<svg>", "</svg>", "<title>"), ("<table>", "<table>", ""), ("", "<p", ""),
        ])
    func `long repetitions of one thing end`(_ start: String, _ middle: String, _ end: String) throws {
        let text = start + String(repeating: middle, count: 40_000 / middle.utf8.count) + end + "<a href=/last>"
        for (type, _) in Self.fixtures { try survive(Array(text.utf8), type) }
    }

    @Test func `a tag of very many attributes is cut short and what follows is still read`() throws {
        let many = (0..<30_000).map { "a\($0)=x " }.joined()
        let html = "<a href=/first><div data-src=/in.png " + many + "><a href='/>last'>"
        #expect(try Extracting.html(html) == ["navigation /first", "embed /in.png", "navigation /%3Elast"])
        let quoted = "<div " + many + "b=\"" + String(repeating: "x>y", count: 9000) + "\"><a href=/last>"
        #expect(try Extracting.html(quoted) == ["navigation /last"])
    }

    @Test func `a tag that is long because of one value is read whole`() throws {
        let value = String(repeating: "<a href='/no'> ", count: 20_000)
        let html = "<div data-x=\"" + value + "\" data-src=/in.png><a href=/last>"
        #expect(try Extracting.html(html) == ["embed /in.png", "navigation /last"])
        let image =
            "<img alt=x src=\"data:image/png;base64," + String(repeating: "QUFB", count: 100_000) + "\"><a href=/l>"
        #expect(try Extracting.html(image) == ["navigation /l"])
    }
}

/// A generator with a written-down start, so that a failure can be had again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
