// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Extract
import Testing
import WebURL

@Suite struct XMLLinkTests {
    @Test func `an RSS feed gives items, enclosures, media, HTML and its next page`() throws {
        let rss = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
             xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed &amp; more</title>
            <link>https://example.nl/@a</link><image><url>/av.png</url><title>x</title></image>
            <atom:link rel="self" href="https://example.nl/@a.rss"/><atom:link rel="next" href="?page=2"/>
            <item><title>one</title><guid isPermaLink="true">https://example.nl/@a/1</guid><link>/@a/1</link>
            <description>&lt;p&gt;&lt;a href="/tags/x"&gt;x&lt;/a&gt;</description>
            <content:encoded><![CDATA[<img src="/c.png">]]></content:encoded>
            <enclosure url="/e.mp3" type="audio/mpeg"/><media:content url="/m.jpg" medium="image"/>
            <media:thumbnail url="/t.jpg"/></item>
            <item><guid isPermaLink="false">tag:x</guid><guid>notaurl</guid></item></channel></rss>
            """
        let extraction = try Extracting.run(Array(rss.utf8), type: "application/rss+xml")
        #expect(extraction.title == "Feed & more")
        #expect(extraction.reading == .xml)
        #expect(
            Extracting.lines(extraction) == [
                "navigation /@a", "embed /av.png", "nextPage /dir/page.html?page=2", "navigation /@a/1",
                "navigation /tags/x", "embed /c.png", "embed /e.mp3", "embed /m.jpg", "embed /t.jpg",
            ])
    }

    @Test func `an Atom feed gives entries, enclosures, archives and XHTML content`() throws {
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><title>A</title><logo>l.png</logo>
            <link rel="self" href="self"/><link href="home"/><link rel="next" href="?p=2"/>
            <link rel="prev-archive" href="old"/><link rel="avatar" href="av.png"/>
            <entry xml:base="e/"><link rel="alternate" type="text/html" href="1"/><link rel="enclosure" href="m.mp4"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">x</a><img src="i.png"/></div>
            </content></entry><entry><link href="2"/><content src="c.bin"/></entry></feed>
            """
        #expect(
            try Extracting.xml(atom, type: "application/atom+xml") == [
                "embed /b/l.png", "navigation /b/home", "nextPage /b/?p=2", "nextPage /b/old", "embed /b/av.png",
                "navigation /b/e/1", "embed /b/e/m.mp4", "navigation /b/e/x", "embed /b/e/i.png", "navigation /b/2",
                "embed /b/c.bin",
            ])
    }

    static let sitemap = """
        <?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
         xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml"
         xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url><loc> https://example.nl/1 </loc>
        <xhtml:link rel="alternate" hreflang="en" href="/en/1"/>
        <image:image><image:loc>/i.jpg</image:loc></image:image>
        <video:video><video:thumbnail_loc>/t.jpg</video:thumbnail_loc><video:content_loc>/v.mp4</video:content_loc>
        <video:player_loc>/player</video:player_loc></video:video></url></urlset>
        """
    static let sitemapLinks = [
        "sitemapEntry /1", "navigation /en/1", "embed /i.jpg", "embed /t.jpg", "embed /v.mp4", "frame /player",
    ]

    @Test(arguments: ["application/xml", "text/xml", "text/html", "text/plain", "application/octet-stream"])
    func `a sitemap gives pages, images and videos, whatever its type`(_ type: String) throws {
        #expect(try Extracting.xml(Self.sitemap, type: type) == Self.sitemapLinks)
    }

    @Test(arguments: ["application/gzip", "application/x-gzip", "application/octet-stream", "application/xml"])
    func `a compressed sitemap is read as well`(_ type: String) throws {
        let packed = try GzipCompressor().member(Array(Self.sitemap.utf8))
        #expect(try Extracting.lines(Extracting.run(packed, type: type)) == Self.sitemapLinks)
    }

    @Test func `a sitemap index names sitemaps`() throws {
        let index = "<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap>"
        #expect(try Extracting.xml(index) == ["sitemap /s1.xml", "sitemap /s2.xml.gz"])
    }

    @Test func `plain text is a list of URLs only when a sitemap was asked for`() throws {
        let list = "https://example.nl/1\r\n# no\n  https://example.nl/2  \nrelative\n"
        let asked = try Extracting.run(Array(list.utf8), type: "text/plain", as: .sitemap)
        #expect(Extracting.lines(asked) == ["sitemapEntry /1", "sitemapEntry /2"])
        #expect(try Extracting.run(Array(list.utf8), type: "text/plain").links.isEmpty)
    }

    @Test func `entities of the document's own are neither expanded nor fetched`() throws {
        let bomb = """
            <!DOCTYPE rss [<!ENTITY a "https://evil.nl/"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">
            <!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>
            <rss><channel><title>&x;t</title><link>https://example.nl/&f;</link><item>
            <enclosure url="https://example.nl/&f;z"/><link>https://example.nl/ok</link></item></channel></rss>
            """
        let extraction = try Extracting.run(Array(bomb.utf8), type: "application/xml")
        #expect(extraction.title == "t")
        #expect(extraction.links.contains { $0.url.serialized == "https://example.nl/ok" })
        #expect(extraction.links.allSatisfy { $0.url.serialized.utf8.count < 40 })
    }

    @Test(
        arguments: [
            ("<rss><channel><link>/a?x=1&y=2</link><item><link>/b</link></item></channel></rss>", "navigation /b"),
            ("<rss><channel><title>&nbsp;</title><link>/b</link>", "navigation /b"),
            ("<rss><channel><p><b></p></b><link>/b</link>", "navigation /b"),
            ("<feed><link href=\"/b\"/></fee", "navigation /b"),
        ])
    func `broken XML gives what can be read`(_ xml: String, _ link: String) throws {
        #expect(try Extracting.xml(xml).contains(link))
    }

    @Test func `XHTML and SVG sent as XML are read as documents`() throws {
        let xhtml = "<?xml version='1.0'?><!-- c --><html xmlns='http://www.w3.org/1999/xhtml'><a href='/x'/></html>"
        #expect(try Extracting.xml(xhtml) == ["navigation /x"])
        #expect(try Extracting.xml("<svg><image href='/i.png'/></svg>", type: "image/svg+xml") == ["embed /i.png"])
        let late = "<!-- " + String(repeating: "x", count: 9000) + " --><html><img src='/i'/></html>"
        #expect(try Extracting.xml(late) == ["embed /i"])
    }
}
