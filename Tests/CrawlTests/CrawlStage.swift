// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Collection
import Crawl
import DemoSite
import Diagnostics
import TestSupport

/// The demonstration site on a loopback port, and an empty folder to crawl it into.
final class CrawlStage: Sendable {
    let folder: TemporaryDirectory
    let layout: CollectionLayout
    let server: DemoServer
    let port: Int

    var base: String { "http://127.0.0.1:\(port)" }
    var host: String { "127.0.0.1:\(port)" }

    /// Shared, because its pictures take a while to make.
    private static let usual = DemoWorld()

    private init(_ folder: TemporaryDirectory, _ layout: CollectionLayout, _ server: DemoServer, _ port: Int) {
        (self.folder, self.layout, self.server, self.port) = (folder, layout, server, port)
    }

    /// Runs `body` on a stage, and closes the site whatever happens. `root` is the collection's folder if it is to lie elsewhere.
    static func with<Value>(
        _ options: DemoWorld.Options? = nil, root: String? = nil,
        _ body: (CrawlStage) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryDirectory()
        let server = DemoServer(world: options.map { DemoWorld($0) } ?? usual)
        let port = try await server.start()
        let layout = CollectionLayout(root: root ?? folder.appending("collection"))
        do {
            let value = try await body(CrawlStage(folder, layout, server, port))
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Settings for seeds below the site's address, each an account of its own name when there are several.
    func settings(
        _ paths: [String] = ["/"], profile: String = TestProfile.text(),
        _ change: (inout CrawlSettings) -> Void = { _ in }
    ) -> CrawlSettings {
        var settings = CrawlSettings(
            seeds: paths.enumerated().map { index, path in
                let account = paths.count == 1 ? "demo" : "account\(index)"
                return CrawlSettings.Seed(text: base + path, account: account, profile: TestProfile.name)
            }, profiles: [TestProfile.name: profile])
        settings.delay = 0
        settings.network.allowedAddresses = ["127.0.0.0/8"]
        change(&settings)
        return settings
    }

    /// Crawls from the beginning. The lock is free again when it returns.
    func crawl(
        _ settings: CrawlSettings? = nil, stops: StopSwitch = StopSwitch(),
        observer: CrawlSession.Observer = CrawlSession.Observer(), grace: Double = 20
    ) async throws -> CrawlEnd {
        try await CrawlSession.begin(settings ?? self.settings(), in: layout, software: "kabinet test")
            .run(stops: stops, observer: observer, grace: grace)
    }

    /// Goes on with the newest unfinished run; nil when there is none.
    func resume(
        stops: StopSwitch = StopSwitch(), limits: CrawlSettings.Limits = CrawlSettings.Limits()
    ) async throws -> CrawlEnd? {
        try await CrawlSession.resume(layout, software: "kabinet test", limits: limits)?.run(stops: stops)
    }

    /// What the collection holds by now.
    func contents() throws -> CollectionContents { try CollectionContents(layout) }
}
