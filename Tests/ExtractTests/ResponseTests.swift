// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Extract
import HTTPMessage
import Testing
import WebURL

@Suite struct ResponseTests {
    @Test(
        arguments: [
            ("Location", "/new#x", 301, ["redirect /new"]), ("Location", "/new", 200, []),
            ("Location", "/made", 201, ["redirect /made"]), ("Location", "/new", 304, []),
            ("Location", "/caf\u{C3}\u{A9}", 302, ["redirect /caf%C3%A9"]),
            ("Refresh", "0;url=/r", 200, ["refresh /r"]), ("Refresh", "10", 200, []),
            ("Link", "</n>; rel=\"next\", </p>; rel=prev", 200, ["nextPage /n", "navigation /p"]),
            (
                "Link", "</s.css>; rel=preload; as=style, </t.css>; rel=stylesheet", 200,
                [
                    "embed /s.css", "embed /t.css",
                ]
            ),
            ("Link", "</a>; rel=alternate; type=\"application/activity+json\"", 200, ["feed /a"]),
            ("Link", "</a>; rel=next; anchor=\"/other\"", 200, []),
            ("Link", "<garbage", 200, []), ("Link", "</x>; rel=preconnect", 200, []),
        ] as [(String, String, Int, [String])])
    func `heads give their links`(_ name: String, _ value: String, _ status: Int, _ links: [String]) throws {
        let extraction = try Extracting.run([], status: status, fields: [HTTPField(name: name, value: value)])
        #expect(Extracting.lines(extraction) == links)
    }

    @Test(arguments: ["image/png", "video/mp4", "audio/mpeg", "application/pdf", "text/javascript", "font/woff2"])
    func `media is not opened, but its head is read`(_ type: String) throws {
        let extraction = try Extracting.run(
            Array("<a href=/x>".utf8), type: type, fields: [HTTPField(name: "Link", value: "</c>; rel=canonical")])
        #expect(extraction.reading == .none)
        #expect(Extracting.lines(extraction) == ["navigation /c"])
    }

    @Test(
        arguments: [
            (nil, "<!DOCTYPE html><a href=/x>", LinkExtraction.Reading.html), ("text/plain", " <a href=/x>", .html),
            ("text/html", #"{"url":"/x"}"#, .json), ("text/html", "[{\"url\":\"/x\"}]", .json),
            ("text/html", "{{ moustache }}<a href=/x>", .html), ("application/octet-stream", #"{"url":"/x"}"#, .json),
            ("bogus", "<html><a href=/x>", .html), ("application/json", "<!doctype html><a href=/x>", .html),
            ("text/css", "<!doctype html><a href=/x>", .html), ("application/xml", "<html><a href=/x></html>", .html),
            ("text/html", "\u{FEFF}<rss><link>/x</link></rss>", .xml), ("application/ld+json", #"{"url":"/x"}"#, .json),
            ("application/x-ndjson", "{\"url\":\"/x\"}\n{}", .json),
        ] as [(String?, String, LinkExtraction.Reading)])
    func `wrong and missing types are seen through`(
        _ type: String?, _ text: String, _ reading: LinkExtraction.Reading
    ) throws {
        let extraction = try Extracting.run(Array(text.utf8), type: type)
        #expect(extraction.reading == reading)
        #expect(Extracting.lines(extraction) == ["navigation /x"])
    }

    @Test(arguments: ["\u{89}PNG\r\n", "%PDF-1.7", "GIF89a", "PK\u{3}\u{4}"])
    func `media under a wrong name is seen through too`(_ start: String) throws {
        let bytes = start.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } + Array("<a href=/x>".utf8)
        #expect(try Extracting.run(bytes).links.isEmpty)
    }

    @Test func `a playlist names its parts`() throws {
        let playlist = "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k.bin\",IV=1\n#EXTINF:1,\nseg 1.ts\n\nhi/i.m3u8\r\n"
        let extraction = try Extracting.run(Array(playlist.utf8), type: "application/vnd.apple.mpegurl")
        #expect(
            Extracting.lines(extraction) == ["embed /dir/k.bin", "embed /dir/seg%201.ts", "embed /dir/hi/i.m3u8"])
    }

    @Test func `compressed, mislabelled and broken-off bodies are read as far as they go`() throws {
        let html = "<a href=/first>" + (0..<3000).map { "<a href=/\($0 &* 2_654_435_761)>" }.joined()
        let packed = try GzipCompressor().member(Array(html.utf8))
        let gzip = [HTTPField(name: "Content-Encoding", value: "gzip")]
        let whole = try Extracting.run(packed, fields: gzip)
        #expect(whole.links.count == 3001 && !whole.truncated)
        let plain = try Extracting.run(Array(html.utf8), fields: gzip)
        #expect(plain.links.count == 3001)
        let cut = try Extracting.run(Array(packed.prefix(packed.count / 2)), fields: gzip)
        #expect(cut.truncated && !cut.remarks.isEmpty && cut.links.count > 100 && cut.links.count < 3001)
        let unknown = try Extracting.run(
            Array(html.utf8), fields: [HTTPField(name: "Content-Encoding", value: "x-mystery")])
        #expect(unknown.links.count == 3001)
    }

    @Test func `limits hold and say so`() throws {
        var limits = ExtractionLimits()
        limits.maxDecodedBytes = 40
        let html = Array("<a href=/one><a href=/two><a href=/three><a href=/four>".utf8)
        let short = try Extracting.run(html, limits: limits)
        #expect(short.truncated && Extracting.lines(short).prefix(2) == ["navigation /one", "navigation /two"])
        limits = ExtractionLimits()
        limits.maxLinks = 2
        let few = try Extracting.run(html + Array("<img src=/one>".utf8), limits: limits)
        #expect(few.truncated && Extracting.lines(few) == ["embed /one", "navigation /two"])
        limits = ExtractionLimits()
        limits.maxURLBytes = 23
        #expect(try Extracting.run(html, limits: limits).links.map(\.url.path) == ["/one", "/two", "/four"])
        limits = ExtractionLimits()
        limits.maxProcessorSeconds = -1
        let slow = try Extracting.run(html, limits: limits)
        #expect(slow.truncated)
    }
}
