// SPDX-License-Identifier: EUPL-1.2

import Extract
import HTTPMessage
import Testing

@Suite struct HTMLLinkTests {
    @Test(
        arguments: [
            ("<a href=b.html>", ["navigation /dir/b.html"]),
            ("<a href='/c?a=1&amp;b=2&copy=3#top'>", ["navigation /c?a=1&b=2&copy=3"]),
            ("<map><area href=//other.nl/x></map>", ["navigation https://other.nl/x"]),
            (
                "<img src=a.png srcset='b.png 1x, /c,w_40/d.png 2x'>",
                [
                    "embed /dir/a.png", "embed /dir/b.png", "embed /c,w_40/d.png",
                ]
            ),
            ("<picture><source srcset='s.webp'><img src=i.jpg></picture>", ["embed /dir/s.webp", "embed /dir/i.jpg"]),
            (
                "<video poster=p.jpg src=v.mp4><source src=w.webm><track src=t.vtt></video>",
                [
                    "embed /dir/v.mp4", "embed /dir/p.jpg", "embed /dir/w.webm", "embed /dir/t.vtt",
                ]
            ),
            (
                "<audio src=a.mp3></audio><embed src=e.swf><object data=o.svg></object>",
                [
                    "embed /dir/a.mp3", "embed /dir/e.swf", "embed /dir/o.svg",
                ]
            ),
            (
                "<iframe src=f.html></iframe><frameset><frame src=g.html></frameset>",
                [
                    "frame /dir/f.html", "frame /dir/g.html",
                ]
            ),
            ("<iframe srcdoc=\"<img src='in.png'>\"></iframe>", ["embed /dir/in.png"]),
            ("<input type=image src=b.gif><input type=text src=no.gif>", ["embed /dir/b.gif"]),
            ("<script src=s.js></script><script>var a='<img src=no.png>'</script>", ["embed /dir/s.js"]),
            ("<form action=/no><button formaction=/no2></form><blockquote cite=/no3></blockquote>", []),
            (
                "<body background=bg.png><table background=tb.png><tr><td background=td.png></table>",
                [
                    "embed /dir/bg.png", "embed /dir/tb.png", "embed /dir/td.png",
                ]
            ),
            (
                "<p style='background:url(&quot;s.png&quot;)'><style>@import 'i.css'; a{b:url(u.png)}</style>",
                [
                    "embed /dir/s.png", "embed /dir/i.css", "embed /dir/u.png",
                ]
            ),
            (
                "<svg><image href=i.png /><use xlink:href='sym.svg#a'/><a xlink:href=/x></a></svg>",
                [
                    "embed /dir/i.png", "embed /dir/sym.svg", "navigation /x",
                ]
            ),
            ("<noscript><img src=n.png></noscript>", ["embed /dir/n.png"]),
            (
                "<img data-src=l.jpg data-srcset='m.jpg 2x'><div data-bg=\"url('n.jpg')\" data-poster=/p.jpg>",
                [
                    "embed /dir/l.jpg", "embed /dir/m.jpg", "embed /dir/n.jpg", "embed /p.jpg",
                ]
            ),
            (
                "<div data-full=https://cdn.example/x/full.jpeg data-id=4 data-name='a.b'>",
                [
                    "embed https://cdn.example/x/full.jpeg"
                ]
            ),
            (
                "<div data-props='{\"media\":[{\"preview_url\":\"/m/1\",\"url\":\"/m/2.mp4\"}]}'></div>",
                [
                    "embed /m/1", "embed /m/2.mp4",
                ]
            ),
            (
                "<a href='javascript:x()'><a href=mailto:a@b><a href='tel:1'><img src=data:image/png;base64,xx>"
                    + "<img src=blob:https://a/b><a href='#x'><a href=''><img src=' '><a href='ftp://a/b'><a>", []
            ),
            ("<a href=' /sp ace '>x<a href='\n/n\tl'>", ["navigation /sp%20ace", "navigation /nl"]),
            ("<a href='HTTP://EXAMPLE.nl/A'>", ["navigation http://example.nl/A"]),
            ("<a href='/x'><img src='/x'><a href=/x rel=next>", ["nextPage /x"]),
        ] as [(String, [String])])
    func `elements give their links`(_ html: String, _ links: [String]) throws {
        #expect(try Extracting.html(html) == links)
    }

