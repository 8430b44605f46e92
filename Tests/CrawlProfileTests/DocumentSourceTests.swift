// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

/// JSON inside of web pages, and feeds.
@Suite struct DocumentSourceTests {
    private func links(
        _ source: String, _ body: String, type: String = "text/html", from: String = "/**/u"
    ) throws -> [String] {
        try LanguageSample.reading(
            "api:\n  - { name: a, on: \"/**\", in: \(source), yields: [ { from: \"\(from)\", as: page } ] }", body,
            type: type
        ).found.map(\.url)
    }

    @Test(
        arguments: [
            (
                "{ script: __NEXT_DATA__ }",
                #"<script>x</script><script id="__NEXT_DATA__" type=application/json>{"u":"/1"}</script>"#
            ),
            ("{ script: d }", #"<!-- <script id=d>{"u":"/no"}</script> --><script id=d><!-- {"u":"/1"} --></script>"#),
            ("{ script: d }", "<script id=d>//<![CDATA[\n{\"u\":\"/1\"}\n//]]></script>"),
            (
                "{ assign: ytInitialData }",
                #"<script nonce=x>var a={};var ytInitialData = {"u":"/1"};f({"u":"/no"})</script>"#
            ),
            ("{ assign: ytInitialData }", #"<script>window["ytInitialData"]={"u":"/1"}</script>"#),
            ("{ assign: _sharedData }", #"<script>window._sharedData = {"u":"/1"};</script>"#),
            ("{ assign: ytcfg.set }", #"<script>ytcfg.set("a", 1); ytcfg.set({"u":"/1"})</script>"#),
            ("{ assign: modelExport }", #"<script>Y.x({ modelExport: {"u":"/1"}, auth: 1 })</script>"#),
            ("{ assign: a }", #"<script>aa={"u":"/no"};a={u:'no'};a = {"u":"/1"}</script>"#),
            (
                "{ type: application/ld+json }",
                #"<script type="Application/LD+JSON; charset=utf-8">{"u":"/1"}</script><script type=application/ld+json>{broken</script>"#
            ),
            (
                "{ attribute: data-sjs }",
                #"<script type="application/json" data-sjs>{"u":"/1"}</script><script>{"u":"/no"}</script>"#
            ),
        ])
    func `the document is found in the page`(_ source: String, _ html: String) throws {
        #expect(try links(source, "<!doctype html><title>x</title>" + html) == ["https://coo.example/1"])
    }

    @Test func `all scripts of a type are one array`() throws {
        let html =
            #"<script type=application/ld+json>{"u":"/1"}</script><script type=application/ld+json>{"u":"/2"}</script>"#
        #expect(
            try links("{ type: application/ld+json }", html, from: "/*/u") == [
                "https://coo.example/1", "https://coo.example/2",
            ])
    }

    @Test func `a script that is no part of a page is searched itself`() throws {
        #expect(
            try links("{ assign: data }", #"data = {"u":"/1"};"#, type: "text/javascript") == ["https://coo.example/1"])
    }

    @Test(
        arguments: [
            ("{ script: d }", "<p>", "JSON in the script \"d\""),
            ("{ script: d }", "<script id=d>x</script>", "byte 0"),
            ("{ assign: d }", "<script>d=1</script>", "JSON assigned to d"),
            ("{ attribute: d }", "<script d>x</script>", "none of the 1 scripts with that attribute is JSON"),
            ("feed", "<html><p>", "the root element is none of rss, feed and RDF"),
        ])
    func `a page without its document is a finding, unless it need not have it`(
        _ source: String, _ html: String, _ reason: String
    ) throws {
        let rule = "api:\n  - { name: a, on: \"/**\", in: \(source), yields: [ { from: /u, as: page } ]"
        let findings = try LanguageSample.reading(rule + " }", html, type: "text/html").findings
        #expect(findings.count == 1)
        #expect(findings.first?.description.contains(reason) == true, "\(findings)")
        #expect(try LanguageSample.reading(rule + ", optional: true }", html, type: "text/html").findings.isEmpty)
    }

    @Test func `a page in another encoding is read as well`() throws {
        let rules = "api:\n  - { name: a, on: \"/**\", in: { script: d }, yields: [ { from: /u, as: page } ] }"
        let profile = try LanguageSample.profile(rules)
        var body = Array("<script id=d>{\"u\":\"/".utf8)
        body += [0xE9]
        body += Array("\"}</script>".utf8)
        let found = profile.reading(
            url: "https://coo.example/x", mediaType: "text/html; charset=iso-8859-1", statusCode: 200, fields: [],
            body: body)
        #expect(found.found.map(\.url) == ["https://coo.example/%C3%A9"])
    }

    @Test(
        arguments: [
            (
                "application/rss+xml",
                """
                \n<?xml version="1.0"?><Rss version="2.0"><channel><title>T</title><item><guid>g1</guid><link>/1</link>
                <pubDate>Wed, 12 Feb 2025 21:30:13 +0100</pubDate><enclosure url="/m.png"/><description><![CDATA[<a href=x>]]></description>
                </item><item><title>no id</title></item></channel></Rss>
                """
            ),
            (
                "application/atom+xml",
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>g1</id><link rel="self" href="/no"/><link href="/1"/>
                <published>2025-02-12T20:30:13Z</published><link rel="enclosure" href="/m.png"/><author><name>A</name></author></entry></feed>
                """
            ),
            (
                "text/xml",
                """
                <rdf:RDF xmlns:rdf="r" xmlns:dc="d"><item><link>/1</link><guid>g1</guid><dc:date>2025-02-12T20:30:13+00:00</dc:date>
                <media:content xmlns:media="http://search.yahoo.com/mrss/" url="/m.png"/>&broken; & more</item></rdf:RDF>
                """
            ),
        ])
    func `posts of a feed, in any of its dialects`(_ type: String, _ feed: String) throws {
        let found = try LanguageSample.reading(
            """
            api:
              - name: feed
                on: "/**"
                in: feed
                posts: { each: "/entries/*", id: /id, date: /published, url: "{link}", with: { link: /link }, media: "/media/*" }
            """, feed, type: type)
        let post = try #require(found.posts.first, "\(found)")
        #expect(post.id == "g1")
        #expect(post.date == 1_739_392_213_000_000)
        #expect(post.dateSource == .platform)
        #expect(post.media == ["https://coo.example/m.png"])
        #expect(found.posts.count == 1)
    }

    @Test func `hostile documents end soon and are no more than findings`() throws {
        let deep = String(repeating: "{\"a\":", count: 200_000)
        let many = String(repeating: "d = {x", count: 200_000)
        let nested = String(repeating: "<entry>", count: 100_000)
        let entities =
            "<!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><feed><entry><id>&b;</id></entry></feed>"
        for (source, body, type) in [
            ("{ script: d }", "<script id=d>" + deep, "text/html"), ("{ assign: d }", "<script>" + many, "text/html"),
            ("{ assign: d }", "<script>d = " + deep, "text/html"),
            ("{ attribute: d }", String(repeating: "<script d>", count: 50_000), "text/html"),
            ("feed", "<feed>" + nested, "application/xml"), ("feed", entities, "application/xml"),
            ("feed", "", "application/xml"),
        ] {
            #expect(try links(source, body, type: type).isEmpty)
        }
    }

    @Test func `a name before megabytes of something broken is not read again and again`() throws {
        // Each attempt would read to the end, and there are many.
        let script = String(repeating: "d=[", count: 300_000)
        #expect(try links("{ assign: d }", "<script>" + script, type: "text/html").isEmpty)
        let strings = String(repeating: "d=[\"", count: 300_000)
        #expect(try links("{ assign: d }", "<script>" + strings, type: "text/html").isEmpty)
    }
}
