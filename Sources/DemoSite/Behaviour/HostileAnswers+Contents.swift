// SPDX-License-Identifier: EUPL-1.2

extension HostileAnswers {
    private static func coded(_ body: [UInt8], _ coding: String) -> DemoResponse {
        wire([html, "Content-Encoding: \(coding)", "Content-Length: \(body.count)"], [.bytes(body)])
    }

    private static func document(_ pieces: [DemoPiece], _ type: String = "text/html; charset=utf-8") -> DemoResponse {
        DemoResponse(fields: [DemoField("Content-Type", type)], body: pieces)
    }

    private static func gzipped(_ times: Int) -> [UInt8] {
        (0..<times).reduce(page) { bytes, _ in CodedBodies.gzip(bytes) }
    }

    private static func repeated(_ text: String, _ times: Int) -> DemoPiece {
        .repeated(Array(text.utf8), count: UInt64(text.utf8.count * times))
    }

    private static func chunkedBody(_ body: [UInt8], _ coding: String?) -> DemoResponse {
        let half = body.count / 2
        let pieces: [DemoPiece] = [
            .bytes(chunk(Array(body[..<half]))), .bytes(chunk(Array(body[half...]))), text("0\r\n\r\n"),
        ]
        return wire([html, chunked] + (coding.map { ["Content-Encoding: \($0)"] } ?? []), pieces)
    }

    static let codings: [String: Answer] = [
        "coding-twice": { _ in coded(gzipped(2), "gzip, gzip") },
        "coding-20-times": { _ in coded(gzipped(20), Array(repeating: "gzip", count: 20).joined(separator: ", ")) },
        "coding-unknown": { _ in coded(page, "banaan") },
        "coding-empty": { _ in coded([], "gzip") },
        "coding-tail": { _ in coded(gzipped(1) + Array("rommel erachter".utf8), "gzip") },
        "coding-members": { _ in coded(gzipped(1) + gzipped(1), "gzip") },
        "coding-br-noise": { _ in coded(Noise(seed: 3).bytes(from: 9, count: 5000), "br") },
        "coding-zstd-noise": { _ in
            coded([0x28, 0xB5, 0x2F, 0xFD] + Noise(seed: 4).bytes(from: 9, count: 5000), "zstd")
        },
        "coding-gzip-noise": { _ in coded([0x1F, 0x8B, 8, 0] + Noise(seed: 5).bytes(from: 9, count: 5000), "gzip") },
        "coding-bomb-in-bomb": { _ in
            var request = CodedBodies.response(DemoResponse(), .bomb)
            let inner = request.bytes()
            request = coded(CodedBodies.gzip(inner), "deflate, gzip")
            return request
        },
        "plain-chunked": { _ in chunkedBody(page, nil) },
        "gzip-chunked": { _ in chunkedBody(gzipped(1), "gzip") },
        "gzip-sized": { _ in coded(gzipped(1), "gzip") },
        "gzip-lies-chunked": { _ in chunkedBody(page, "gzip") },
        "br-lies-chunked": { _ in chunkedBody(page, "br") },
    ]

