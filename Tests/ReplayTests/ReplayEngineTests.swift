// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import HTTPMessage
import Testing
import WebURL

@testable import Replay

@Suite struct `Answers of the replay engine` {
    typealias Entry = MemoryLookup.Entry

    static let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html"

    func ask(
        _ lookup: MemoryLookup, _ path: String, head: Bool = false, fields: [HTTPMessage.HTTPField] = []
    ) throws -> ReplayResponse {
        guard case .capture(let target)? = ArchivePath(requestTarget: path) else {
            throw ReplayError(.fileMissing, place: path, "not a capture")
        }
        let request = ReplayRequest(
            target: target, isHead: head, fields: HTTPFields(fields), interfaceOrigin: "http://localhost:8080")
        return try ReplayEngine(lookup: lookup).response(for: request)
    }

    static let times = [
        Entry("https://a.nl/", "2021-01-01T00:00:00Z", html, "one"),
        Entry("https://a.nl/", "2021-06-01T00:00:00Z", html, "wall", outcome: .walled(.login)),
        Entry("https://a.nl/", "2021-09-01T00:00:00Z", html, "two"),
        Entry("http://www.a.nl/", "2021-09-01T00:00:00Z", html, "other scheme"),
        Entry("https://a.nl/", "2022-01-01T00:00:00.500Z", html, "lost", isLost: true),
    ]

    @Test(arguments: [
        ("20210101000000mp_", "one"), ("2020mp_", "one"), ("20210531mp_", "two"), ("20210401mp_", "one"),
        ("20210601000000mp_", "wall"), ("20210601000000im_", "two"), ("20210601000001mp_", "two"), ("mp_", "two"),
        ("20220101000000mp_", "two"), ("20211399mp_", "one"), ("99999999999999999mp_", "two"),
    ])
    func `the nearest capture that shows something is chosen`(time: String, body: String) throws {
        let response = try ask(.holding(Self.times), "/kab/\(time)/https://a.nl/")
        #expect(try response.text() == body)
        #expect(response.status == 200)
    }

    @Test func `a capture of the same URL comes before one of another scheme`() throws {
        let lookup = try MemoryLookup.holding(Self.times)
        #expect(try ask(lookup, "/kab/20210901mp_/http://www.a.nl/").text() == "other scheme")
        #expect(try ask(lookup, "/kab/20210901mp_/https://a.nl/").text() == "two")
    }

    @Test func `an unreadable record is passed over and the response says so`() throws {
        let response = try ask(.holding(Self.times), "/kab/2022mp_/https://a.nl/")
        #expect(response.problems.map(\.code) == [.fileMissing])
        #expect(response.field("Memento-Datetime") == "Wed, 01 Sep 2021 00:00:00 GMT")
        #expect(response.field("Content-Location") == "/kab/20210901000000mp_/https://a.nl/")
    }

    @Test func `when no record can be read the answer is 503 and lists why`() throws {
        let response = try ask(.holding([Self.times[4]]), "/kab/mp_/https://a.nl/")
        guard case .notice(let notice) = response.body else {
            Issue.record("no notice")
            return
        }
        #expect(response.status == 503)
        #expect(notice.reason == .unreadable)
        #expect(notice.problems.count == 1)
    }

    @Test func `a redirect to itself is skipped, and alone is a 404`() throws {
        let redirect = Entry(
            "http://a.nl/", "2021-01-01T00:00:00Z", "HTTP/1.1 301 Moved\r\nLocation: https://www.a.nl/")
        let page = Entry("https://www.a.nl/", "2021-01-01T00:00:02Z", Self.html, "page")
        #expect(try ask(.holding([redirect, page]), "/kab/20210101000000mp_/http://a.nl/").text() == "page")
        #expect(try ask(.holding([redirect]), "/kab/20210101mp_/http://a.nl/").status == 404)
        let raw = try ask(.holding([redirect, page]), "/kab/20210101000000id_/http://a.nl/")
        #expect(raw.status == 301)
        #expect(raw.field("Location") == "https://www.a.nl/")
    }

