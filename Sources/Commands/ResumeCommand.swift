// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl

struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Goes on where the newest unfinished crawl stopped or was killed.",
        discussion: """
            With the settings of the crawl. Limits that are given here take the place of its own.

            Example: kabinet resume -c minpres
                     kabinet resume -c minpres --max-pages 20000
            """)

    @OptionGroup var collection: CollectionOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var credentials: CredentialOptions
    @OptionGroup var watching: MetricsOptions
    @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let session: CrawlSession?
        do {
            session = try await CrawlSession.resume(
                collection.layout, software: Version.software, limits: limits.limits, secrets: credentials.source)
        } catch {
            throw CommandEnd(error)
        }
        guard let session else {
            print("\(collection.layout.name): every run is finished; there is nothing to resume")
            return
        }
        let site = try await DemoStage.site(for: session)
        do {
            try await CrawlRunner(layout: collection.layout, isQuiet: quiet, json: json, watching: watching).run(
                session)
            await site?.close()
        } catch {
            await site?.close()
            throw error
        }
    }
}
