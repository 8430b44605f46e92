// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import HTTPMessage
import Testing

@Suite struct FieldValueTests {
    let now = ArchiveDate(seconds: 1_795_348_800)  // 2026-11-22T12:00:00Z

    @Test(
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "sun, 6 nov 1994 8:49:37 UTC", "06 Nov 1994 08:49:37", "Sun, 06-Nov-1994 08:49:37 GMT",
            "Xyz, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 08:49:37 -0000",
        ])
    func `one moment in all its spellings`(_ text: String) {
        #expect(HTTPDate.parse(text, now: now) == 784_111_777)
    }

    @Test(
        arguments: [
            "", "tomorrow", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "06 Nov 99999 08:49:37", "Sun, 06 Nov 1994 08:49:37 +0100",
            "1994 06 Nov 08:49:37",
            String(repeating: "1 ", count: 40), "06 Nov 1994 08:49:37 08:49:37",
        ])
    func `what is no HTTP date is nil`(_ text: String) {
        #expect(HTTPDate.parse(text, now: now) == nil)
    }

    @Test func `a year of two digits is never more than fifty years ahead`() {
        let y76 = HTTPDate.parse("Sunday, 06-Nov-76 08:49:37 GMT", now: now)
        let y77 = HTTPDate.parse("Sunday, 06-Nov-77 08:49:37 GMT", now: now)
        #expect(y76.map { HTTPDate.format($0).contains("2076") } == true)
        #expect(y77.map { HTTPDate.format($0).contains("1977") } == true)
        #expect(HTTPDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", now: now) == 1_483_228_800)
    }

    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        ] as [(Int64, String)])
    func `dates are written in the preferred form and read back`(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate.format(seconds) == text)
        #expect(HTTPDate.parse(text, now: now) == seconds)
    }

    @Test func `dates outside of all calendars do not trap`() {
        #expect(HTTPDate.format(Int64.max).hasSuffix("9999 23:59:59 GMT"))
        #expect(!HTTPDate.format(Int64.min).isEmpty)
    }

    @Test(
        arguments: [
            ("120", 120), (" 0 ", 0), ("1.5", 2), ("2.0", 2), ("Sun, 22 Nov 2026 12:01:40 GMT", 100),
            ("Sun, 22 Nov 2026 11:00:00 GMT", 0), ("99999999999999999999", Int.max), ("-5", nil), ("soon", nil),
            ("", nil), (".5", nil),
        ] as [(String, Int?)])
    func `Retry-After counts from now`(_ value: String, _ delay: Int?) {
        #expect(RetryAfter.delay(value: value, now: now.seconds) == delay)
    }

    @Test(
        arguments: [
            ("bytes=0-4", 0, 5), ("bytes=5-", 5, 5), ("bytes=-3", 7, 3), ("BYTES = 9-99", 9, 1), ("bytes=-99", 0, 10),
            ("bytes=0-99999999999999999999999", 0, 10),
        ] as [(String, UInt64, UInt64)])
    func `a range of ten bytes`(_ header: String, _ offset: UInt64, _ count: UInt64) {
        guard case .range(let range) = RangeRequest.parse(header, size: 10) else {
            Issue.record("no range")
            return
        }
        #expect(range.offset == offset && range.count == count)
        #expect(range.contentRange(of: 10) == "bytes \(offset)-\(offset + count - 1)/10")
    }

    @Test(
        arguments: [
            ("bytes=10-", 10, .unsatisfiable), ("bytes=-0", 10, .unsatisfiable), ("bytes=0-", 0, .unsatisfiable),
            ("bytes=99999999999999999999999-", 10, .unsatisfiable), ("bytes=4-2", 10, .ignore),
            ("bytes=0-1,3-4", 10, .ignore),
            ("bytes=-", 10, .ignore), ("items=0-1", 10, .ignore), ("bytes=a-b", 10, .ignore), ("", 10, .ignore),
            ("bytes=1-2-3", 10, .ignore),
        ] as [(String, UInt64, RangeRequest)])
    func `ranges that are not served`(_ header: String, _ size: UInt64, _ answer: RangeRequest) {
        #expect(RangeRequest.parse(header, size: size) == answer)
    }

    @Test func `links are read with their relations`() {
        let links = LinkHeader.parse(
            "<https://m.example/api?max_id=1,2>; rel=\"next\", junk <b>;REL=Prev;title=\"a \\\"q\\\", <x>\" ; rel=no, <c>; rel=\"canonical  x\", <d>"
        )
        #expect(links.map(\.target) == ["https://m.example/api?max_id=1,2", "b", "c", "d"])
        #expect(links.map(\.rel) == [["next"], ["prev"], ["canonical", "x"], []])
        #expect(links[1].parameters["title"] == "a \"q\", <x>")
        #expect(LinkHeader.parse("<unclosed").isEmpty && LinkHeader.parse("").isEmpty)
        #expect(LinkHeader.parse(String(repeating: "<a>,", count: 5000)).count == LinkHeader.limit)
    }

    @Test(
        arguments: [
            ("text/html", "text/html", nil), ("Text/HTML; Charset=\"UTF-8\"", "text/html", "utf-8"),
            ("text/html;;charset = utf-8 ; x", "text/html", "utf-8"),
            ("text/html, text/plain;charset=x", "text/html", nil),
            ("application/ld+json;charset=a;charset=b", "application/ld+json", "a"),
        ] as [(String, String, String?)])
    func `media types are read leniently`(_ value: String, _ essence: String, _ charset: String?) {
        #expect(MediaType(value)?.essence == essence)
        #expect(MediaType(value)?.charset == charset)
    }

    @Test(arguments: ["", "text", "/", "text/", "/html", "te xt/html", "text/ht<ml"])
    func `what is no media type is nil`(_ value: String) {
        #expect(MediaType(value) == nil)
    }
}
