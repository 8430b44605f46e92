// SPDX-License-Identifier: EUPL-1.2

/// Which requests misbehave: those whose path (percent-encoded, as sent) starts with a text, on one host or on all.
package struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral {
    /// `host` or `host:port` as in the Host field; nil means each.
    package let host: String?
    /// How the path starts, `/` for all.
    package let prefix: String

    package init(_ prefix: String, host: String? = nil) { (self.prefix, self.host) = (prefix, host) }

    package init(stringLiteral value: String) { self.init(value) }

    func matches(_ request: DemoRequest) -> Bool {
        guard request.path.hasPrefix(prefix) else { return false }
        return host.map { $0 == request.host || request.host.hasPrefix($0 + ":") } ?? true
    }

    /// The longer prefix goes before the shorter, a named host before any.
    var weight: Int { prefix.utf8.count * 2 + (host == nil ? 0 : 1) }
}
