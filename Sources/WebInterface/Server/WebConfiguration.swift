// SPDX-License-Identifier: EUPL-1.2

/// Where the web interface listens and under which names it answers.
package struct WebConfiguration: Sendable {
    /// The address that both listeners bind to: `127.0.0.1` is for this machine only.
    package var host: String
    /// Port of the interface; 0 for any free one.
    package var port: Int
    /// Port of the replay origin, which must be another one; 0 for any free one.
    package var replayPort: Int
    /// Names beyond `localhost`, `127.0.0.1`, `::1` and `host` that a request may be addressed to.
    package var names: [String]
    /// Threads that read files and the catalog.
    package var threads: Int

    package init(
        host: String = "127.0.0.1", port: Int = 8080, replayPort: Int = 8081, names: [String] = [], threads: Int = 4
    ) {
        (self.host, self.port, self.replayPort, self.names, self.threads) = (host, port, replayPort, names, threads)
    }
}
