// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@Suite struct ARCRecordLineTests {
    private func line(_ text: String, fieldCount: Int = 5) throws -> ARCRecordLine {
        try #require(ARCRecordLine(parsing: Array(text.utf8), fieldCount: fieldCount))
    }

    private func header(_ text: String, blockStart: String = "HTTP/1.1 200", fieldCount: Int = 5) throws -> WARCHeader {
        WARCHeader(arc: try line(text, fieldCount: fieldCount), version: "ARC/1.0", blockStart: blockStart.utf8)
    }

    @Test func `a record line becomes a header in the words of WARC`() throws {
        let text = "http://example.com/ 93.184.216.119 20140216050221 text/html 1591\n"
        let header = try header(text)
        #expect(
            header.fields == [
                WARCField("WARC-Type", "response"), WARCField("WARC-Target-URI", "http://example.com/"),
                WARCField("WARC-Date", "2014-02-16T05:02:21Z"), WARCField("WARC-IP-Address", "93.184.216.119"),
                WARCField("Content-Type", "application/http;msgtype=response"), WARCField("Content-Length", "1591"),
                WARCField("ARC-Mime", "text/html"),
            ])
        #expect(
            header.version == "ARC/1.0" && header.contentLength == 1591 && Array(header.rawBytes) == Array(text.utf8))
        let line = try line(text)
        #expect(line.oddities.isEmpty && line.isPlausible && !line.isVersionBlock)
        #expect(try self.header(text, blockStart: "GIF89a").contentType == "text/html")
        #expect(
            try self.header("dns:example.com 1.2.3.4 20140216050221 text/dns 9", blockStart: "2014").type == .response)
    }

    @Test func `the version block is a warcinfo record`() throws {
        let text = "filedesc://1-1-20110922131213-00000-svc.arc.open 0.0.0.0 20110922131213 text/plain 1268\r\n"
        let header = try header(text, blockStart: "1 1 InternetArchive")
        #expect(header.type == .warcinfo && header.contentType == "text/plain" && header.contentLength == 1268)
        #expect(try line(text).isVersionBlock)
        #expect(try self.header("filedesc:// - - - 76", blockStart: "1 0").contentType == "text/plain")
    }

    @Test(arguments: [
        ("1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n", "ARC/1.0", 5),
        ("1 1 InternetArchive\r\nURL IP-address Archive-date Content-type Archive-length\r\n<?xml", "ARC/1.1", 5),
        (
            "1 0 X\nURL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length\n",
            "ARC/1.0", 10
        ),
        ("2 0 InternetArchive\n", "ARC/2.0", 10), ("", "ARC/1.0", 5), ("<html>", "ARC/1.0", 5),
    ])
    func `version and number of fields are read from the version block`(
        _ text: String, _ version: String, _ count: Int
    ) {
        let block = ARCVersionBlock(parsing: Array(text.utf8))
        #expect(block.version == version && block.fieldCount == count)
    }

    @Test(arguments: [5, 10]) func `lines of either version are found whatever the file declares`(
        _ declared: Int
    ) throws {
        let two = "http://a.example/x y 1.2.3.4 20010203040506 text/html 200 fac069150613fe5 - 12345678 a.arc.gz 77\n"
        let second = try header(two, fieldCount: declared)
        #expect(second.targetURI == "http://a.example/x y" && second["ARC-Result-Code"] == "200")
        #expect(second["ARC-Checksum"] == "fac069150613fe5" && second["ARC-Location"] == nil)
        #expect(second["ARC-Offset"] == "12345678" && second["ARC-Filename"] == "a.arc.gz")
        #expect(second.contentLength == 77 && second["ARC-Mime"] == "text/html")
        let one = try header("http://a.example/ 1.2.3.4 20010203040506 text/html 77", fieldCount: declared)
        #expect(one.targetURI == "http://a.example/" && one.contentLength == 77 && one["ARC-Offset"] == nil)
    }

    @Test func `spaces in URLs and media types are told and kept`() throws {
        let url = try line(
            "http://e.example/i.cfm?T=Examples From  The Web& 93.184.216.119 20140216050221 text/html 5\n")
        #expect(url.oddities == ["the URL has spaces"])
        let header = WARCHeader(arc: url, version: "ARC/1.0", blockStart: [])
        #expect(header.targetURI == "http://e.example/i.cfm?T=Examples From  The Web&")
        let mime = try self.header("http://e.example/ 1.2.3.4 20140216050221 text/html; charset=utf-8 5")
        #expect(mime["ARC-Mime"] == "text/html; charset=utf-8" && mime.contentLength == 5)
        let many = String(repeating: "a ", count: 50_000)
        #expect(try self.header("http://e.example/\(many) 1.2.3.4 20140216050221 text/html 5").contentLength == 5)
    }

    @Test func `control characters and bytes that are no UTF-8 stay in the URL`() throws {
        let text = "http://cheapchicks.example/cgi-\rbin/\u{c}\0? 204.13.160.129 20070216134117 text/html 1269\n"
        #expect(try header(text).targetURI == "http://cheapchicks.example/cgi-\rbin/\u{c}\0?")
        #expect(try line(text).oddities == ["the URL has control characters"])
        let latin = Array("http://e.example/selec=".utf8) + [0xE9] + Array(" 1.2.3.4 20021108114510 text/html 1".utf8)
        let header = WARCHeader(arc: try #require(ARCRecordLine(parsing: latin)), version: "ARC/1.0", blockStart: [])
        #expect(header.targetURI == "http://e.example/selec=é")
    }

    // The dates that warcio 1.8.1 makes of the same digits (timestamp_to_iso_date), but for those that are none.
    @Test(
        arguments: [
            ("20140216050221", "2014-02-16T05:02:21Z"), ("200011101120", "2000-11-10T11:20:59Z"),
            ("2000111011", "2000-11-10T11:59:59Z"), ("201404010000000000", "2014-04-01T00:00:00Z"),
            ("201404010000001", "2014-04-01T00:00:00Z"), ("2014040112345678", "2014-04-01T12:34:56Z"),
            ("20140229", "2014-02-28T23:59:59Z"), ("201410", "2014-10-31T23:59:59Z"), ("20141", "2014-12-31T23:59:59Z"),
            ("2014", "2014-12-31T23:59:59Z"), ("40001965252477", "2999-12-31T23:24:59Z"),
            ("00000000000000", "1900-01-01T00:00:00Z"), ("blue_monday", nil), ("-", nil), ("123", nil),
            ("123456789012345678901", nil),
        ] as [(String, String?)])
    func `dates of all lengths are read as warcio reads them`(_ digits: String, _ expected: String?) throws {
        let line = try line("http://e.example/ 1.2.3.4 \(digits) text/html 5")
        #expect(line.isoDate == expected)
        #expect(line.oddities.isEmpty == (digits == "20140216050221"))
    }

    @Test(
        arguments: [
            ("1", 1), ("9223372036854775807", 9_223_372_036_854_775_807), ("-1", nil), ("abc", nil), ("+5", nil),
            ("9223372036854775808", nil), ("99999999999999999999999", nil),
        ] as [(String, UInt64?)])
    func `lengths that are none are told and stay as they were`(_ text: String, _ expected: UInt64?) throws {
        let line = try line("http://e.example/ 1.2.3.4 20140216050221 text/html \(text)\n")
        #expect(line.contentLength == expected && line.isPlausible == (expected != nil))
        #expect(line.oddities.isEmpty == (expected != nil))
        let header = WARCHeader(arc: line, version: "ARC/1.0", blockStart: [])
        #expect(header["Content-Length"] == text && header.contentLength == expected)
    }

    @Test func `dashes lead to no fields, wrong fields to oddities`() throws {
        let dashed = try header("filedesc:// - - - 76\r\n", blockStart: "1 0 I")
        #expect(
            dashed.date == nil && dashed.ipAddress == nil && dashed["ARC-Mime"] == nil && dashed.contentLength == 76)
        let wrong = try line(#"filedesc://horsy|\\hello a.b.c.d blue_monday gif\\image one"#)
        #expect(wrong.isVersionBlock && !wrong.isPlausible && wrong.contentLength == nil)
        #expect(wrong.oddities.count == 4)
    }

    @Test(arguments: [
        "", "\n", "WARC/1.1", "http://e.example/", "http://e.example/ 1.2.3.4 20140216050221 text/html",
        "1 0 a b c d e",
        " http://e.example/ 1.2.3.4 20140216050221 text/html 5", ": a b c d", "<a b=\"c:d\"> e f g h i",
    ])
    func `other lines are none`(_ text: String) {
        #expect(ARCRecordLine(parsing: Array(text.utf8)) == nil)
    }

    @Test func `a line cut at every byte and with every byte changed does not trap`() {
        let text = Array("http://a.example/x y 1.2.3.4 20010203040506 text/html 200 fac0 - 12345678 a.arc.gz 77\n".utf8)
        for index in 0...text.count {
            for fieldCount in [5, 10] {
                for byte in [0, 0x20, 0x2D, 0x3A, 0xFF] as [UInt8] {
                    var changed = text
                    if index < text.count { changed[index] = byte }
                    for bytes in [Array(text.prefix(index)), Array(text.dropFirst(index)), changed] {
                        guard let line = ARCRecordLine(parsing: bytes, fieldCount: fieldCount) else { continue }
                        let header = WARCHeader(arc: line, version: "ARC/2.0", blockStart: [0x31])
                        #expect(header.fields.count > 2 && header["WARC-Type"] != nil)
                    }
                }
            }
        }
    }
}

