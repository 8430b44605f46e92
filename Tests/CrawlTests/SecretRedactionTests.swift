// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Crawl

@Suite struct SecretRedactionTests {
    private func redacted(_ head: String) -> (text: String, names: [String]) {
        let result = SecretRedaction.request(Array(head.utf8))
        return (String(decoding: result.head, as: UTF8.self), result.redacted)
    }

    @Test(arguments: [
        "Authorization: Bearer s3cret", "authorization:Basic s3cret", "AUTHORIZATION:   s3cret  ",
        "Proxy-Authorization: s3cret", "proxy-AUTHORIZATION: s3cret", "Cookie: a=s3cret; b=2", "cookie: s3cret",
        "Cookie: a\r\n b=s3cret", "Cookie:\r\n\ts3cret", "Cookie : s3cret", "Cookie\t: s3cret",
    ])
    func `a secret never comes through, in any case or folding`(field: String) {
        let (text, names) = redacted("GET /a HTTP/1.1\r\nHost: x\r\n\(field)\r\nAccept: */*\r\n\r\n")
        #expect(!text.contains("s3cret"))
        #expect(text.hasPrefix("GET /a HTTP/1.1\r\nHost: x\r\n"))
        #expect(text.contains("Accept: */*"))
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(!names.isEmpty)
    }

    @Test func `every one of several secrets goes, and is named`() {
        let (text, names) = redacted(
            "GET / HTTP/1.1\r\nCookie: one-s3cret\r\nX: 1\r\nCookie: two-s3cret\r\nAuthorization: s3cret\r\n\r\n")
        #expect(!text.contains("s3cret"))
        #expect(names == ["Cookie", "Cookie", "Authorization"])
    }

    @Test func `a head without secrets stays as it was, to the byte`() {
        let head = "GET / HTTP/1.1\nHost:x\r\nX-Odd :  y \r\nCookies: not one\r\n\r\n"
        let (text, names) = redacted(head)
        #expect(text == head)
        #expect(names.isEmpty)
    }

    @Test(arguments: ["", "\u{0}\u{1}\r\nCookie: s3cret\r\n\r\n", "nonsense\nAuthorization: s3cret\n\n"])
    func `of a head that can't be read only the first line is kept`(head: String) {
        let (text, _) = redacted(head)
        #expect(!text.contains("s3cret"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }
}
