// SPDX-License-Identifier: EUPL-1.2

import Crawl
import DemoSite
import Diagnostics

/// The demonstration site while a command needs it.
struct DemoStage {
    private let server: DemoServer
    /// Where the site answers on 127.0.0.1.
    let port: Int

    var baseURL: String { "http://127.0.0.1:\(port)" }

    /// Starts the site; 0 means any free port.
    static func open(port: Int) async throws -> DemoStage {
        let server = DemoServer()
        do {
            return DemoStage(server: server, port: try await server.start(port: port))
        } catch {
            throw CommandEnd(
                .failed, "kabinet: the demonstration site cannot listen on 127.0.0.1:\(port): \(error)")
        }
    }

    /// Starts the site again for a run that crawls it; nil for other runs.
    static func site(for session: CrawlSession) async throws -> DemoStage? {
        guard let port = session.demoPort else { return nil }
        return try await open(port: port)
    }

    /// Takes the site down.
    func close() async { await server.stop() }

    /// What a complete crawl of the site holds.
    func truth() -> DemoTruth { server.world.truth(.site, base: baseURL) }
}
