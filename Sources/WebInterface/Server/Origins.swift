// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The two listeners as their clients name them, once both are bound.
final class Origins: Sendable {
    private struct Ports {
        var interface: Int?
        var replay: Int?
        var isAnnounced = false
    }

    private let ports = Mutex(Ports())
    private let allowed: Set<String>
    private let shownHost: String

    init(_ configuration: WebConfiguration) {
        let names = ["localhost", "127.0.0.1", "::1", configuration.host] + configuration.names
        // Everywhere is no name that anybody calls a server by.
        allowed = Set(names.map { $0.lowercased() }.filter { $0 != "0.0.0.0" && $0 != "::" && !$0.isEmpty })
        let host = configuration.host
        shownHost = host == "0.0.0.0" || host == "::" ? "localhost" : host.contains(":") ? "[\(host)]" : host
    }

    /// Takes the port that a listener got. Both origins, the first time that both are known.
    func bound(interface: Int? = nil, replay: Int? = nil) -> (interface: String, replay: String)? {
        ports.withLock { ports in
            ports.interface = interface ?? ports.interface
            ports.replay = replay ?? ports.replay
            guard let first = ports.interface, let second = ports.replay, !ports.isAnnounced else { return nil }
            ports.isAnnounced = true
            return ("http://\(shownHost):\(first)", "http://\(shownHost):\(second)")
        }
    }

    /// Both origins under the name that a client used; nil when the name is not allowed or a port is not yet known.
    ///
    /// A page of another site that had its own name point to this machine would otherwise be let in (DNS rebinding).
    func named(by authority: String?) -> (interface: String, replay: String)? {
        guard let host = Self.host(of: authority ?? ""), isAllowed(authority) else { return nil }
        return ports.withLock { ports in
            guard let first = ports.interface, let second = ports.replay else { return nil }
            return ("http://\(host):\(first)", "http://\(host):\(second)")
        }
    }

    /// Whether the name of a Host field is one of this server.
    func isAllowed(_ authority: String?) -> Bool {
        guard let host = Self.host(of: authority ?? "") else { return false }
        return allowed.contains(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
    }

    /// The host of `host:port` in lower case, an IPv6 address with its brackets; nil for anything odd.
    static func host(of authority: String) -> String? {
        let text = authority.lowercased()
        let isOdd = text.utf8.contains {
            !(($0 >= 0x30 && $0 <= 0x3A) || ($0 >= 0x61 && $0 <= 0x7A) || [0x2D, 0x2E, 0x5B, 0x5D, 0x5F].contains($0))
        }
        if isOdd { return nil }
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)]
        let port = text[(end ?? text.endIndex)...]
        guard !host.isEmpty, port.isEmpty || (port.first == ":" && port.dropFirst().allSatisfy(\.isNumber)) else {
            return nil
        }
        return String(host)
    }
}
