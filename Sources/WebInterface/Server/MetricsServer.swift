// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
package import Logging
import NIOCore

/// Answers `/metrics` with a text that is made for each request: the state of a running crawl for a monitoring system.
package struct MetricsServer: Sendable {
    private let host: String
    private let port: Int
    private let logger: Logger
    private let text: @Sendable () -> String

    /// A server of what `text` gives; port 0 means any free one.
    package init(host: String, port: Int, logger: Logger, text: @escaping @Sendable () -> String) {
        (self.host, self.port, self.logger, self.text) = (host, port, logger, text)
    }

    /// Serves until the task is cancelled; `onReady` is called once with the port.
    ///
    /// - Throws: Errors of the listener, such as a port that is taken.
    package func run(onReady: @escaping @Sendable (_ port: Int) -> Void) async throws {
        let text = text
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in Self.answer(request, text) },
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "Kabinet"),
            onServerRunning: { channel in if let port = channel.localAddress?.port { onReady(port) } },
            logger: logger)
        try await application.run()
    }

    private static func answer(_ request: Request, _ text: () -> String) -> Response {
        guard request.uri.path == "/metrics" else { return plain(.notFound, "see /metrics\n") }
        guard request.method == .get || request.method == .head else { return plain(.methodNotAllowed, "") }
        return plain(.ok, text())
    }

    private static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
