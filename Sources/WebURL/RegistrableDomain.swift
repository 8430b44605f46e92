// SPDX-License-Identifier: EUPL-1.2

/// The part of a host name that its owner registered: `example.co.uk` of `www.example.co.uk`.
///
/// IP addresses and names that are public suffixes themselves (`localhost`, `co.uk`) have none; they stand for themselves, so
/// that every host has a value and only hosts of one owner share it.
///
/// Source: the Public Suffix List (https://publicsuffix.org/list/), its private section included: two users of `github.io` are two
/// owners.
public struct RegistrableDomain: Sendable, Hashable {
    /// In lower-case ASCII, without a dot at its end.
    public let name: String
    /// False for a host that only stands for itself.
    public let isRegistered: Bool

    /// The registrable domain of a host, which is given without a port.
    public init(host: String) {
        var domain = DomainName.ascii(Array(host.utf8)) ?? []
        if domain.last == ASCII.dot { domain.removeLast() }
        guard !domain.isEmpty, domain.count <= Self.longestName, !IPv4Parser.endsInNumber(domain),
            let registered = PublicSuffixList.builtIn.registrableDomain(of: domain)
        else {
            name = domain.isEmpty ? host : String(decoding: domain, as: UTF8.self)
            isRegistered = false
            return
        }
        (name, isRegistered) = (registered, true)
    }

    /// Longer ones are no domain names (RFC 1035 §2.3.4), and stand for themselves.
    private static let longestName = 253
}

extension WebAddress {
    /// The registrable domain of the host; nil without a host.
    public var registrableDomain: RegistrableDomain? {
        guard let host, !host.isEmpty else { return nil }
        return RegistrableDomain(host: host)
    }
}
