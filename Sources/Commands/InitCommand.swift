// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ArgumentParser
import Collection
import Diagnostics

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a collection.",
        discussion: """
            Example: kabinet init -c rutte-iii --title "Kabinet-Rutte III" --owner "Ministerie van Algemene Zaken" \\
                         --from 2017-10-26 --to 2022-01-10
            """)

    @OptionGroup var options: CollectionOptions
    @Option(help: "What the collection is called; the folder's name unless given.") var title: String?
    @Option(help: "Who is responsible for it.") var owner: String?
    @Option(help: ArgumentHelp("First day of the period, yyyy-MM-dd.", valueName: "date")) var from: String?
    @Option(help: ArgumentHelp("Last day of the period, yyyy-MM-dd.", valueName: "date")) var to: String?

    func validate() throws {
        for (name, day) in [("--from", from), ("--to", to)] {
            guard let day else { continue }
            guard day.utf8.count == 10, ArchiveDate(iso8601: day + "T00:00:00Z") != nil else {
                throw ValidationError("\(name) \(day): not a day; expected yyyy-MM-dd, for example 2022-01-10")
            }
        }
    }

    func run() async throws {
        let layout = options.layout
        guard !layout.exists else {
            throw CommandEnd(
                .usage, "kabinet: \(layout.root) is a collection already; its collection.yaml can be edited")
        }
        do {
            try layout.makeDirectories()
            try CollectionDescription(title: title ?? layout.name, owner: owner, from: from, to: to)
                .writeIfMissing(layout)
            _ = try CollectionDatabase(layout: layout)
        } catch {
            throw CommandEnd(error)
        }
        print(layout.root)
    }
}