/// Lines of files that other people's tools were tested with.
@Suite(.needsCorpus) struct ARCCorpusLineTests {
    @Test(arguments: [
        ("cdxj-indexer/bad.arc", 4), ("jwat/test-arc-1.0-dashed-fields.arc", 2), ("jwat/small_BNF.arc", 6),
        ("jwat/test-arc-1.0-invalid-fields.arc", 2), ("warcio/example-space-in-url.arc", 2),
        ("cdx-writer/uncompressed.arc", 4), ("jwat/1-1-20110922131213-00000-svc-VirtualBox.arc", 102),
        ("jwat/invalid-arcfile-record-then-garbage.arc", 1),
    ])
    func `as many lines are record lines as the files have records`(_ file: String, _ count: Int) throws {
        let path = try #require(Tier.corpus) + "/warc/" + file
        let bytes = try #require(TestFile.bytes(path))
        var position = 0
        var found = 0
        while position < bytes.count {
            let end = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            if let line = ARCRecordLine(parsing: Array(bytes[position..<end])) {
                found += 1
                #expect(line.isPlausible || line.isVersionBlock || file.hasSuffix("bad.arc"))
                position = end + Int(line.contentLength ?? 0)
            } else {
                position = end
            }
        }
        #expect(found == count)
    }
}
