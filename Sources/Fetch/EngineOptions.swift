// SPDX-License-Identifier: EUPL-1.2

/// What holds for all transfers of an engine.
package struct EngineOptions: Sendable {
    /// A PEM file with the certificate authorities to trust instead of the system's.
    package var caFile: String?
    /// `HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT` as in curl; an empty part means any, or unchanged.
    package var connectTo: [String]
    /// `HOST:PORT:ADDRESS[,ADDRESS]` as in curl.
    package var resolve: [String]
    /// Judges each address (4 or 16 bytes in network order) right before a socket is opened to it; the answer is the reason to
    /// refuse it. Called on the engine's thread, must not block.
    package var refuseAddress: (@Sendable ([UInt8]) -> String?)?
    /// Whether HTTP/2 is offered in the TLS handshake.
    package var allowsHTTP2: Bool
    /// Connections that are kept open for the next request.
    package var idleConnections: Int

    /// Options; by default the system's authorities, HTTP/2 offered, and every address allowed.
    package init(
        caFile: String? = nil, connectTo: [String] = [], resolve: [String] = [],
        refuseAddress: (@Sendable ([UInt8]) -> String?)? = nil, allowsHTTP2: Bool = true, idleConnections: Int = 128
    ) {
        self.caFile = caFile
        self.connectTo = connectTo
        self.resolve = resolve
        self.refuseAddress = refuseAddress
        self.allowsHTTP2 = allowsHTTP2
        self.idleConnections = idleConnections
    }
}
