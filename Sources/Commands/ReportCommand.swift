// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ArgumentParser
import ByteStreams
import Collection
import WebInterface

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Says what a collection has of each account, and what is missing and why.",
        discussion: """
            For each account: what exists according to the platform, what was found, what is captured, walled, throttled, gone, \
            out of the period or failed; how far back its lists went; months without a post; and each missing thing with its reason \
            and the record that shows it. Over all runs unless one is named: what any of them got is not missing. That something is \
            missing does not say that it was deleted.

            Example: kabinet report -c minpres
                     kabinet report -c minpres --html wat-ontbreekt.html --lang nl
                     kabinet report -c minpres --json | jq '.accounts[] | {account, verdict, missingCount}'

            Exit codes: 0 when the report could be made, whatever it says.
            """)

    @OptionGroup var collection: CollectionOptions
    @Option(help: ArgumentHelp("Only this account; may be given several times.", valueName: "name"))
    var account: [String] = []
    @Option(help: ArgumentHelp("Only this run, by its number.", valueName: "n")) var run: Int64?
    @Flag(help: "Print JSON, with every missing thing.") var json = false
    @Option(help: ArgumentHelp("Write a page that needs no other file.", valueName: "file")) var html: String?
    @Option(help: ArgumentHelp("Language of the page: en or nl.", valueName: "lang")) var lang: Language = .english
    @Option(help: ArgumentHelp("List so many missing things of each account; JSON has them all.", valueName: "n"))
    var top: Int?

    func validate() throws {
        if let top { try CrawlOptions.check("--top", top, atLeast: 0) }
        if json, html != nil { throw ValidationError("--json and --html: one of the two") }
    }

    func run() async throws {
        do {
            let layout = collection.layout
            let catalog = try CaptureCatalog(layout: layout)
            let title = try CollectionDescription.read(layout).title
            let scope = CompletenessStatement.Extent(run: run, accounts: Set(account))
            if json { return try printJSON(catalog.completeness, scope, title) }
            if let html {
                let statement = try catalog.completeness.statement(scope, shown: top ?? 100)
                let document = StatementDocument(statement, title: title, language: lang)
                try FileSystem.writeAtomically(html, Array(document.html.utf8))
                Terminal.note("written to \(html)")
                return
            }
            let statement = try catalog.completeness.statement(scope, shown: top ?? 10)
            print(ReportText(statement, title: title).text)
        } catch {
            throw CommandEnd(error)
        }
    }

    private func printJSON(
        _ reader: CompletenessReader, _ scope: CompletenessStatement.Extent, _ title: String
    ) throws {
        let output = ByteOutput()
        let writer = StatementJSON { bytes in
            output.pending += bytes
            try output.flushIfFull()
        }
        try reader.read(scope) { try writer.write($0, collection: title, now: .now()) }
        try output.flush()
    }
}

extension Language: ExpressibleByArgument {}