    @Test func `a redirect leads to the same time in the archive`() throws {
        let lookup = try MemoryLookup.holding([
            Entry("http://a.nl/x", "2021-01-01T00:00:00Z", "HTTP/1.1 302 Found\r\nLocation: ../y?z=1#f")
        ])
        #expect(try ask(lookup, "/kab/2021mp_/http://a.nl/x").field("Location") == "/kab/2021mp_/http://a.nl/y?z=1#f")
        #expect(try ask(lookup, "/kab/2021ir_/http://a.nl/x").field("Location") == "/kab/2021ir_/http://a.nl/y?z=1#f")
    }

    @Test func `a revisit shows the payload of its original under its own head`() throws {
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Encoding: identity"
        let lookup = try MemoryLookup.holding([
            Entry("https://cdn.nl/i.png", "2021-01-01T00:00:00.250Z", image, "PNG"),
            Entry(
                "https://a.nl/i.png", "2022-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nX-Turn: 2", "PNG", outcome: .revisit,
                refersTo: ("https://cdn.nl/i.png", "2021-01-01T00:00:00Z")),
            Entry(
                "https://a.nl/gone.png", "2022-01-01T00:00:00Z", "HTTP/1.1 200 OK", "OTHER", outcome: .revisit,
                refersTo: ("https://a.nl/nowhere", "2021-01-01T00:00:00Z")),
        ])
        let response = try ask(lookup, "/kab/2022im_/https://a.nl/i.png")
        #expect(try response.text() == "PNG")
        #expect(response.field("X-Turn") == "2")
        #expect(response.field("Content-Type") == "image/png")
        #expect(response.field("Memento-Datetime") == "Sat, 01 Jan 2022 00:00:00 GMT")
        #expect(response.field("X-Archive-Payload-From") == "20210101000000")
        #expect(try ask(lookup, "/kab/2022im_/https://a.nl/gone.png").status == 503)
    }

    @Test func `identity is byte for byte what was stored`() throws {
        let page = "<a href=\"/x\">\u{e9}</a>"
        let encoded = try GzipCompressor(level: 6).member(Array(page.utf8))
        var entry = Entry("https://a.nl/", "2021-01-01T00:00:00Z", Self.html + "\r\nContent-Encoding: gzip")
        entry.body = encoded
        let lookup = try MemoryLookup.holding([entry])
        let raw = try ask(lookup, "/kab/2021id_/https://a.nl/")
        #expect(try raw.bytes() == encoded)
        #expect(raw.field("Content-Encoding") == "gzip")
        let shown = try ask(lookup, "/kab/2021mp_/https://a.nl/")
        #expect(try shown.text() == "<a href=\"/kab/2021mp_/https://a.nl/x\">\u{e9}</a>")
        #expect(shown.field("Content-Encoding") == nil)
        #expect(shown.field("X-Archive-Orig-Content-Encoding") == "gzip")
    }

    @Test(arguments: [
        ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=5-", 206, "56789", "bytes 5-9/10"),
        ("bytes=-3", 206, "789", "bytes 7-9/10"), ("bytes=8-100", 206, "89", "bytes 8-9/10"),
        ("bytes=10-", 416, "", "bytes */10"), ("bytes=3-1", 200, "0123456789", nil),
        ("bytes=0-1,4-5", 200, "0123456789", nil),
        ("lines=1-2", 200, "0123456789", nil), ("bytes=-0", 416, "", "bytes */10"),
    ])
    func `a range of a medium is served as RFC 9110 says`(
        range: String, status: Int, body: String, field: String?
    ) throws {
        for form in MemoryLookup.Form.allCases {
            let lookup = try MemoryLookup.holding(
                [
                    Entry(
                        "https://a.nl/v.mp4", "2021-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4",
                        "0123456789")
                ],
                form: form)
            let response = try ask(
                lookup, "/kab/2021oe_/https://a.nl/v.mp4", fields: [.init(name: "Range", value: range)])
            #expect(response.status == status)
            #expect(try response.text() == body)
            #expect(response.field("Content-Range") == field)
            #expect(response.field("Accept-Ranges") == "bytes")
        }
    }

