// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Fetch
import HTTPMessage
import Testing

@Suite struct BrokenAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [RawServer.Step]
        var truncated: Truncation?
        var body = ""
        let failure: FetchFailure.Kind
        var testDescription: String { name }
    }

    static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(
        arguments: [
            Case(
                name: "shorter than its length", steps: [.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")],
                truncated: .disconnect, body: "half", failure: .protocol),
            Case(
                name: "reset in the body", steps: [.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"), .reset],
                truncated: .disconnect, failure: .protocol),
            Case(
                name: "without the last chunk", steps: [.text(chunkedHead + "4\r\nhalf\r\n")], truncated: .disconnect,
                body: "half", failure: .protocol),
            Case(
                name: "ends inside a chunk", steps: [.text(chunkedHead + "9\r\nhalf")], truncated: .disconnect,
                body: "half",
                failure: .protocol),
            Case(
                name: "a chunk size that is none", steps: [.text(chunkedHead + "4\r\nhalf\r\nzz\r\nmore\r\n0\r\n\r\n")],
                truncated: .unspecified, body: "half", failure: .protocol),
            Case(
                name: "a chunk size beyond 64 bits",
                steps: [.text(chunkedHead + "fffffffffffffffff\r\nmore\r\n0\r\n\r\n")],
                truncated: .unspecified, failure: .protocol),
        ])
    func `a partial body is kept with the reason`(_ broken: Case) async throws {
        let result = try await FetchFixture().fetch(broken.steps)
        #expect(result.responseHead?.status == 200)
        #expect(result.text == broken.body)
        #expect(result.truncated == broken.truncated)
        #expect(result.failure?.kind == broken.failure, "\(String(describing: result.failure))")
        #expect(result.peer == "127.0.0.1")
    }

    @Test(
        arguments: [
            Case(name: "no byte", steps: [], failure: .connect),
            Case(name: "reset at once", steps: [.reset], failure: .connect),
            Case(name: "half a head", steps: [.text("HTTP/1.1 200 OK\r\nContent-Le")], failure: .connect),
            Case(name: "no HTTP", steps: [.text("SSH-2.0-OpenSSH_9.2\r\n\r\nhello")], failure: .protocol),
            Case(name: "HTTP/0.9", steps: [.text("<html>old</html>")], failure: .protocol),
            Case(
                name: "a negative length", steps: [.text("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello")],
                failure: .protocol),
            Case(
                name: "a head beyond all bounds",
                steps: [
                    .text("HTTP/1.1 200 OK\r\n"),
                    .repeating(Array("X-Filler: \(String(repeating: "x", count: 1000))\r\n".utf8), 2000),
                ],
                failure: .protocol),
            Case(
                name: "a field beyond all bounds",
                steps: [.text("HTTP/1.1 200 OK\r\nX: "), .repeating([UInt8](repeating: 120, count: 1000), 2000)],
                failure: .protocol),
            Case(
                name: "interim answers for ever",
                steps: [.repeating(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), 50_000)],
                failure: .protocol),
        ])
    func `without a whole head there is no answer, but a failure`(_ broken: Case) async throws {
        let result = try await FetchFixture().fetch(broken.steps)
        #expect(result.responseHead == nil && result.truncated == nil && result.body.count == 0 && result.peer == nil)
        #expect(result.failure?.kind == broken.failure, "\(String(describing: result.failure))")
        #expect(result.failure?.detail.isEmpty == false)
        #expect(!result.requestHead.isEmpty)
    }

    @Test func `a head of too many fields is a failure`() async throws {
        let result = try await FetchFixture().fetch([
            .text("HTTP/1.1 200 OK\r\n"), .repeating(Array("A: b\r\n".utf8), HTTPMessageHead.fieldLimit + 1),
            .text("Content-Length: 0\r\n\r\n"),
        ])
        #expect(result.responseHead == nil && result.failure?.kind == .protocol)
    }

    @Test func `nobody listens, and nobody has the name`() async throws {
        let fixture = try FetchFixture(EngineOptions(resolve: ["known.test:80:127.0.0.1"]))
        let closed = try RawServer { _, _ in [] }.url()
        let result = try await fixture.fetch(closed)
        #expect(result.failure?.kind == .connect && result.requestHead.isEmpty)
        let nameless = try await fixture.fetch("http://unknown.invalid/")
        #expect(nameless.failure?.kind == .dns)
    }

    @Test func `a server without TLS is a TLS failure`() async throws {
        let server = try RawServer(greeting: Array("220 mail.test ESMTP\r\n".utf8)) { _, _ in [] }
        let result = try await FetchFixture().fetch("https://127.0.0.1:\(server.port)/")
        #expect(result.failure?.kind == .tls && result.requestHead.isEmpty, "\(String(describing: result.failure))")
    }

    @Test func `an authority file that is none is a TLS failure`() async throws {
        let fixture = try FetchFixture(EngineOptions(caFile: "/nonexistent.pem"))
        let server = try RawServer { _, _ in [] }
        let result = try await fixture.fetch("https://127.0.0.1:\(server.port)/")
        #expect(result.failure?.kind == .tls)
        #expect(result.failure?.detail.contains("/nonexistent.pem") == true)
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "data:,x"])
    func `only http and https are fetched`(_ url: String) async throws {
        let result = try await FetchFixture().fetch(url)
        #expect(result.failure?.kind == .protocol && result.body.count == 0)
    }
}
