// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Fetch
import HTTPMessage
import Synchronization
import TestSupport
import Testing

@Suite struct LimitTests {
    static let head = RawServer.Step.text("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")

    @Test(arguments: [0, 1, 4999, 5000, 5001] as [UInt64])
    func `a body is cut exactly at its limit, and only beyond it`(_ limit: UInt64) async throws {
        let result = try await FetchFixture().fetch([
            .text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"), .repeating([UInt8](repeating: 1, count: 100), 50),
        ]) { $0.maxBytes = limit }
        #expect(result.body.count == min(limit, 5000))
        #expect(result.truncated == (limit < 5000 ? .length : nil))
        #expect(result.failure == nil)
        #expect(
            result.body.digest
                == DigestStream.digest(of: [UInt8](repeating: 1, count: Int(min(limit, 5000))), .sha256))
    }

    @Test func `an endless body ends at its limit`() async throws {
        let result = try await FetchFixture().fetch([
            .text("HTTP/1.1 200 OK\r\n\r\n"), .repeating([UInt8](repeating: 1, count: 65_536), 1_000_000),
        ]) { $0.maxBytes = 3_000_000 }
        #expect(result.body.count == 3_000_000 && result.truncated == .length && result.body.isInFile)
    }

    @Test func `what came before the time ran out is kept`() async throws {
        let result = try await FetchFixture().fetch([Self.head, .text("part"), .hold]) { $0.timeouts.total = 1000 }
        #expect(result.text == "part" && result.truncated == .time && result.failure?.kind == .timeout)
    }

    @Test func `a stalled transfer is cut off`() async throws {
        let result = try await FetchFixture().fetch([Self.head, .text("part"), .hold]) {
            $0.timeouts.lowSpeedLimit = 1000
            $0.timeouts.lowSpeedSeconds = 1
        }
        #expect(result.text == "part" && result.truncated == .time && result.failure?.kind == .timeout)
    }

    @Test func `a server that never answers is a timeout without an answer`() async throws {
        let result = try await FetchFixture().fetch([.hold]) { $0.timeouts.total = 300 }
        #expect(result.responseHead == nil && result.failure?.kind == .timeout && result.truncated == nil)
        #expect(!result.requestHead.isEmpty)
    }

    @Test func `cancelling the task ends the transfer`() async throws {
        let fixture = try FetchFixture()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = try RawServer { _, _ in
            ask.yield()
            return [Self.head, .text("part"), .hold]
        }
        let request = try fixture.request(server.url())
        let task = Task { await fixture.engine.fetch(request) }
        for await _ in asked { break }
        task.cancel()
        let result = await task.value
        #expect(result.failure?.kind == .cancelled)
        #expect(result.responseHead == nil || result.truncated == .unspecified)
    }

    @Test func `a cancelled task starts nothing`() async throws {
        let fixture = try FetchFixture()
        let server = try RawServer { _, _ in [] }
        let request = try fixture.request(server.url())
        let (go, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in go { break }
            return await fixture.engine.fetch(request)
        }
        task.cancel()
        start.yield()
        #expect(await task.value.failure?.kind == .cancelled)
        #expect(server.connectionCount == 0)
    }

    @Test func `stopping lets transfers run for a while and keeps what they got`() async throws {
        let fixture = try FetchFixture()
        let held = try RawServer { _, _ in [Self.head, .text("part"), .hold] }
        let quick = try RawServer { _, _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        async let cut = fixture.fetch(held.url())
        // Only a transfer that has begun to arrive can be cut in its middle.
        while held.connectionCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
        fixture.engine.cancelAll(grace: .seconds(5))
        let whole = try await fixture.fetch(quick.url())
        #expect(whole.failure == nil && whole.text == "ok")
        let result = try await cut
        #expect(result.failure?.kind == .cancelled && result.truncated == .unspecified && result.text == "part")
        let later = try await fixture.fetch(quick.url())
        #expect(later.failure == nil)
    }

    @Test func `shutting down ends everything, and then nothing starts`() async throws {
        let fixture = try FetchFixture()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = try RawServer { _, _ in
            ask.yield()
            return [Self.head, .hold]
        }
        async let running = fixture.fetch(server.url())
        for await _ in asked { break }
        await fixture.engine.shutdown()
        #expect(try await running.failure?.kind == .cancelled)
        #expect(try await fixture.fetch(server.url()).failure?.kind == .cancelled)
        await fixture.engine.shutdown()
        fixture.engine.cancelAll()
    }

    @Test func `a large body goes to a file and comes back the same`() async throws {
        let piece = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let fixture = try FetchFixture()
        let result = try await fixture.fetch([
            .text("HTTP/1.1 200 OK\r\nContent-Length: \(65_536 * 256)\r\n\r\n"), .repeating(piece, 256),
        ])
        #expect(result.failure == nil && result.body.isInFile && result.body.count == 65_536 * 256)
        let stream = DigestStream(.sha256)
        try result.body.forEachChunk { stream.update($0) }
        #expect(stream.finish() == result.body.digest)
        #expect(try FileSystem.list(fixture.directory.path).isEmpty)
    }

    @Test func `a body that cannot be spooled is cut, and the failure says where`() async throws {
        let result = try await FetchFixture().fetch([
            .text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"), .repeating([65], 100),
        ]) {
            $0.spoolDirectory = "/nonexistent"
            $0.memoryLimit = 10
        }
        #expect(result.failure?.kind == .spool && result.truncated == .unspecified && result.responseHead != nil)
        #expect(result.failure?.detail.contains("/nonexistent") == true)
        #expect(result.body.count <= 10)
        #expect(FetchFailure(ByteStreamError(.diskFull, "full")).kind == .diskFull)
    }
}