    @Test(arguments: MemoryLookup.Form.allCases)
    func `a payload of any size comes whole out of every form of file`(_ form: MemoryLookup.Form) throws {
        let body = (0..<60_000).map { "\($0 &* 7919) " }.joined()
        let lookup = try MemoryLookup.holding(
            [Entry("https://a.nl/v", "2021-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4", body)],
            form: form)
        let response = try ask(lookup, "/kab/2021oe_/https://a.nl/v")
        #expect(response.status == 200)
        #expect(try response.text() == body)
    }

    @Test func `what an ARC file holds without an HTTP head has the media type of its line`() throws {
        let lookup = try MemoryLookup.holding(
            [Entry("http://a.nl/readme", "2004-01-01T00:00:00Z", "220 tekst", "van FTP")], form: .arc)
        let response = try ask(lookup, "/kab/2004id_/http://a.nl/readme")
        #expect(response.status == 200)
        #expect(try response.text() == "220 tekst\r\n\r\nvan FTP")
    }

    @Test func `If-Range and HEAD give the whole, and HEAD no body`() throws {
        let lookup = try MemoryLookup.holding([
            Entry("https://a.nl/v", "2021-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4", "0123456789")
        ])
        let range = HTTPMessage.HTTPField(name: "Range", value: "bytes=0-3")
        let conditional = try ask(
            lookup, "/kab/2021oe_/https://a.nl/v", fields: [range, .init(name: "If-Range", value: "\"x\"")])
        #expect(conditional.status == 200)
        let head = try ask(lookup, "/kab/2021oe_/https://a.nl/v", head: true, fields: [range])
        guard case .omitted(length: 10) = head.body else {
            Issue.record("\(head.body)")
            return
        }
        #expect(head.status == 200)
    }

