// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams

/// Why a transfer did not come to its proper end.
package struct FetchFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Kind: String, Sendable, CaseIterable {
        /// The host name has no address, or the name service did not answer.
        case dns
        /// No connection, or it broke before the answer's head was complete.
        case connect
        /// No secure connection: handshake, certificate, host name.
        case tls
        /// One of the request's times ran out.
        case timeout
        /// The server does not speak proper HTTP, or the request cannot be made.
        case `protocol`
        /// The address policy refused every address of the host.
        case refusedAddress
        /// The task was cancelled, or the engine was told to stop.
        case cancelled
        /// No room for the body on the disk.
        case diskFull
        /// The body cannot be spooled for another reason than a full disk.
        case spool
    }

    /// The kind of trouble.
    package let kind: Kind
    /// What happened, in libcurl's words where they are the source.
    package let detail: String

    /// A failure.
    package init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// A failure of the body's spool.
    package init(_ error: ByteStreamError) {
        self.init(error.code == .diskFull ? .diskFull : .spool, error.description)
    }

    /// `timeout: Operation timed out after …`.
    package var description: String { kind.rawValue + ": " + detail }
}
