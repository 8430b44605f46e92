// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Diagnostics

struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Rebuilds a collection's indexes and database from its archive files.",
        discussion: "Example: kabinet reindex -c minpres")

    @OptionGroup var options: CollectionOptions

    func run() async throws {
        do {
            let layout = options.layout
            try layout.makeDirectories()
            let lock = try CollectionLock(layout)
            defer { withExtendedLifetime(lock) {} }
            let database = try CollectionDatabase(layout: layout)
            let result = try Reindexing(database: database).run()
            for finding in result.findings { Terminal.note("\(finding)") }
            print("\(layout.name): \(result.captures) captures in \(result.files) files")
            guard result.findings.allSatisfy({ $0.severity < .error }) else { throw CommandEnd(.defects) }
        } catch {
            throw CommandEnd(error)
        }
    }
}
