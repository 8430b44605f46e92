// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl
import Diagnostics

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says where a collection's newest crawl stands.",
        discussion: "Example: kabinet status -c minpres")

    @OptionGroup var options: CollectionOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        do {
            let layout = options.layout
            let catalog = try CaptureCatalog(layout: layout)
            let ledger = CrawlLedger(database: try CollectionDatabase(layout: layout))
            let run = try ledger.newestRun()
            let status = CollectionStatus(
                totals: try catalog.totals(), run: run, progress: try run.map { try ledger.progress($0) },
                isBusy: (try? CollectionLock(layout)) == nil, live: StatusContent.read(layout))
            print(json ? try status.json() : status.text(name: layout.name))
        } catch {
            throw CommandEnd(error)
        }
    }
}
