// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@testable import Inspection

@Suite struct RecordFactsTests {
    @Test(arguments: [
        ("https://a.example/x", "a.example"), ("http://u:p@a.example:80/", "a.example"),
        ("http://a.example", "a.example"),
        ("http://a.example?q@b", "a.example"), ("http://[2001:db8::1]:8080/", "2001:db8::1"), ("http://[::1", "::1"),
        ("dns:a.example", "a.example"), ("DNS:a.example?type=A", "a.example"), ("urn:uuid:1", ""), ("", ""),
        ("a.example", ""), ("http://", ""), ("http:/", ""), ("http:", ""), ("x", ""), ("http://@/", ""),
        ("whois://whois.example/a.example", "whois.example"), ("http://a\\b", "a"),
    ])
    func `the host of a URL is found`(url: String, host: String) {
        let bytes = Array(url.utf8)
        #expect(String(decoding: bytes[RecordFacts.host(0..<bytes.count, in: bytes)], as: UTF8.self) == host)
    }

    @Test(arguments: [
        ("text/html; charset=utf-8", "text/html"), ("text/html,text/plain", "text/html"), ("text/html x", "text/html"),
        ("", ""), (";", ""),
    ])
    func `a media type loses its parameters`(value: String, essence: String) {
        let bytes = Array(value.utf8)
        #expect(String(decoding: bytes[RecordFacts.essence(0..<bytes.count, in: bytes)], as: UTF8.self) == essence)
    }

    @Test func `brackets around a URL are no part of it`() {
        let bytes = Array("<http://a.example/>".utf8)
        #expect(RecordFacts.withoutBrackets(0..<bytes.count, in: bytes) == 1..<bytes.count - 1)
        #expect(RecordFacts.withoutBrackets(0..<1, in: bytes) == 0..<1)
    }
}
