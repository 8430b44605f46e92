// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import Testing

@testable import Fetch

@Suite struct StoredHeadTests {
    private func collect(_ lines: [String]) -> HeadCollector {
        var collector = HeadCollector()
        for line in lines {
            let taken = Array(line.utf8).withUnsafeBytes { collector.take($0) }
            #expect(taken)
        }
        return collector
    }

    @Test func `interim answers go, the final head stays, trailers go apart`() {
        let collector = collect([
            "HTTP/2 103 \r\n", "link: </a>\r\n", "\r\n", "HTTP/2 200 \r\n", "a: b\r\n", "\r\n", "x-trailer: c\r\n",
            "\r\n",
        ])
        #expect(collector.isComplete)
        #expect(String(decoding: collector.head, as: UTF8.self) == "HTTP/2 200 \r\na: b\r\n\r\n")
        #expect(String(decoding: collector.trailers, as: UTF8.self) == "x-trailer: c\r\n\r\n")
    }

    @Test func `a switch of protocols is final, and an unfinished head is not complete`() {
        #expect(collect(["HTTP/1.1 101 Switching\r\n", "\r\n"]).isComplete)
        #expect(!collect(["HTTP/1.1 100 Continue\r\n", "\r\n"]).isComplete)
        #expect(!collect(["HTTP/1.1 200 OK\r\n", "A: b\r\n"]).isComplete)
        #expect(collect(["HTTP/1.1 100\n", "\n", "HTTP/1.1 200\n", "\n"]).isComplete)
    }

    @Test(
        arguments: [
            ("HTTP/2 200 \r\nserver: x\r\n\r\n", "HTTP/1.1 200 \r\nserver: x\r\n\r\n", nil),
            ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", nil),
            (
                "HTTP/1.0 200 OK\r\ntransfer-encoding:identity\r\n\r\n",
                "HTTP/1.0 200 OK\r\ntransfer-encoding:identity\r\n\r\n", nil
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\ntransfer-encoding:chunked\r\ncontent-length:3\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: gzip\r\nX-Archive-Orig-Transfer-Encoding:chunked\r\n"
                    + "X-Archive-Orig-Content-Length:3\r\n\r\n", "gzip, chunked"
            ),
        ] as [(String, String, String?)])
    func `a head is stored as it was sent, save for what is said`(
        _ sent: String, _ kept: String, _ removed: String?
    ) throws {
        let stored = try StoredHead(Array(sent.utf8))
        #expect(String(decoding: stored.head.serialized(), as: UTF8.self) == kept)
        #expect(stored.removedTransferEncoding == removed)
    }

    @Test(
        arguments: [
            ("GET /HTTP/2 HTTP/2\r\nHost: a\r\n\r\n", "GET /HTTP/2 HTTP/1.1\r\nHost: a\r\n\r\n"),
            ("GET / HTTP/1.1\r\nA: HTTP/2\r\n\r\n", "GET / HTTP/1.1\r\nA: HTTP/2\r\n\r\n"), ("", ""), ("x", "x"),
        ])
    func `a request is written in the form of HTTP 1`(_ sent: String, _ kept: String) {
        #expect(StoredHead.withHTTP1RequestLine(Array(sent.utf8)) == Array(kept.utf8))
    }
}
