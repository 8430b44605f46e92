// SPDX-License-Identifier: EUPL-1.2

import Fetch
import HTTPMessage
import Testing

/// Requests that send something along.
@Suite struct RequestBodyTests {
    @Test(arguments: [("POST", 0), ("POST", 5), ("POST", 3_000_000), ("PUT", 5), ("PATCH", 0)])
    func `a body is sent as it is, with its length and type, and nothing that nobody asked for`(
        method: String, count: Int
    ) async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let result = try await fixture.fetch(server.url("/q?a=1")) {
            ($0.method, $0.body) = (method, body)
            $0.fields = [HTTPField(name: "Content-Type", value: "application/json")]
        }
        #expect(result.failure == nil && result.text == "ok")
        #expect(server.requestBodies == [body])
        let sent = String(decoding: result.requestHead, as: UTF8.self)
        #expect(server.requestHeads == [sent])
        #expect(sent.hasPrefix("\(method) /q?a=1 HTTP/1.1\r\n"))
        #expect(sent.contains("\r\nContent-Length: \(count)\r\n"))
        #expect(sent.contains("\r\nContent-Type: application/json\r\n"))
        #expect(!sent.contains("Expect:") && sent.hasSuffix("\r\n\r\n"))
    }

    @Test func `a body of no type has none, and the next request on the connection none of it`() async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, _ in
            [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .nextRequest]
        }
        _ = try await fixture.fetch(server.url()) { ($0.method, $0.body) = ("POST", [1]) }
        _ = try await fixture.fetch(server.url())
        #expect(server.requestHeads.count == 2 && server.connectionCount == 1)
        #expect(server.requestHeads[0].hasPrefix("POST ") && !server.requestHeads[0].contains("Content-Type"))
        #expect(server.requestHeads[1].hasPrefix("GET ") && !server.requestHeads[1].contains("Content-"))
        #expect(server.requestBodies == [[1]])
    }
}
