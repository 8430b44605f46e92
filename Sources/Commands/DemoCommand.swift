// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl
import Diagnostics

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Starts a small social site, crawls it twice, and serves the result.",
        discussion: """
            Everything stays on this machine. With --site-only the site alone runs, to try the other commands on.

            Example: kabinet demo
                     kabinet demo --once -c /tmp/demo
            """)

    @Option(
        name: [.short, .customLong("collection")], help: ArgumentHelp("The collection's folder.", valueName: "dir"))
    var collection = "./demo-collection"
    @Option(help: ArgumentHelp("Port of the demonstration site; 0 for any.", valueName: "port")) var sitePort = 4480
    @Flag(help: "End before serving.") var once = false
    @Flag(help: "Only run the site.") var siteOnly = false
    @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let stage = try await DemoStage.open(port: sitePort)
        if siteOnly {
            print("\(stage.baseURL)/")
            try await SignalWatch.untilStopped()
            await stage.close()
            return
        }
        do {
            try await crawlTwice(stage)
        } catch {
            await stage.close()
            throw CommandEnd(error)
        }
        await stage.close()
        guard !once else { return }
        try await ServeRunner(layout: layout, options: server).run()
    }

    private var layout: CollectionLayout { CollectionLayout(root: collection) }

    private func crawlTwice(_ stage: DemoStage) async throws {
        print("The demonstration site \"Praatpaal\" is at \(stage.baseURL)/")
        if let unfinished = try await unfinished() {
            print("\nAn earlier crawl of it was not finished; it goes on:")
            try await crawl(unfinished)
        }
        var ends: [CrawlEnd] = []
        for title in ["First crawl", "Second crawl, of the same site"] {
            print("\n\(title):")
            ends.append(try await crawl(try await begin(stage)))
        }
        let catalog = try CaptureCatalog(layout: layout)
        let comparison = try DemoComparison(truth: stage.truth(), catalog: catalog)
        print("\n\(comparison.text)")
        let (first, second) = (ends[0].progress.bytes, ends[1].progress.bytes)
        if first > 0 {
            print(
                "The second crawl stored \(ByteText.size(second)) where the first stored \(ByteText.size(first)): "
                    + "\(ByteText.tenths(Double(second) * 100 / Double(first))) %. "
                    + "\(ByteText.size(ends[1].progress.savedBytes)) were in the archive already.")
        }
        guard comparison.isComplete else { throw CommandEnd(.gaps, "kabinet: the capture is not complete, see above") }
    }

    private func begin(_ stage: DemoStage) async throws -> CrawlSession {
        do {
            let settings = try await SeedSelection(profile: "generic")
                .settings(for: [stage.baseURL + "/"], asksServers: false) {
                    $0.network.allowedAddresses = ["127.0.0.0/8"]
                    $0.delay = 0
                    $0.demoPort = stage.port
                }
            try layout.makeDirectories()
            try CollectionDescription(title: "Praatpaal, a demonstration").writeIfMissing(layout)
            return try await CrawlSession.begin(settings, in: layout, software: Version.software)
        } catch {
            throw CommandEnd(error)
        }
    }

    /// The session of a demonstration that was stopped or killed; nil when there is none on this port.
    private func unfinished() async throws -> CrawlSession? {
        guard layout.exists else { return nil }
        do {
            guard try CrawlLedger(database: CollectionDatabase(layout: layout)).newestRun() != nil else { return nil }
            guard let session = try await CrawlSession.resume(layout, software: Version.software) else { return nil }
            guard session.demoPort == sitePort else {
                throw CommandEnd(
                    .usage, "kabinet: \(layout.root) holds an unfinished crawl of something else")
            }
            return session
        } catch {
            throw CommandEnd(error)
        }
    }

    @discardableResult
    private func crawl(_ session: CrawlSession) async throws -> CrawlEnd {
        let end = try await CrawlRunner(layout: layout, isQuiet: quiet, json: false).crawl(session)
        print(CrawlSummary(end).text(layout))
        guard !end.isResumable else { throw CommandEnd(end.exitCode) }
        return end
    }
}
