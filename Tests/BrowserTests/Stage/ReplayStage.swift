// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Crawl
import DemoSite
import Logging
import TestSupport
import Testing
import WebInterface
import WebURL

/// A site that was crawled twice and is gone, its replay, and a browser in front of it.
final class ReplayStage: Sendable {
    /// The stage of the running suite.
    @TaskLocal static var running: ReplayStage?

    static var current: ReplayStage { get throws { try #require(running) } }

    /// What the site showed while it lived, and what a hostile page could do while nothing held it.
    let live: LiveFacts
    let browser: Browser
    /// Origins of the interface and of the replay.
    let interface: String
    let replay: String
    /// Origin of the site that is gone.
    let site: String
    let world: DemoWorld
    let catalog: CaptureCatalog
    /// Takes what goes to any host by name.
    let sink: Listener
    /// Takes what a browser that is less well held sends.
    let plainSink: Listener
    /// Listens where the site was.
    let grave: Listener

    private init(
        live: LiveFacts, browser: Browser, origins: (interface: String, replay: String), site: String,
        world: DemoWorld, catalog: CaptureCatalog, sink: Listener, plainSink: Listener,
        grave: Listener
    ) {
        (self.live, self.browser, self.site, self.world) = (live, browser, site, world)
        (self.interface, self.replay) = origins
        (self.catalog, self.sink, self.plainSink, self.grave) = (catalog, sink, plainSink, grave)
    }

    /// Starts the site on a port below the range from which the system gives free ones: when the site is gone, a listener takes
    /// the port over, and no other test may have been given it in between.
    private static func start(_ server: DemoServer) async throws -> Int {
        for _ in 0..<20 {
            if let port = try? await server.start(port: .random(in: 20_000..<32_000)) { return port }
        }
        return try await server.start()
    }

    /// Runs `body` on a stage, and takes it down whatever happens.
    static func with(_ body: (ReplayStage) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let world = DemoWorld()
        let layout = CollectionLayout(root: folder.appending("demo"))
        let (live, port) = try await Self.life(of: world, layout)
        let (grave, sink, plainSink) = (try Listener(port: port), try Listener(), try Listener())
        let hostile = try HostileCollection(
            root: folder.appending("hostile"),
            doors: [
                "http://127.0.0.1:\(port)", "http://127.0.0.1:\(sink.port)", "http://localhost:\(sink.port)",
            ], plainDoors: ["http://127.0.0.1:\(plainSink.port)"])
        let catalog = try CaptureCatalog(layout: layout)
        let server = WebServer(
            configuration: WebConfiguration(port: 0, replayPort: 0),
            collections: [
                ServedCollection(catalog: catalog, title: "Praatpaal"), ServedCollection(catalog: hostile.catalog),
            ],
            logger: Logger(label: "web") { _ in SwiftLogNoOpLogHandler() })
        let (ready, isReady) = AsyncStream.makeStream(of: (interface: String, replay: String).self)
        let serving = Task {
            defer { isReady.finish() }
            try await server.run { isReady.yield(($0, $1)) }
        }
        let browser = try await Browser.start(sinkPort: sink.port)
        let result: Result<Void, any Error>
        do {
            let origins = try #require(await ready.first { _ in true }, "the server did not start")
            try await body(
                ReplayStage(
                    live: live, browser: browser, origins: origins, site: "http://127.0.0.1:\(port)", world: world,
                    catalog: catalog, sink: sink, plainSink: plainSink, grave: grave))
            result = .success(())
        } catch { result = .failure(error) }
        browser.close()
        serving.cancel()
        _ = await serving.result
        try result.get()
    }

    /// Crawls the site twice and looks at it; when this returns, the site is gone.
    private static func life(of world: DemoWorld, _ layout: CollectionLayout) async throws -> (LiveFacts, Int) {
        let server = DemoServer(world: world)
        let port = try await Self.start(server)
        do {
            for _ in 1...2 {
                let end = try await CrawlSession.begin(settings(port), in: layout, software: "kabinet test")
                    .run(stops: StopSwitch())
                #expect(end.cause == .finished)
            }
            let live = try await LiveFacts.observe(world, base: "http://127.0.0.1:\(port)")
            await server.stop()
            return (live, port)
        } catch {
            await server.stop()
            throw error
        }
    }

    private static func settings(_ port: Int) throws -> CrawlSettings {
        let profile = try #require(TestFile.text(PackageRoot.appending("crawl-profiles/generic.yaml")))
        let seed = CrawlSettings.Seed(text: "http://127.0.0.1:\(port)/", account: "praatpaal", profile: "generic")
        var settings = CrawlSettings(seeds: [seed], profiles: ["generic": profile])
        settings.delay = 0
        settings.network.allowedAddresses = ["127.0.0.0/8"]
        return settings
    }
}

extension ReplayStage {
    /// All captures of a path of the site, oldest first.
    func captures(_ path: String) throws -> [CatalogCapture] {
        try catalog.captures(urlkey: SURT.urlkey(site + path)).filter {
            $0.outcome == .captured || $0.outcome == .revisit
        }
    }

    /// Opens a capture of a path as people do, in the interface, and gives the page and the frame in it.
    func visit(_ path: String, run: Int = 0) async throws -> (page: BrowserPage, frame: BrowserFrame) {
        let captures = try captures(path)
        try #require(captures.count > run, "\(path) was captured \(captures.count) times")
        let page = try await browser.page()
        try await page.open("\(interface)/demo/\(captures[run].date.digits14)/\(site)\(path)")
        return (page, try await page.frame(replay + "/demo/"))
    }

    /// Nothing has reached for the live web so far.
    func expectNoConnections(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(sink.visits == [], sourceLocation: sourceLocation)
        #expect(grave.visits == [], sourceLocation: sourceLocation)
    }
}