    @Test func `a body that is falsely called compressed, or has lost its chunks, comes as it is`() throws {
        let lookup = try MemoryLookup.holding([
            Entry(
                "https://a.nl/g", "2021-01-01T00:00:00Z",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip", "plain"),
            Entry(
                "https://a.nl/c", "2021-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", "plain text"),
            Entry(
                "https://a.nl/d", "2021-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked",
                "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
        ])
        let labelled = try ask(lookup, "/kab/2021mp_/https://a.nl/g")
        #expect(try labelled.text() == "plain")
        #expect(labelled.field("Content-Encoding") == nil)
        #expect(try ask(lookup, "/kab/2021id_/https://a.nl/c").text() == "plain text")
        #expect(try ask(lookup, "/kab/2021id_/https://a.nl/d").text() == "abcde")
    }

    @Test(arguments: ["mp_", "id_", "ir_", "im_", "js_", "cs_", "if_", "fr_", "oe_", "dl_", ""])
    func `every answer keeps the page in the archive`(modifier: String) throws {
        let lookup = try MemoryLookup.holding([
            Entry(
                "https://a.nl/", "2021-01-01T00:00:00Z",
                Self.html + "\r\nSet-Cookie: a=b\r\nContent-Security-Policy: x\r\nX-Own: y", "page")
        ])
        for path in ["https://a.nl/", "https://a.nl/missing", "https://a.nl"] {
            let response = try ask(lookup, "/kab/2021\(modifier)/\(path)")
            let policy = response.fields.filter { $0.name == "Content-Security-Policy" }
            #expect(policy.count == 1)
            #expect(policy.first?.value.contains("frame-ancestors 'self' http://localhost:8080") == true)
            #expect(policy.first?.value.contains("http:") == policy.first?.value.contains("http://localhost:8080"))
            #expect(response.fields.allSatisfy { !$0.name.lowercased().contains("set-cookie") })
            #expect(response.field("Cache-Control") == "private, no-cache")
        }
    }

    @Test(arguments: [
        ("document", "*/*", "", "page"), ("style", "text/css", "", "text/css"),
        ("script", "*/*", "", "text/javascript"),
        ("image", "image/*", "", "empty"), ("empty", "application/json", "", "json"), ("", "", "cs_", "text/css"),
        ("", "", "js_", "text/javascript"), ("", "", "im_", "empty"), ("", "text/html,*/*", "mp_", "page"),
        ("", "", "mp_", "page"),
    ])
    func `what is missing is said in the form that was wanted`(
        dest: String, accept: String, modifier: String, form: String
    ) throws {
        var fields: [HTTPMessage.HTTPField] = []
        if !dest.isEmpty { fields.append(.init(name: "Sec-Fetch-Dest", value: dest)) }
        if !accept.isEmpty { fields.append(.init(name: "Accept", value: accept)) }
        let response = try ask(.holding([]), "/kab/2021\(modifier)/https://a.nl/<script>", fields: fields)
        #expect(response.status == 404)
        let type = response.field("Content-Type") ?? ""
        switch form {
        case "page":
            guard case .notice = response.body else {
                Issue.record("no page")
                return
            }
            #expect(type.hasPrefix("text/html"))
        case "json": #expect(type.hasPrefix("application/json"))
        case "empty": #expect(try response.bytes().isEmpty)
        default: #expect(type.hasPrefix(form))
        }
    }

    @Test func `what was captured nearby is offered, one per URL`() throws {
        let lookup = try MemoryLookup.holding([
            Entry("https://a.nl/p?x=1", "2021-01-01T00:00:00Z", Self.html),
            Entry("https://a.nl/p?x=1", "2022-01-01T00:00:00Z", Self.html),
            Entry("https://a.nl/", "2021-01-01T00:00:00Z", Self.html),
            Entry("https://b.nl/p", "2021-01-01T00:00:00Z", Self.html),
        ])
        guard case .notice(let notice) = try ask(lookup, "/kab/2021mp_/https://a.nl/p").body else {
            Issue.record("no notice")
            return
        }
        #expect(notice.nearby.map(\.cdx.url) == ["https://a.nl/p?x=1", "https://a.nl/"])
        #expect(notice.nearby.first?.cdx.timestamp == "20220101000000")
    }

    @Test func `a service worker is refused and a URL without a path is completed`() throws {
        let lookup = try MemoryLookup.holding([Entry("https://a.nl/", "2021-01-01T00:00:00Z", Self.html)])
        let worker = try ask(
            lookup, "/kab/2021js_/https://a.nl/", fields: [.init(name: "Service-Worker", value: "script")])
        #expect(worker.status == 403)
        let slash = try ask(lookup, "/kab/2021mp_/https://a.nl")
        #expect(slash.status == 307)
        #expect(slash.field("Location") == "/kab/2021mp_/https://a.nl/")
    }

    @Test func `Accept-Datetime chooses when the URL names no time`() throws {
        let lookup = try MemoryLookup.holding(Self.times)
        let wish = HTTPMessage.HTTPField(name: "Accept-Datetime", value: "Fri, 01 Jan 2021 00:00:00 GMT")
        let response = try ask(lookup, "/kab/mp_/https://a.nl/", fields: [wish])
        #expect(try response.text() == "one")
        #expect(response.field("Vary") == "accept-datetime")
        let link = response.field("Link") ?? ""
        #expect(link.contains("<https://a.nl/>; rel=\"original\""))
        #expect(link.contains("</kab/https://a.nl/>; rel=\"timegate\""))
    }

    @Test func `the encoding that a page declares moves into its Content-Type`() throws {
        let lookup = try MemoryLookup.holding([
            Entry(
                "https://a.nl/", "2021-01-01T00:00:00Z", Self.html,
                "<html><!-- <meta charset=x> --><meta charset=\"windows-1252\">"),
            Entry("https://a.nl/u", "2021-01-01T00:00:00Z", Self.html + "; charset=utf-8", "<meta charset=latin1>"),
        ])
        #expect(
            try ask(lookup, "/kab/2021mp_/https://a.nl/").field("Content-Type") == "text/html; charset=windows-1252")
        #expect(try ask(lookup, "/kab/2021mp_/https://a.nl/u").field("Content-Type") == "text/html; charset=utf-8")
    }
}
