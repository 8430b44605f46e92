// SPDX-License-Identifier: EUPL-1.2

import CDX
import HTTPMessage
import Testing
import WARC

@Suite struct CDXRecordTests {
    private let page = CDXRecord(
        urlkey: "example,social)/@minister", timestamp: "20261122120000", url: "https://social.example/@minister",
        mime: "text/html", status: "200", digest: "sha256:00ff", length: 1234, offset: 56_789, filename: "a.warc.gz")

    @Test func `a line is what cdxj-indexer prints`() {
        #expect(
            page.cdxjLine == #"example,social)/@minister 20261122120000 {"url": "https://social.example/@minister", "#
                + #""mime": "text/html", "status": "200", "digest": "sha256:00ff", "length": "1234", "offset": "56789", "#
                + #""filename": "a.warc.gz"}"#)
        #expect(
            page.cdx11Line == "example,social)/@minister 20261122120000 https://social.example/@minister text/html 200 "
                + "00ff - - 1234 56789 a.warc.gz")
    }

    @Test func `what is missing is left out of one form and a dash in the other`() {
        var record = page
        (record.url, record.mime, record.status, record.digest) = ("-", "-", nil, nil)
        #expect(
            record.cdxjLine
                == #"example,social)/@minister 20261122120000 {"length": "1234", "offset": "56789", "filename": "a.warc.gz"}"#
        )
        #expect(record.cdx11Line == "example,social)/@minister 20261122120000 - - - - - - 1234 56789 a.warc.gz")
    }

    @Test(arguments: [
        ("a\"b\\c/d", #"a\"b\\c/d"#), ("é", #"\u00e9"#), ("🏛", #"\ud83c\udfdb"#),
        ("\u{7F}\u{1}\n\r\t\u{8}\u{C}", #"\u007f\u0001\n\r\t\b\f"#),
    ])
    func `text is escaped as Python does`(_ text: String, _ expected: String) {
        var record = page
        record.url = text
        #expect(record.cdxjLine.contains("\"url\": \"\(expected)\""))
        #expect((try? CDXRecord(parsing: record.cdxjLine)) == record)
    }

    @Test func `both forms are read back`() throws {
        var record = page
        #expect(try CDXRecord(parsing: record.cdxjLine + "\n") == record)
        record.extras = [CDXRecord.Extra(name: "method", value: "POST")]
        #expect(try CDXRecord(parsing: record.cdxjLine) == record)
        record.extras = []
        record.digest = "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A"
        #expect(try CDXRecord(parsing: record.cdx11Line + "\r\n") == record)
        record.digest = "sha256:" + String(repeating: "0", count: 64)
        #expect(try CDXRecord(parsing: record.cdx11Line) == record)
    }

    @Test func `the dialects of other makers are read`() throws {
        let numbers = try CDXRecord(
            parsing:
                #"com,example)/ 20261122120000123 {"length":12,"status":200,"offset":3,"filename":"x","a":{"b":["]"]},"c":null}"#
        )
        #expect(numbers.length == 12)
        #expect(numbers.status == "200")
        #expect(numbers.extras == [CDXRecord.Extra(name: "c", value: "null")])
        let nine = try CDXRecord(parsing: "com,example)/ 2026 http://example.com/ text/html 200 - - 7 x.warc.gz")
        #expect(nine.offset == 7)
        #expect(nine.length == 0)
        #expect(nine.digest == nil)
        #expect(try CDXRecord(parsing: #"k 2026 {"offset":"1","filename":"\ud800x"}"#).filename == "\u{FFFD}x")
    }

    @Test(arguments: [
        "", " ", "x", "x 2026", "x 2026 ", "x 2026 {", "x 2026 {}", #"x 2026 {"offset":"1"}"#,
        #"x 2026 {"filename":"a"}"#,
        #"x 2026 {"offset":"-1","filename":"a"}"#, #"x 2026 {"offset":"1","filename":"a"} y"#, "x y z",
        #"x 2026 {"offset":"1","filename":"\u00"}"#, #"x 2026 {"offset":"1","filename":"\x"}"#,
        #"x now {"offset":1,"filename":"a"}"#,
        "a 2026 c d e f g h i j", " CDX N b a m s k r M S V g", #"!meta 0 {"format": "cdxj-gzip-1.0"}"#,
        "a 2026 c d e f - - 99999999999999999999999 1 g", "a 2026 c d e f g 12 ",
    ])
    func `anything else is an error`(_ line: String) {
        #expect(throws: CDXError.self) { try CDXRecord(parsing: line) }
    }

    @Test func `deep nesting is refused and any cut is survived`() {
        let deep = #"k 2026 {"a":"# + String(repeating: "[", count: 100_000)
        #expect(throws: CDXError.self) { try CDXRecord(parsing: deep) }
        let whole = Array(#"k 2026 {"url":"\u00e9\n","x":[{"y":"z"}],"offset":1,"filename":"a"}"#.utf8)
        for count in whole.indices {
            #expect(throws: CDXError.self) { try CDXRecord(parsing: String(decoding: whole[..<count], as: UTF8.self)) }
        }
    }

    @Test func `white space in a field cannot shift the others`() throws {
        var record = page
        record.url = "https://social.example/a b\nc"
        record.mime = ""
        let again = try CDXRecord(parsing: record.cdx11Line)
        #expect(again.url == "https://social.example/a%20b%0Ac")
        #expect(again.mime == "-")
    }

    private func header(_ type: String, _ fields: [WARCField]) -> WARCHeader {
        WARCHeader(
            fields: [
                WARCField("WARC-Type", type), WARCField("WARC-Date", "2026-11-22T12:00:00.999999Z"),
                WARCField("WARC-Target-URI", "https://www.social.example/a b"),
            ] + fields)
    }
    private let place = WARCRecordLocation(filename: "a.warc.gz", offset: 1, length: 2)

    @Test func `a record becomes a line`() throws {
        let head = HTTPResponseHead(
            status: 404, reason: "Weg", fields: [HTTPField(name: "content-type", value: "text/html;charset=utf-8")])
        let record = try #require(
            CDXRecord(
                header: header("response", [WARCField("WARC-Payload-Digest", "sha256:aa")]), httpHead: head,
                location: place))
        #expect(
            record.cdxjLine
                == #"example,social)/a%20b 20261122120000 {"url": "https://www.social.example/a%20b", "mime": "text/html", "#
                + #""status": "404", "digest": "sha256:aa", "length": "2", "offset": "1", "filename": "a.warc.gz"}"#)
        let revisit = CDXRecord(header: header("revisit", []), httpHead: head, location: place)
        #expect(revisit?.mime == "warc/revisit")
        #expect(revisit?.status == "404")
        let resource = CDXRecord(
            header: header("resource", [WARCField("Content-Type", "application/json ; x")]), httpHead: nil,
            location: place)
        #expect(resource?.mime == "application/json")
        #expect(resource?.status == nil)
    }

    @Test(arguments: [
        ("warcinfo", "x"), ("request", "application/http"), ("metadata", "application/warc-fields"),
        ("resource", "application/warc-fields"), ("conversion", "text/html"), ("x-other", "text/html"),
    ])
    func `some records are not for an index`(_ type: String, _ contentType: String) {
        #expect(
            CDXRecord(header: header(type, [WARCField("Content-Type", contentType)]), httpHead: nil, location: place)
                == nil)
    }

    @Test(arguments: [
        ("2026-11-22T12:00:01Z", "20261122120001"), ("2026-11-22T12:00:01", "20261122120001"),
        ("2026-11-22", "20261122000000"), ("20261122120001", "20261122120001"),
        ("2026-11-22T12:00:01+00:00", "20261122120001"),
        ("2026-11-22 12:00:01.5 UTC", "20261122120001"),
    ])
    func `dates of sloppy writers are read`(_ text: String, _ expected: String) {
        var header = header("metadata", [])
        header.set("WARC-Date", text)
        #expect(CDXRecord(header: header, httpHead: nil, location: place)?.timestamp == expected)
    }

    @Test(arguments: ["", "now", "2026", "2026-13-01T00:00:00Z", "2026-11", "99999999999999999999-01-01"])
    func `a record without a date is not indexed`(_ text: String) {
        var header = header("metadata", [])
        header.set("WARC-Date", text)
        let record = CDXRecord(header: header, httpHead: nil, location: place)
        #expect(record == nil || text == "2026")
    }

    @Test func `an empty media type is a missing one with pywb`() throws {
        let record = try CDXRecord(parsing: "a 2026 http://a/  200 - - 1 g")
        let line = record.line(.cdxj, dialect: .pywb)
        #expect(line.contains(#""mime": "unk""#))
        #expect(try CDXRecord(parsing: line).line(.cdxj, dialect: .pywb) == line)
    }
}
