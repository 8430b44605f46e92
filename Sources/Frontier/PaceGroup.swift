// SPDX-License-Identifier: EUPL-1.2

/// Hosts that are asked at one pace, because they are one server or one owner's.
package struct PaceGroup: Sendable, Hashable {
    /// What its hosts have in common.
    package enum Kind: Sendable, Hashable {
        case host, domain, address
    }

    package let kind: Kind
    /// An authority, a registrable domain or an IP address.
    package let name: String

    package init(_ kind: Kind, _ name: String) { (self.kind, self.name) = (kind, name) }

    /// The key by which it is remembered in the table of hosts, where a host stands by its own name.
    package var key: String {
        switch kind {
        case .host: name
        case .domain: "*." + name
        case .address: "@" + name
        }
    }
}

/// How a host is to be treated: asked of the owner of the state when a host is met.
package struct HostManners: Sendable, Hashable {
    package let group: PaceGroup
    /// Nil leaves it to the group, or to the general pace.
    package let pace: HostPace?

    package init(group: PaceGroup, pace: HostPace?) { (self.group, self.pace) = (group, pace) }
}
