// SPDX-License-Identifier: EUPL-1.2

/// The queue that a URL waits in: those of one account at one host.
package struct URLQueue: Sendable, Hashable {
    /// `host:port`, the port left out when it is the scheme's own.
    package let host: String
    package let account: String

    package init(host: String, account: String) { (self.host, self.account) = (host, account) }
}

extension QueuedURL {
    package var queue: URLQueue { URLQueue(host: host, account: account) }
}

extension FoundURL {
    package var queue: URLQueue { URLQueue(host: host, account: account) }
}
