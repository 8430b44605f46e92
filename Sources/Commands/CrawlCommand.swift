// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Crawl
import Diagnostics

struct CrawlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawl", abstract: "Captures public pages and profiles into a collection.",
        discussion: """
            A seed is a URL, a handle (@user@host), or a file with a list of them (YAML, CSV, or one per line).

            Example: kabinet crawl https://social.overheid.nl/@minpres -c minpres
                     kabinet crawl seeds/example.yaml -c kabinet --time-limit 8h
            """)

    @Argument(help: "URLs, handles or seed files.") var seeds: [String]
    @OptionGroup var collection: CollectionOptions
    @OptionGroup var options: CrawlOptions
    @OptionGroup var watching: MetricsOptions
    @Flag(name: .long, help: "Say what would be crawled, and fetch nothing.") var dryRun = false
    @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let settings: CrawlSettings
        do {
            settings = try await SeedSelection(profile: options.profile)
                .settings(for: seeds, asksServers: !dryRun) { options.apply(to: &$0) }
        } catch {
            throw CommandEnd(error, fallback: .badInput)
        }
        if dryRun {
            print(try DryRun(settings).text())
            return
        }
        let session: CrawlSession
        do {
            session = try await CrawlSession.begin(
                settings, in: collection.layout, software: Version.software, secrets: options.credentials.source)
        } catch {
            throw CommandEnd(error, fallback: error is Diagnostic ? .badInput : .failed)
        }
        try await CrawlRunner(layout: collection.layout, isQuiet: quiet, json: json, watching: watching).run(session)
    }
}
