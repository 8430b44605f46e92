// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Goes on where the newest crawl stopped or was killed.",
        discussion: "Example: kabinet resume -c minpres")

    @OptionGroup var collection: CollectionOptions
    @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let session: CrawlSession?
        do {
            session = try await CrawlSession.resume(collection.layout, software: Version.software)
        } catch {
            throw CommandEnd(error)
        }
        guard let session else {
            print("\(collection.layout.name): the newest run is finished; there is nothing to resume")
            return
        }
        let site = try await DemoStage.site(for: session)
        do {
            try await CrawlRunner(layout: collection.layout, isQuiet: quiet, json: json).run(session)
            await site?.close()
        } catch {
            await site?.close()
            throw error
        }
    }
}
