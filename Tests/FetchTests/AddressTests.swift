// SPDX-License-Identifier: EUPL-1.2

import Fetch
import Synchronization
import Testing

@Suite struct AddressTests {
    static let answer: [RawServer.Step] = [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]

    @Test func `another address is connected to, and the name stays in the request`() async throws {
        let server = try RawServer { _, _ in Self.answer }
        let fixture = try FetchFixture(EngineOptions(connectTo: ["social.test:80:127.0.0.1:\(server.port)"]))
        let result = try await fixture.fetch("http://social.test/x")
        #expect(result.text == "ok" && result.peer == "127.0.0.1")
        #expect(server.requestHeads.first?.contains("Host: social.test\r\n") == true)
        let any = try FetchFixture(EngineOptions(connectTo: ["::127.0.0.1:\(server.port)"]))
        #expect(try await any.fetch("http://other.test:8080/").text == "ok")
        #expect(server.requestHeads.last?.contains("Host: other.test:8080\r\n") == true)
    }

    @Test func `a name is resolved as the options say`() async throws {
        let server = try RawServer { _, _ in Self.answer }
        let fixture = try FetchFixture(EngineOptions(resolve: ["known.test:\(server.port):127.0.0.1"]))
        let port = server.port
        #expect(try await fixture.fetch("http://known.test:\(port)/").text == "ok")
        // Asked last, so that the server lives until it was connected to.
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [
        "http://127.0.0.1:PORT/", "http://rebound.test:PORT/", "http://0x7f.1:PORT/", "http://[::ffff:127.0.0.1]:PORT/",
    ])
    func `the address itself is judged, whatever name led to it`(_ url: String) async throws {
        let server = try RawServer { _, _ in Self.answer }
        let box = SeenAddresses()
        let fixture = try FetchFixture(
            EngineOptions(
                resolve: ["rebound.test:\(server.port):127.0.0.1"],
                refuseAddress: { address in
                    box.add(address)
                    return "loopback is not for crawling"
                }))
        let port = String(server.port)
        let target = url.split(separator: "PORT", omittingEmptySubsequences: false).joined(separator: port)
        let result = try await fixture.fetch(target)
        #expect(result.failure == FetchFailure(.refusedAddress, "loopback is not for crawling"))
        #expect(result.responseHead == nil && result.requestHead.isEmpty && server.connectionCount == 0)
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 127, 0, 0, 1]
        #expect(box.all == [url.contains("ffff") ? mapped : [127, 0, 0, 1]])
    }

    @Test func `an address that is allowed is tried after one that is refused`() async throws {
        let server = try RawServer { _, _ in Self.answer }
        let fixture = try FetchFixture(
            EngineOptions(
                resolve: ["two.test:\(server.port):127.0.0.2,127.0.0.1"],
                refuseAddress: { $0 == [127, 0, 0, 2] ? "not that one" : nil }))
        let result = try await fixture.fetch("http://two.test:\(server.port)/")
        #expect(result.failure == nil && result.text == "ok" && result.peer == "127.0.0.1")
    }
}

/// Addresses in the order in which the engine asked for them.
final class SeenAddresses: Sendable {
    private let addresses = Mutex<[[UInt8]]>([])
    var all: [[UInt8]] { addresses.withLock { $0 } }
    func add(_ address: [UInt8]) { addresses.withLock { $0.append(address) } }
}
