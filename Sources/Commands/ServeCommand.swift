// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Shows a collection's captures in a browser.",
        discussion: """
            Kabinet's own pages and the archived ones are served on two ports, so that an archived page can reach neither \
            Kabinet nor the live web. Wayback addresses start with the name of the collection's folder.

            Example: kabinet serve -c minpres
                     kabinet serve -c minpres --port 9000 --host 0.0.0.0 --name archief.example.nl
            """)

    @OptionGroup var collection: CollectionOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await ServeRunner(layout: collection.layout, options: server).run()
    }
}
