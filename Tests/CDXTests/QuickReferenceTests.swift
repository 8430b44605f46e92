// SPDX-License-Identifier: EUPL-1.2

import CDX
import TestSupport
import Testing
import WARC
import WebURL

/// The code of the module's page, run: each of its lines stands here too.
@Suite struct CDXQuickReferenceTests {
    private let folder: TemporaryDirectory
    private let warc: String
    private let index: String

    init() throws {
        folder = try TemporaryDirectory()
        let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\nhello"
        let lines = [
            "WARC/1.1", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:00000001-0000-4000-8000-000000000000>",
            "WARC-Date: 2026-11-22T12:00:00Z", "WARC-Target-URI: https://a.example/?a&b",
            "Content-Type: application/http; msgtype=response", "Content-Length: \(block.utf8.count)", "", block, "",
            "",
        ]
        warc = try folder.write(Array(lines.joined(separator: "\r\n").utf8), to: "a.warc")
        index = folder.appending("index.cdxj")
    }

    @Test func `a file is indexed and searched`() throws {
        let indexer = CDXIndexer(options: .init(keysRequests: true, threads: 4))
        let writer = IndexWriter(path: index)
        try indexer.index(path: warc, format: .cdxj, into: writer.sorter) { finding in print(finding) }
        try writer.finish(mergingExisting: false)
        let key = SURT.urlkey("https://www.a.example/?b&a")
        let captures = try SortedIndexFile(path: index).lines(matching: key + " ")
        var count = 0
        while let found = try captures.next() {
            #expect(try CDXRecord(parsing: found).timestamp == "20261122120000")
            count += 1
        }
        #expect(count == 1)
        while let found = try captures.next() { print(try CDXRecord(parsing: found).timestamp) }
    }

    @Test func `lines are taken as values`() throws {
        try CDXIndexer.index(path: warc) { line in print(line.urlkey, line.timestamp, line.status ?? "-", line.offset) }
        let record = try #require(try WARCReader(path: warc).next())
        let location = WARCRecordLocation(filename: "a.warc", offset: 0, length: 300)
        let line = CDXRecord(header: record.header, httpHead: try record.http, location: location)
        #expect(line?.mime == "text/html")
        #expect(line?.urlkey == "example,a)/?a&b")
    }

    @Test func `the dialect is chosen`() throws {
        var text: [String] = []
        let theirs = CDXIndexer(options: .init(dialect: .pywb, digestsRecords: true))
        try theirs.forEachRecord(of: warc) { text.append($0.line(.cdx11, dialect: .pywb)) }
        #expect(text.count == 1)
    }

    @Test func `a line is read, written otherwise and merged`() throws {
        let old = "com,example)/ 20260101000000 http://example.com/ text/html 200 - - - 512 0 a.gz"
        let parsed = try CDXRecord(parsing: old)
        let json = parsed.cdxjLine  // com,example)/ 20260101000000 {"url": "http://example.com/", …}
        #expect(json.hasPrefix(#"com,example)/ 20260101000000 {"url": "http://example.com/", "#))
        try IndexWriter.merge([parsed.cdxjLine], into: index)
        #expect(TestFile.text(index) == json + "\n")
    }

    @Test func `a request has a key`() {
        let post = CDXRequestKey(method: "POST", contentType: "application/json", body: Array(#"{"page": 2}"#.utf8))
        let urlkey = SURT.urlkey(post.appended(to: "https://a.example/api"))
        #expect(urlkey == "example,a)/api?__wb_method=post&page=2")
    }

    @Test func `the page shows what is tested here`() throws {
        let blocks = try DocumentationPage.code(of: "Sources/CDX/CDX.docc/CDX.md")
        let tested = try DocumentationPage.lines(of: "Tests/CDXTests/QuickReferenceTests.swift")
        #expect(blocks.count == 7)
        for block in blocks { #expect(block.allSatisfy { tested.contains($0) }, "\(block)") }
    }
}
