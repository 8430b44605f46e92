// SPDX-License-Identifier: EUPL-1.2

import Testing
import WebURL

@testable import Replay

@Suite struct `Rewriting of HTML` {
    @Test(arguments: [
        (#"<a href="/x">t</a>"#, #"<a href="~mp/x">t</a>"#),
        (#"<a href='x.html#f'>"#, #"<a href='~mp/dir/x.html#f'>"#),
        (#"<a href=../up>"#, #"<a href="~mp/up">"#),
        (#"<A HREF = "http://Other.NL">"#, #"<A HREF = "%mp/http://other.nl/">"#),
        (#"<a href="//cdn.nl/a">"#, #"<a href="%mp/https://cdn.nl/a">"#),
        (#"<a href="?q=1&amp;r=2">"#, #"<a href="~mp/dir/page.html?q=1&amp;r=2">"#),
        (#"<a href="?q=1&copy=2">"#, #"<a href="~mp/dir/page.html?q=1&amp;copy=2">"#),
        (#"<a href=" &#x2F;x&#47;y ">"#, #"<a href="~mp/x/y">"#),
        (
            #"<area href=a><link rel=icon href=i.ico><link rel="stylesheet" href=s.css>"#,
            #"<area href="~mp/dir/a"><link rel=icon href="~im/dir/i.ico"><link rel="stylesheet" href="~cs/dir/s.css">"#
        ),
        (
            #"<link href=m.js rel=modulepreload><link rel=preload as=font href=f>"#,
            #"<link href="~js/dir/m.js" rel=modulepreload><link rel=preload as=font href="~im/dir/f">"#
        ),
        (
            #"<img src=a.png><script src=a.js></script><iframe src=f></iframe><frame src=g><embed src=e>"#,
            #"<img src="~im/dir/a.png"><script src="~js/dir/a.js"></script><iframe src="~if/dir/f"></iframe><frame src="~fr/dir/g"><embed src="~oe/dir/e">"#
        ),
        (
            #"<video src=v poster=p><source src=s><audio src=a><track src=t>"#,
            #"<video src="~oe/dir/v" poster="~im/dir/p"><source src="~oe/dir/s"><audio src="~oe/dir/a"><track src="~oe/dir/t">"#
        ),
        (
            ##"<svg><image xlink:href="i"/><use href="s.svg#a"/><use href="#b"/></svg>"##,
            ##"<svg><image xlink:href="~im/dir/i"/><use href="~im/dir/s.svg#a"/><use href="#b"/></svg>"##
        ),
        (
            #"<form action="/s"><button formaction=b><input type=image src=i>"#,
            #"<form action="~mp/s"><button formaction="~mp/dir/b"><input type=image src="~im/dir/i">"#
        ),
        (
            #"<object data=d codebase=c/></object><param value="http://a.nl/v"><param value="a/b">"#,
            #"<object data="~oe/dir/d" codebase="~oe/dir/c/"></object><param value="%oe/http://a.nl/v"><param value="a/b">"#
        ),
        (
            #"<meta property=og:image content="https://a.nl/i"><meta name=d content="a text of https://a.nl">"#,
            #"<meta property=og:image content="%mp/https://a.nl/i"><meta name=d content="a text of https://a.nl">"#
        ),
        (
            #"<q cite=c></q><body background=b.gif><td background=c.gif>"#,
            #"<q cite="~mp/dir/c"></q><body background="~im/dir/b.gif"><td background="~im/dir/c.gif">"#
        ),
        (
            #"<img data-src="https://a.nl/i" data-x="https://a.nl/j k" data-y="rel">"#,
            #"<img data-src="%im/https://a.nl/i" data-x="https://a.nl/j k" data-y="rel">"#
        ),
    ])
    func `each attribute that holds a link leads into the archive`(input: String, expected: String) {
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test(arguments: [
        "<a href='#top'>", "<a href=\"javascript:go('/x')\">", "<a href=mailto:a@b.nl>",
        "<img src=data:image/gif;base64,AA==>",
        "<img src=blob:https://a/b>", "<a href=about:blank>", "<a href=file:///etc/passwd>", "<a href='{{ url }}'>",
        "<a href='${u}'>",
        "<a href>", "<a href=''>", "<img src=\"\">", "<x-card src='/a' href='/b'>", "<p title='href=/x'>",
        "<a href='http://[bad'>",
        "<!-- <a href=/x> -->", "<!--><p>", "<!DOCTYPE html>", "<?php <a href=/x>",
        "<script>var a = '<a href=/x>';</script>",
        "<textarea><a href=/x></textarea>", "<title><img src=/x></title>", "a < b > c", "</ x>", "<>", "<1 href=/x>",
        "<svg><![CDATA[<a href=/x>]]></svg>", "<plaintext><a href=/x></plaintext><a href=/y>",
        "<script><!-- <script> </script> <a href=/x> --></script>",
    ])
    func `what holds no link stays byte for byte`(input: String) {
        #expect(Fixture.html(input) == input)
    }

    @Test(arguments: [
        (#"<img srcset="a.jpg 1x, b.jpg 2x">"#, #"<img srcset="~im/dir/a.jpg 1x, ~im/dir/b.jpg 2x">"#),
        (#"<img srcset="a,b.jpg 100w,c.jpg">"#, #"<img srcset="~im/dir/a,b.jpg 100w,~im/dir/c.jpg">"#),
        (#"<img srcset="/i/w_100,h_100/a.jpg, /b">"#, #"<img srcset="~im/i/w_100,h_100/a.jpg, ~im/b">"#),
        (
            #"<img srcset="data:image/png;base64,AA== 1x, b 2x">"#,
            #"<img srcset="data:image/png;base64,AA== 1x, ~im/dir/b 2x">"#
        ),
        (#"<img srcset=" , ,a  ">"#, #"<img srcset=" , ,~im/dir/a  ">"#),
        (#"<img srcset="a (1,2), b">"#, #"<img srcset="~im/dir/a (1,2), ~im/dir/b">"#),
        (#"<source srcset="a&amp;b 1x">"#, #"<source srcset="~im/dir/a&amp;b 1x">"#),
        (
            #"<link rel=preload as=image imagesrcset="a 1x">"#,
            #"<link rel=preload as=image imagesrcset="~im/dir/a 1x">"#
        ),
    ])
    func `a source set keeps its commas`(input: String, expected: String) {
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test(arguments: [
        (#"<p style="background:url(a.png)">"#, #"<p style="background:url(~im/dir/a.png)">"#),
        (#"<p style="background:url(&quot;a.png&quot;)">"#, #"<p style="background:url(&quot;~im/dir/a.png&quot;)">"#),
        (
            #"<style>@import "a.css"; p{background:url('b.png')}</style>"#,
            #"<style>@import "~cs/dir/a.css"; p{background:url('~im/dir/b.png')}</style>"#
        ),
        (#"<rect fill="url(#g)" mask="url(m.svg#a)">"#, ##"<rect fill="url(#g)" mask="url(~im/dir/m.svg#a)">"##),
        ("<style>p{background:url(a.png)", "<style>p{background:url(a.png)"),
    ])
    func `styles inside of the page are rewritten`(input: String, expected: String) {
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test(arguments: [
        (#"<meta http-equiv=refresh content="5; url=/next">"#, #"<meta http-equiv=refresh content="5; url=~mp/next">"#),
        (#"<meta content="0;URL='a'" http-equiv=Refresh>"#, #"<meta content="0;URL='~mp/dir/a'" http-equiv=Refresh>"#),
        (#"<meta http-equiv=refresh content="5">"#, #"<meta http-equiv=refresh content="5">"#),
        (
            #"<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"#,
            #"<meta _http-equiv="Content-Security-Policy" content="default-src 'self'">"#
        ),
        (#"<meta name=referrer content=unsafe-url>"#, #"<meta name=referrer content="same-origin">"#),
        (
            #"<script integrity="sha256-x" crossorigin src=a></script>"#,
            #"<script _integrity="sha256-x" _crossorigin src="~js/dir/a"></script>"#
        ),
        (
            #"<link rel=dns-prefetch href=//a.nl><link rel="preconnect stylesheet" href=s>"#,
            #"<link _rel=dns-prefetch href="%mp/https://a.nl/"><link rel="stylesheet" href="~cs/dir/s">"#
        ),
        (#"<a target=_blank ping=/p href=x>"#, #"<a target="kabinet-replay" _ping=/p href="~mp/dir/x">"#),
        (#"<a target=_self><a target=other>"#, #"<a target=_self><a target=other>"#),
        (#"<script type=speculationrules>{}</script>"#, #"<script type="x-archived">{}</script>"#),
    ])
    func `what would leave the archive loses its force`(input: String, expected: String) {
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test func `a base changes the links that follow it, and only the first one does`() {
        let input = "<a href=a><base href=//other.nl/b/><a href=a><base href=/c/><a href=a>"
        let expected = """
            <a href="~mp/dir/a"><base href="%mp/https://other.nl/b/"><a href="%mp/https://other.nl/b/a">\
            <base href="%mp/https://other.nl/c/"><a href="%mp/https://other.nl/b/a">
            """
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test func `a document in an attribute is rewritten as a document`() {
        let input = #"<iframe srcdoc="<a href=&quot;/x?a&amp;amp;b&quot;>"></iframe>"#
        let expected = #"<iframe srcdoc="&lt;a href=&quot;~mp/x?a&amp;amp;b&quot;>"></iframe>"#
        #expect(Fixture.html(input) == Fixture.expanded(expected))
    }

    @Test func `bytes that aren't UTF-8 stay around a link and are read as Latin-1 inside of it`() {
        let input: [UInt8] =
            Array("<p>caf".utf8) + [0xE9] + Array("<a href='/caf".utf8) + [0xE9] + Array("?q=".utf8) + [0xE9]
            + Array("'>".utf8)
        let output = HTMLRewriter.rewritten(input, links: ReplayLinks(target: Fixture.target))
        let expected =
            Array("<p>caf".utf8) + [0xE9]
            + Array(Fixture.expanded("<a href='~mp/caf%C3%A9?q=%E9'>").utf8)
        #expect(output == expected)
    }

    static let pieces = [
        #"<p>a<!-- c --><a href="/x>y">b</a><script>if (a<b) { '</scr' } <!-- <script> </script> --></script><a href=/y>"#,
        #"<style>p{background:url(a)}</style><svg><![CDATA[ ]]]]></svg><img srcset="a 1x, b 2x"><!--->"#,
        "<textarea></textare></textarea ><a href=x>--</a><!doctype x><!-",
        "<script>a<!----><a></script><a href=z>",
    ]

    @Test(arguments: pieces)
    func `the same comes out however the input is cut`(document: String) {
        let whole = Fixture.html(document)
        let bytes = Array(document.utf8)
        for size in [1, 2, 3, 5, 7] {
            var rewriter = HTMLRewriter(links: ReplayLinks(target: Fixture.target))
            var output: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { rewriter.write($0, to: &output) }
            }
            rewriter.finish(to: &output)
            #expect(String(decoding: output, as: UTF8.self) == whole, "pieces of \(size)")
        }
    }

    @Test(arguments: [
        "<a href=\"/x", "<a href=", "<a hr", "<", "</", "<!", "<!-", "<!--", "<!-- x --", "<![CDA", "<script",
        "<script>x</scrip",
        "<a \u{0} href='/\u{0}x", "<a =\"><b>", "<style>@import \"", "<a href='&#xFFFFFFFFFFFFFF;&#0;&bogus;&'",
        "<img srcset='(((('",
    ])
    func `hostile and unfinished input neither traps nor grows`(input: String) {
        #expect(Fixture.html(input).utf8.count <= input.utf8.count + 80)
    }

    @Test func `every prefix of a document keeps its unfinished end`() {
        let bytes = Array(Self.pieces.joined().utf8)
        for count in 0...bytes.count {
            let output = HTMLRewriter.rewritten(Array(bytes[..<count]), links: ReplayLinks(target: Fixture.target))
            #expect(output.count >= count)
        }
    }

    @Test func `a tag beyond the limit passes unchanged and what follows is rewritten again`() {
        let long = "<a title=\"" + String(repeating: ">x", count: HTMLRewriter.holdLimit) + "\" href='/long'>"
        var rewriter = HTMLRewriter(links: ReplayLinks(target: Fixture.target))
        var output: [UInt8] = []
        let bytes = Array((long + "<a href='/short'>").utf8)
        for start in stride(from: 0, to: bytes.count, by: 1 << 18) {
            Array(bytes[start..<min(start + 1 << 18, bytes.count)]).withUnsafeBytes { rewriter.write($0, to: &output) }
        }
        rewriter.finish(to: &output)
        let end = String(decoding: output.suffix(200), as: UTF8.self)
        #expect(end.hasSuffix(Fixture.expanded("href='/long'><a href='~mp/short'>")))
    }
}

@Suite struct `Rewriting of noise` {
    /// Fragments that mean something, thrown together by a fixed sequence.
    @Test(arguments: 0..<8)
    func `no order of marks traps, and links change whole or not at all`(seed: UInt64) {
        let parts = [
            "<", ">", "</", "<!--", "-->", "\"", "'", "=", " ", "/", "a", "img src", "style", "script", "<style>",
            "</style>", "<script>",
            "</script>", "url(", ")", "\\", "&#", "&amp;", ";", "\u{0}", "srcset=", "href=", "http://x/", "@import",
            "<svg>", "<![CDATA[", "]]>",
            "<base href=", "<meta http-equiv=refresh content=", "0;url=", "{", "}", "<plaintext>", "\u{FFFD}",
            "<iframe srcdoc=\"",
        ].map { Array($0.utf8) }
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        var input: [UInt8] = []
        for _ in 0..<4000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pick = Int(state >> 33)
            input += pick % 11 == 0 ? [UInt8(truncatingIfNeeded: pick >> 8)] : parts[pick % parts.count]
        }
        let links = ReplayLinks(target: Fixture.target)
        let whole = HTMLRewriter.rewritten(input, links: links)
        #expect(!whole.isEmpty)
        _ = StylesheetRewriter.rewritten(input, links: links)
        var rewriter = HTMLRewriter(links: links)
        var pieces: [UInt8] = []
        for start in stride(from: 0, to: input.count, by: 97) {
            Array(input[start..<min(start + 97, input.count)]).withUnsafeBytes { rewriter.write($0, to: &pieces) }
        }
        rewriter.finish(to: &pieces)
        #expect(pieces == whole)
    }
}
