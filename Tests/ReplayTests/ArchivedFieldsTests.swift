// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import Testing
import WebURL

@testable import Replay

@Suite struct `Archived header fields` {
    func replayed(_ name: String, _ value: String, _ modifier: ReplayModifier = .page) -> String {
        let fields = ArchivedFields(links: ReplayLinks(target: Fixture.target), modifier: modifier, keepsCoding: false)
        return fields.replayed([HTTPMessage.HTTPField(name: name, value: value)])
            .map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("Content-Type", "text/html", "Content-Type: text/html"), ("Content-Language", "nl", "Content-Language: nl"),
        ("Content-Disposition", "inline", "Content-Disposition: inline"), ("Custom", "4", "Custom: 4"),
        ("Date", "x", "X-Archive-Orig-Date: x"), ("ETag", "x", "X-Archive-Orig-ETag: x"),
        ("Cache-Control", "max-age=9", "X-Archive-Orig-Cache-Control: max-age=9"),
        ("Content-Length", "9", "X-Archive-Orig-Content-Length: 9"),
        ("Transfer-Encoding", "chunked", "X-Archive-Orig-Transfer-Encoding: chunked"),
        ("Content-Encoding", "br", "X-Archive-Orig-Content-Encoding: br"),
        ("Content-Security-Policy-Report-Only", "x", "X-Archive-Orig-Content-Security-Policy-Report-Only: x"),
        ("Access-Control-Allow-Origin", "*", "X-Archive-Orig-Access-Control-Allow-Origin: *"),
        ("Cross-Origin-Opener-Policy", "x", "X-Archive-Orig-Cross-Origin-Opener-Policy: x"),
        ("Permissions-Policy", "x", "X-Archive-Orig-Permissions-Policy: x"), ("NEL", "{}", "X-Archive-Orig-NEL: {}"),
        ("Clear-Site-Data", "\"*\"", "X-Archive-Orig-Clear-Site-Data: \"*\""),
        ("WWW-Authenticate", "Basic", "X-Archive-Orig-WWW-Authenticate: Basic"),
        ("X-Frame-Options", "DENY", "X-Archive-Orig-X-Frame-Options: DENY"),
        ("Service-Worker-Allowed", "/", "X-Archive-Orig-Service-Worker-Allowed: /"),
        ("Set-Cookie", "a=b", ""), ("Set-Cookie2", "a=b", ""), ("Bad Name", "x", ""), ("X", "a\nb", ""),
        ("X", "a\u{0}b", ""),
        ("X", "caf\u{c3}\u{a9}", "X: café"), ("X", "caf\u{e9}", "X: caf%E9"),
    ])
    func `each goes out as its rule says`(name: String, value: String, expected: String) {
        #expect(replayed(name, value) == expected)
    }

    @Test(arguments: [
        ("Location", "/x", "Location: ~mp/x"), ("Location", "https://b.nl", "Location: %mp/https://b.nl/"),
        ("Location", "twitter://x", "X-Archive-Orig-Location: twitter://x"),
        ("Location", "/caf\u{c3}\u{a9}", "Location: ~mp/caf%C3%A9"),
        ("Refresh", "5; url=/x", "Refresh: 5; url=~mp/x"), ("Refresh", "5", "X-Archive-Orig-Refresh: 5"),
        (
            "Link", "</a.css>; rel=preload; as=style, <//b.nl>; rel=preconnect",
            "Link: <~cs/a.css>; rel=\"preload\"; as=\"style\""
        ),
        ("Link", "<//b.nl>; rel=dns-prefetch", "X-Archive-Orig-Link: <//b.nl>; rel=dns-prefetch"),
        ("Content-Location", "/x", "X-Archive-Orig-Content-Location: /x"),
    ])
    func `links lead into the archive`(name: String, value: String, expected: String) {
        #expect(replayed(name, value) == Fixture.expanded(expected))
    }

    @Test func `a Location leaves as stored under id_`() {
        #expect(replayed("Location", "https://b.nl/x", .identity) == "Location: https://b.nl/x")
    }

    @Test(arguments: [
        ("/_css/a.css", "http://h:1/kab/2014mp_/http://iana.org/", "/kab/2014mp_/http://iana.org/_css/a.css"),
        ("/get?x=1", "http://h:1/kab/2014cs_/http://a.nl/foo/b.css", "/kab/2014mp_/http://a.nl/get?x=1"),
        ("/get", "http://h:1/kab/2014/http://a.nl/foo", "/kab/2014mp_/http://a.nl/get"),
        ("/get", "http://evil:1/kab/2014mp_/http://a.nl/foo", nil), ("/get", "http://h:1/", nil), ("/get", nil, nil),
    ])
    func `a request that leaked out is put back by its referrer`(path: String, referrer: String?, expected: String?) {
        #expect(LeakedRequest.repaired(requestTarget: path, referrer: referrer, authority: "h:1")?.path == expected)
    }
}