    static let contents: [String: Answer] = [
        "srcset-huge": { _ in
            document(
                [text("<title>s</title><img srcset=\"")] + [repeated("/assets/img/pattern.svg 1x, ", 100_000)] + [
                    text("\">")
                ])
        },
        "srcset-many": { _ in
            document(
                [text("<img srcset=\"")] + (0..<6000).map { text("http://127.0.0.1:1/\($0).png \($0 + 1)w, ") } + [
                    text("\">")
                ])
        },
        "links-many": { _ in document((0..<80_000).map { text("<a href=\"http://elders.invalid/\($0)\">x</a>\n") }) },
        "nested-deep": { _ in document([repeated("<div><table><tr><td>", 100_000)]) },
        "nested-formatting": { _ in document([repeated("<b><i><a href=x>", 20_000), repeated("</b></i></a>", 20_000)])
        },
        "title-huge": { _ in document([text("<title>"), repeated("titel ", 500_000), text("</title>")]) },
        "url-huge": { _ in document([text("<a href=\"/"), repeated("a", 3_000_000), text("\">x</a>")]) },
        "attributes-many": { _ in document([text("<p ")] + (0..<100_000).map { text("a\($0)=\($0) ") } + [text(">x")])
        },
        "comment-open": { _ in document([text("<!--"), repeated("-- > <a href=/nooit>", 100_000)]) },
        "script-open": { _ in document([text("<script>"), repeated("document.write('<a href=/nooit>');", 100_000)]) },
        "entities": { _ in document([repeated("&amp;&#x41;&nietbestaand;&#99999999;", 50_000)]) },
        "nul-bytes": { _ in
            document([text("<title>a"), .repeated([0], count: 100_000), text("b</title><a href=\"/about?n\0l\">")])
        },
        "base-javascript": { _ in
            document([text("<base href=\"javascript:alert(1)\"><a href=\"about\">x</a><base href=\"data:,x\">")])
        },
        "refresh-self": { request in document([text("<meta http-equiv=refresh content=\"0; url=\(request.path)\">")]) },
        "refresh-chain": { request in
            let number = request.query.number("n") ?? 0
            return document([text("<meta http-equiv=refresh content=\"0; url=\(request.path)?n=\(number + 1)\">")])
        },
        "css-import-self": { request in
            document([text("@import url(\(request.path));"), repeated("@import url(x.css);", 60_000)], "text/css")
        },
        "css-open": { _ in document([text("a{background:url("), repeated("x", 1_000_000)], "text/css") },
        "xml-laughs": { _ in
            let entities = (1...30).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }
            return document(
                [
                    text(
                        "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY a0 \"ha\">\(entities.joined())]><urlset><url><loc>&a30;</loc></url></urlset>"
                    )
                ],
                "application/xml")
        },
        "xml-external": { _ in
            document(
                [
                    text(
                        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM \"http://127.0.0.1:1/y.dtd\">%y;]><rss><channel><title>&x;</title><item><link>/about?&x;</link></item></channel></rss>"
                    )
                ], "application/rss+xml")
        },
        "xml-deep": { _ in document([repeated("<a>", 200_000)], "application/xml") },
        "feed-many": { _ in
            document(
                [text("<rss><channel>"), repeated("<item><link>/about</link><guid>x</guid></item>", 60_000)],
                "application/rss+xml")
        },
        "json-deep": { _ in document([repeated("[", 1_000_000)], "application/json") },
        "json-many": { _ in
            document([text("["), repeated("{\"url\":\"/about\"},", 100_000), text("0]")], "application/json")
        },
        "json-numbers": { _ in
            document([text("{\"a\":1e999999999,\"b\":"), repeated("9", 1_000_000), text("}")], "application/json")
        },
        "svg-script": { _ in
            document(
                [
                    text(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script href=\"/nooit.js\"/><image href=\"file:///etc/passwd\"/><use href=\"#a\"/></svg>"
                    )
                ], "image/svg+xml")
        },
        "trap-path": { request in
            document([text("<a href=\"\(request.path)/\(request.segments.last ?? "a")\">dieper</a>")])
        },
        "trap-session": { request in
            document([
                text(
                    "<a href=\"\(request.path)?n=\((request.query.number("n") ?? 0) + 1)&sessie=\(request.visit)\">x</a>"
                )
            ])
        },
    ]

    static let redirects: [String: Answer] = [
        "redirect-self": { request in DemoResponse.redirect(request.target) },
        "redirect-growing": { request in
            DemoResponse.redirect(request.target + (request.target.contains("?") ? "a" : "?a"))
        },
        "redirect-file": { _ in DemoResponse.redirect("file:///etc/passwd") },
        "redirect-script": { _ in DemoResponse.redirect("javascript:alert(1)") },
        "redirect-data": { _ in DemoResponse.redirect("data:text/html,<h1>x</h1>") },
        "redirect-ftp": { _ in DemoResponse.redirect("ftp://127.0.0.1/x") },
        "redirect-gopher": { _ in DemoResponse.redirect("gopher://127.0.0.1:25/_HELO") },
        "redirect-empty": { _ in wire(["Location: ", "Content-Length: 0"], [], line: "HTTP/1.1 302 Ja") },
        "redirect-two": { _ in
            wire(["Location: /about?een", "Location: /about?twee", "Content-Length: 0"], [], line: "HTTP/1.1 302 Ja")
        },
        "redirect-long": { _ in DemoResponse.redirect("/about?" + String(repeating: "a", count: 60_000)) },
        "redirect-password": { request in DemoResponse.redirect("http://piet:geheim@\(request.host)/about?na") },
        "redirect-port": { _ in DemoResponse.redirect("http://127.0.0.1:99999/") },
        "redirect-with-body": { _ in
            wire([html, length, "Location: /about?lijf"], line: "HTTP/1.1 302 Ja")
        },
        "redirect-inside-body": { _ in wire([html, length, "Refresh: 0; url=/about?ververs"]) },
        "redirect-300": { _ in wire([html, length], line: "HTTP/1.1 300 Keuze") },
        "redirect-305": { _ in DemoResponse.redirect("http://127.0.0.1:1/", status: 305) },
    ]
}
