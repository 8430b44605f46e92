// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Fetch
import HTTPMessage
import TestSupport
import Testing
import WebURL

/// An engine and a folder for its bodies.
struct FetchFixture {
    let directory: TemporaryDirectory
    let engine: CurlEngine

    init(directory: TemporaryDirectory, engine: CurlEngine) {
        self.directory = directory
        self.engine = engine
    }

    init(_ options: EngineOptions = EngineOptions()) throws {
        directory = try TemporaryDirectory()
        engine = CurlEngine(options: options)
    }

    func request(_ url: String) throws -> FetchRequest {
        FetchRequest(try #require(WebAddress(url)), spoolDirectory: directory.path)
    }

    func fetch(_ url: String, _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> FetchResult {
        var request = try request(url)
        change(&request)
        return await engine.fetch(request)
    }

    /// The result of the first request to a server that does these steps.
    func fetch(_ steps: [RawServer.Step], _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> FetchResult
    {
        let server = try RawServer { _, _ in steps }
        // A server that nobody asks for any more would be gone before its first connection.
        defer { withExtendedLifetime(server) {} }
        return try await fetch(server.url("/a?b=c#d"), change)
    }
}

extension FetchResult {
    /// The body as text.
    var text: String { (try? body.read(at: 0, count: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? "?" }

    /// The head as text.
    var head: String { responseHead.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? "" }
}
