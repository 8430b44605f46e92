// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
import Threads

/// The web interface: one listener for Kabinet's own pages, another origin for archived content.
///
/// Two origins, so that an archived script is nobody here: it can't read the pages of the interface or act in their name.
package struct WebServer: Sendable {
    private let configuration: WebConfiguration
    private let collections: [ServedCollection]
    private let logger: Logger

    /// A server over collections that are already open.
    package init(configuration: WebConfiguration, collections: [ServedCollection], logger: Logger) {
        (self.configuration, self.collections, self.logger) = (configuration, collections, logger)
    }

    /// Serves until the task is cancelled; requests that are under way then get three seconds.
    ///
    /// `onReady` is called once with the addresses of both origins, when both accept connections.
    /// - Throws: Errors of the listeners, such as a port that is taken.
    package func run(onReady: @escaping @Sendable (_ interface: String, _ replay: String) -> Void) async throws {
        let origins = Origins(configuration)
        let pool = BlockingPool(name: "replay", threads: configuration.threads)
        let interface = InterfaceResponder(collections: collections, origins: origins, pool: pool, logger: logger)
        let replay = ReplayResponder(
            collections: Dictionary(collections.map { ($0.name, $0) }) { first, _ in first }, origins: origins,
            pool: pool, logger: logger)
        let services: [any Service] = [
            application(port: configuration.replayPort, { await replay.respond(to: $0) }) { port in
                if let both = origins.bound(replay: port) { onReady(both.interface, both.replay) }
            },
            application(port: configuration.port, { await interface.respond(to: $0) }) { port in
                if let both = origins.bound(interface: port) { onReady(both.interface, both.replay) }
            },
        ]
        var group = ServiceGroupConfiguration(services: services, logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(3)
        let lifecycle = ServiceGroup(configuration: group)
        let serving = Task { try await lifecycle.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await lifecycle.triggerGracefulShutdown() }
        }
    }

    private func application(
        port: Int, _ respond: @escaping @Sendable (Exchange) async -> Response,
        bound: @escaping @Sendable (Int) -> Void
    ) -> some ApplicationProtocol {
        Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
                await respond(Exchange(request))
            },
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: port), serverName: "Kabinet"),
            onServerRunning: { channel in if let port = channel.localAddress?.port { bound(port) } },
            logger: logger)
    }
}