    @Test(
        arguments: [
            ("<link rel=stylesheet href=s.css>", "embed /dir/s.css"),
            ("<link rel='alternate stylesheet' href=s.css>", "embed /dir/s.css"),
            ("<link rel='shortcut icon' href=f.ico>", "embed /dir/f.ico"),
            ("<link rel=APPLE-touch-icon href=t.png>", "embed /dir/t.png"),
            ("<link rel=preload as=font href=f.woff2>", "embed /dir/f.woff2"),
            ("<link rel=preload as=image imagesrcset='a.png 1x'>", "embed /dir/a.png"),
            ("<link rel=modulepreload href=m.js>", "embed /dir/m.js"),
            ("<link rel=manifest href=/site.webmanifest>", "embed /site.webmanifest"),
            ("<link rel=image_src href=i>", "embed /dir/i"),
            ("<link rel=next href=?p=2>", "nextPage /dir/page.html?p=2"),
            ("<link rel=prev href=?p=0>", "navigation /dir/page.html?p=0"),
            ("<link rel=canonical href=/c>", "navigation /c"),
            ("<link rel=amphtml href=/amp>", "navigation /amp"),
            ("<link rel=alternate hreflang=en href=/en>", "navigation /en"),
            ("<link rel=alternate type=application/rss+xml href=/f.rss>", "feed /f.rss"),
            ("<link rel=alternate type='application/activity+json' href=/u/1>", "feed /u/1"),
            ("<link rel=me href=https://social.example/@a>", "navigation https://social.example/@a"),
            ("<link itemprop=thumbnailUrl href=/t.jpg>", "embed /t.jpg"),
            ("<a rel='nofollow next' href=/n>", "nextPage /n"),
            ("<a class='btn load-more load-gap' href='?max_id=1'>", "nextPage /dir/page.html?max_id=1"),
            ("<a class=pagination-next href=/n>", "nextPage /n"),
            ("<a class=nextcloud href=/n>", "navigation /n"),
            ("<div data-next-url='/items?cursor=a'></div>", "nextPage /items?cursor=a"),
            ("<meta http-equiv=Refresh content=\"0; URL='/new'\">", "refresh /new"),
            ("<meta http-equiv=refresh content='5;/new'>", "refresh /new"),
            ("<meta property=og:image content=/o.jpg>", "embed /o.jpg"),
            ("<meta property=og:image:secure_url content=https://cdn.example/o>", "embed https://cdn.example/o"),
            ("<meta property=og:video content=/o.mp4>", "embed /o.mp4"),
            ("<meta name=twitter:image content=/t.jpg>", "embed /t.jpg"),
            ("<meta name=twitter:player content=/p>", "frame /p"),
            ("<meta property=og:url content=/canon>", "navigation /canon"),
            (
                "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"image\":\"/i\"}</script>",
                "embed /i"
            ),
            ("<script type='importmap'>{\"imports\":{\"app\":\"/a-1.js\",\"b\":\"bare\"}}</script>", "embed /a-1.js"),
        ])
    func `head elements and paging marks have their kind`(_ html: String, _ link: String) throws {
        #expect(try Extracting.html("<!doctype html>" + html) == [link])
    }

    @Test(
        arguments: [
            "<link rel=dns-prefetch href=//a.nl>", "<link rel=preconnect href=//a.nl>", "<link rel=pingback href=/x>",
            "<link rel='https://api.w.org/' href=/wp-json/>", "<link href=/x>", "<meta http-equiv=refresh content=5>",
            "<meta name=description content='https://a.nl/x y'>",
            "<script type=module>import 'https://a.nl/x'</script>",
            "<!-- <a href=/x> -->", "<link rel=search href=/x>",
        ])
    func `what is not for following is left alone`(_ html: String) throws {
        #expect(try Extracting.html(html) == [])
    }

    @Test func `base applies to what follows, the first counts and Link headers do not care`() throws {
        let html = """
            <html><head><link rel=stylesheet href=a.css><base href='/b/'><base href='/c/'>
            <link rel=stylesheet href=a.css></head><body><a href=x>x</a><style>p{b:url(y)}</style>
            """
        let extraction = try Extracting.run(
            Array(html.utf8), fields: [.init(name: "Link", value: "<n?p=2>; rel=\"next\"")])
        #expect(
            Extracting.lines(extraction) == [
                "nextPage /dir/n?p=2", "embed /dir/a.css", "embed /b/a.css", "navigation /b/x", "embed /b/y",
            ])
    }

    @Test(arguments: ["data:text/html,x", "javascript:1", "mailto:a@b", "http://"])
    func `a base that cannot be fetched from does nothing`(_ base: String) throws {
        #expect(try Extracting.html("<base href='\(base)'><a href=x>") == ["navigation /dir/x"])
    }

    @Test(
        arguments: [
            ("<title>  A \n b\t</title><title>c</title>", "A b"),
            ("<svg><title>icon</title></svg><title>page</title>", "page"),
            ("<title>&eacute;&#x20AC; &amp; &lt;</title>", "é€ & <"),
            ("<meta property=og:title content=' card '>", "card"),
            ("<title></title>", nil), ("<p>none", nil),
        ] as [(String, String?)])
    func `the title is tidied`(_ html: String, _ title: String?) throws {
        #expect(try Extracting.run(Array(html.utf8)).title == title)
    }

    @Test func `a title has at most 500 characters`() throws {
        let html = "<title>" + String(repeating: "é ", count: 9000) + "</title>"
        #expect(try Extracting.run(Array(html.utf8)).title?.count == 500)
    }

    @Test func `contexts say where a link stood`() throws {
        let html = """
            <link rel="shortcut icon" href=1><img srcset="2 2x"><meta name="twitter:image" content="3">
            <style>a{b:url(4)}</style><p style="b:url(5)"><script type=application/json>{"user":{"avatar":"/6"}}</script>
            <div data-src=seven>
            """
        #expect(
            try Extracting.run(Array(html.utf8)).links.map(\.context) == [
                "link[shortcut icon]/@href", "img/@srcset", "meta[twitter:image]/@content", "style/url()", "p/@style",
                "json:user.avatar", "div/@data-src",
            ])
    }

    @Test func `the stronger kind wins and the first place stays`() throws {
        let html = "<a href=/a><a href=/b><img src=/a><a href=/a><iframe src=/b></iframe>"
        #expect(try Extracting.html(html) == ["embed /a", "frame /b"])
    }
}
