// SPDX-License-Identifier: EUPL-1.2

package import ByteStreams
package import HTTPMessage
package import WebURL

/// The times after which a transfer is cut off, in milliseconds; 0 means never.
package struct FetchTimeouts: Sendable, Hashable {
    /// For the name, the connection and the TLS handshake together.
    package var connect: Int
    /// For everything.
    package var total: Int
    /// Bytes a second below which a transfer counts as stalled, …
    package var lowSpeedLimit: Int
    /// … and the seconds it may go on like that.
    package var lowSpeedSeconds: Int

    /// Times; by default 30 s to connect, an hour in all, and a minute below 100 bytes a second.
    package init(
        connect: Int = 30_000, total: Int = 3_600_000, lowSpeedLimit: Int = 100, lowSpeedSeconds: Int = 60
    ) {
        self.connect = connect
        self.total = total
        self.lowSpeedLimit = lowSpeedLimit
        self.lowSpeedSeconds = lowSpeedSeconds
    }
}

/// One request: one hop, never a chain of redirects.
package struct FetchRequest: Sendable {
    /// What to fetch, by http or https; the fragment is not sent.
    package var url: WebAddress
    /// The method, in capitals.
    package var method: String
    /// What is sent along; its media type is a field. Nil for methods without a body.
    package var body: [UInt8]?
    /// Fields in the order they are sent, after `Host`. A field given here takes the place of the engine's own
    /// (`Accept-Encoding`, `Accept`); one with an empty value is sent empty.
    package var fields: [HTTPField]
    /// When to give up.
    package var timeouts: FetchTimeouts
    /// The most bytes of the body that are kept; a longer one is cut there.
    package var maxBytes: UInt64?
    /// The folder for bodies that are too big for memory.
    package var spoolDirectory: String
    /// The bytes of a body that may stay in memory.
    package var memoryLimit: Int
    /// The digest that the body shall carry.
    package var digest: DigestAlgorithm?

    /// A request; a GET without fields of its own unless said otherwise.
    package init(
        _ url: WebAddress, method: String = "GET", body: [UInt8]? = nil, fields: [HTTPField] = [],
        timeouts: FetchTimeouts = FetchTimeouts(), maxBytes: UInt64? = nil, spoolDirectory: String,
        memoryLimit: Int = 1 << 20, digest: DigestAlgorithm? = .sha256
    ) {
        self.url = url
        self.method = method
        self.body = body
        self.fields = fields
        self.timeouts = timeouts
        self.maxBytes = maxBytes
        self.spoolDirectory = spoolDirectory
        self.memoryLimit = memoryLimit
        self.digest = digest
    }
}
