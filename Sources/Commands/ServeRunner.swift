// SPDX-License-Identifier: EUPL-1.2

import Collection
import Logging
import WebInterface

/// Serves a collection until Ctrl-C. Shared by `serve` and `demo`.
struct ServeRunner {
    let layout: CollectionLayout
    let options: ServerOptions

    func run() async throws {
        do {
            let catalog = try CaptureCatalog(layout: layout)
            let title = try CollectionDescription.read(layout).title
            let configuration = WebConfiguration(
                host: options.host, port: options.port,
                replayPort: options.replayPort ?? (options.port == 0 ? 0 : options.port + 1), names: options.names)
            var logger = Logger(label: "kabinet.web", factory: { StreamLogHandler.standardError(label: $0) })
            logger.logLevel = .warning
            let server = WebServer(
                configuration: configuration, collections: [ServedCollection(catalog: catalog, title: title)],
                logger: logger)
            let serving = Task {
                try await server.run { interface, replay in
                    print("\(interface)/")
                    Terminal.note("archived pages are served from \(replay)/; Ctrl-C ends")
                }
            }
            let watch = Task {
                try await SignalWatch.untilStopped()
                serving.cancel()
            }
            defer { watch.cancel() }
            try await serving.value
        } catch {
            throw CommandEnd(error)
        }
    }
}
