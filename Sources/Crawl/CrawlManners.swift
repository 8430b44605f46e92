// SPDX-License-Identifier: EUPL-1.2

import Collection
import CrawlProfile
import Frontier
import WebURL

/// Which hosts are asked at one pace, and at which: what the profiles of the accounts say of their platforms' hosts.
struct CrawlManners: Sendable {
    private struct Rule {
        var pace: HostPace
        var group: Politeness.Group
    }

    /// By the authorities that seeds have, and by the registrable domains of those whose profile speaks of domains.
    private var rules: [String: Rule] = [:]
    private var domains: [String: HostPace] = [:]

    init(_ plans: some Sequence<AccountPlan>) {
        for plan in plans { take(Set(plan.seeds.map(\.host)), pace: plan.pace, group: plan.profile.politeness.group) }
    }

    /// Of several accounts at one host the gentlest counts, and the wider group.
    init(_ platforms: [(hosts: Set<String>, pace: HostPace, group: Politeness.Group)]) {
        for platform in platforms { take(platform.hosts, pace: platform.pace, group: platform.group) }
    }

    private mutating func take(_ hosts: Set<String>, pace: HostPace, group: Politeness.Group) {
        for host in hosts {
            let known = rules[host]
            rules[host] = Rule(
                pace: Self.gentler(known?.pace, pace),
                group: known.map { $0.group == .host ? group : $0.group } ?? group)
            if group == .domain, let domain = Self.domain(of: host) {
                domains[domain] = Self.gentler(domains[domain], pace)
            }
        }
    }

    /// The group and the pace of a host, which may have a port.
    func manners(of host: String) -> HostManners {
        let rule = rules[host]
        if rule?.group ?? .domain == .domain, let domain = Self.domain(of: host), let pace = domains[domain] {
            return HostManners(group: PaceGroup(.domain, domain), pace: pace)
        }
        return HostManners(group: PaceGroup(.host, host), pace: rule?.pace)
    }

    /// True for a host whose group is known only when its address is.
    func goesByAddress(_ host: String) -> Bool { rules[host]?.group == .address }

    private static func gentler(_ one: HostPace?, _ other: HostPace) -> HostPace {
        guard let one else { return other }
        return (one.delay, -one.concurrency) < (other.delay, -other.concurrency) ? other : one
    }

    private static func domain(of host: String) -> String? {
        guard let domain = WebAddress("http://\(host)/")?.registrableDomain, domain.isRegistered else { return nil }
        return domain.name
    }
}
