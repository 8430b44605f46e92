// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Fetch
import HTTPMessage
import Testing

@Suite struct AnswerTests {
    @Test func `a plain answer and its request are kept byte for byte`() async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, _ in
            [
                .text(
                    "HTTP/1.1 200 Very  OK\r\nserver:raw\r\nX-Fold: a\r\n  b\r\nContent-length: 5\r\nX-Latin: \u{e9}\r\n\r\nhello"
                )
            ]
        }
        let before = ArchiveDate.now()
        let result = try await fixture.fetch(server.url("/a/../b/./c?d=%20e#f")) {
            $0.fields = [
                HTTPField(name: "User-Agent", value: "kabinet"), HTTPField(name: "X-Empty", value: ""),
                HTTPField(name: "X-Evil", value: "1\r\nX-Smuggled: 2"),
            ]
        }
        #expect(result.failure == nil && result.truncated == nil)
        #expect(
            result.head
                == "HTTP/1.1 200 Very  OK\r\nserver:raw\r\nX-Fold: a\r\n  b\r\nContent-length: 5\r\nX-Latin: \u{e9}\r\n\r\n"
        )
        #expect(result.responseHead?.fields["x-fold"] == "a b")
        #expect(result.text == "hello")
        #expect(result.body.digest == DigestStream.digest(of: Array("hello".utf8), .sha256))
        #expect(result.peer == "127.0.0.1" && result.protocols == ["http/1.1"] && result.tlsCipher == nil)
        #expect(result.startedAt >= before && result.startedAt <= .now() && result.duration > 0)
        let sent = String(decoding: result.requestHead, as: UTF8.self)
        #expect(server.requestHeads == [sent])
        #expect(
            sent
                == "GET /b/c?d=%20e HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nAccept: */*\r\nUser-Agent: kabinet\r\nX-Empty:\r\n"
                + "X-Evil: 1  X-Smuggled: 2\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let sent: String
        var status = 200
        var head: String?
        var body = ""
        var removed: String?
        var testDescription: String { name }
    }

    @Test(
        arguments: [
            Case(
                name: "chunked, with extensions and trailers",
                sent:
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n5;x=\"y\"\r\nhello\r\n1\r\n!\r\n0\r\nX-Trailer: t\r\n\r\n",
                head: "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nA: b\r\n\r\n", body: "hello!",
                removed: "chunked"),
            Case(
                name: "chunked beside a length that lies",
                sent: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                head:
                    "HTTP/1.1 200 OK\r\nX-Archive-Orig-Content-Length: 99\r\nX-Archive-Orig-Transfer-Encoding: Chunked\r\n\r\n",
                body: "ok", removed: "Chunked"),
            Case(name: "more than its length", sent: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokXXXX", body: "ok"),
            Case(name: "lines with LF alone", sent: "HTTP/1.1 200 OK\nContent-Length: 2\nA: b\n\nok", body: "ok"),
            Case(
                name: "HTTP/1.0 until the end", sent: "HTTP/1.0 200 OK\r\nServer: old\r\n\r\nold body", body: "old body"
            ),
            Case(
                name: "interim answers first",
                sent:
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx",
                status: 404, head: "HTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\n", body: "x"),
            Case(
                name: "a redirect with a body",
                sent: "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 4\r\n\r\nmove",
                status: 302, body: "move"),
            Case(name: "no body by its status", sent: "HTTP/1.1 204 No Content\r\n\r\n", status: 204),
            Case(name: "not modified", sent: "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n", status: 304),
            Case(
                name: "a server error", sent: "HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\nerr", status: 500,
                body: "err"),
            Case(
                name: "a throttle", sent: "HTTP/1.1 429 Slow\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n",
                status: 429),
            Case(name: "an empty body", sent: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            Case(name: "a nameless status", sent: "HTTP/1.1 299\r\nContent-Length: 0\r\n\r\n", status: 299),
            Case(
                name: "an unknown status", sent: "HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\nno", status: 999,
                body: "no"),
        ])
    func `odd answers are whole answers`(_ odd: Case) async throws {
        let result = try await FetchFixture().fetch([.text(odd.sent)])
        #expect(result.failure == nil && result.truncated == nil)
        #expect(result.responseHead?.status == odd.status)
        #expect(result.text == odd.body)
        #expect(result.removedTransferEncoding == odd.removed)
        if let head = odd.head {
            #expect(result.head == head)
        } else {
            #expect(odd.sent.hasPrefix(result.head))
        }
    }

    @Test func `trailers are not part of the head`() async throws {
        let result = try await FetchFixture().fetch([
            .text(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nETag: \"x\"\r\nHTTP/1.1: no\r\n\r\n"
            )
        ])
        #expect(result.trailers["etag"] == "\"x\"")
        #expect(result.responseHead?.fields.count == 1 && result.text == "a")
        #expect(result.protocols == ["http/1.1"])
    }

    @Test func `a compressed body stays compressed`() async throws {
        let body = try GzipCompressor().member(Array("<p>Rijksoverheid</p>".utf8))
        let result = try await FetchFixture().fetch([
            .text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"), .send(body),
        ])
        #expect(try result.body.read(at: 0, count: 1000) == body)
        #expect(result.body.digest == DigestStream.digest(of: body, .sha256))
        let head = try #require(result.responseHead)
        let content = try ContentDecoder.decode(body, fields: head.fields, limit: 1000)
        #expect(String(decoding: content, as: UTF8.self) == "<p>Rijksoverheid</p>")
    }

    @Test func `a HEAD has a length and no body, and other methods are sent`() async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")] }
        let result = try await fixture.fetch(server.url()) { $0.method = "HEAD" }
        #expect(result.failure == nil && result.truncated == nil && result.body.count == 0)
        #expect(server.requestHeads.first?.hasPrefix("HEAD / HTTP/1.1\r\n") == true)
        let bad = try await fixture.fetch(server.url()) { $0.method = "GET /x HTTP/1.1\r\nA" }
        #expect(bad.failure?.kind == .protocol && server.requestHeads.count == 1)
    }

    @Test func `a connection is used again, and a dead one replaced`() async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, number in
            // The second answer promises to keep the connection, and hangs up.
            [.text("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(number)")] + (number == 1 ? [.nextRequest] : [])
        }
        for number in 1...3 {
            let result = try await fixture.fetch(server.url())
            #expect(result.failure == nil && result.text == "\(number)")
            #expect(result.requestHead.filter { $0 == 10 }.count == 5)
        }
        #expect(server.connectionCount == 2)
    }

    @Test func `many transfers run side by side`() async throws {
        let fixture = try FetchFixture()
        let body = [UInt8](repeating: 65, count: 10_000)
        let server = try RawServer { _, _ in
            [.text("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"), .send(body), .nextRequest]
        }
        let url = server.url()
        let bytes = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    let result = try await fixture.fetch(url)
                    #expect(result.failure == nil)
                    return result.body.count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(bytes == 2_000_000)
        await fixture.engine.shutdown()
    }
}
