// SPDX-License-Identifier: EUPL-1.2

/// Which seeds belong to a platform: a handle form, or URL patterns with the hosts they hold for.
package struct MatchRule: Sendable, Hashable {
    /// How a seed is written.
    package enum Form: Sendable, Hashable {
        /// One of these patterns.
        case url([URLPattern])
        /// For example `@{user}@{host}`.
        case handle(URLPattern)
    }

    /// A parameter that the URL must have.
    package struct Parameter: Sendable, Hashable {
        package let name: String
        /// What its value must be, as it stands in the URL.
        package let value: URLPattern
    }

    package let kind: SeedKind
    package let form: Form
    /// The hosts for which the rule says by itself that a seed is of this platform; empty when any host can be.
    package let hosts: [HostPattern]
    /// Parameters that the URL must have, in any order; others do not matter.
    package let query: [Parameter]
    /// Words in lower case that a placeholder may not stand for.
    package internal(set) var exclusions: [String: Set<String>] = [:]
    /// The parameter that holds the URL that is really meant.
    package let unwrap: String?
    /// The one URL by which the thing is known.
    package internal(set) var canonical: URLTemplate?
    /// False for what the platform has but Kabinet does not capture.
    package let isSupported: Bool

    /// The names that every match has.
    static let ownNames: Set<String> = ["scheme", "host", "authority", "origin", "url"]

    /// The placeholders that a match may fill, with those that every match has.
    package var names: Set<String> {
        patterns.reduce(into: Self.ownNames.union(queryNames)) { $0.formUnion($1.names) }
    }

    /// The placeholders that every match fills.
    var certainNames: Set<String> {
        guard var common = patterns.first.map({ Set($0.names) }) else { return Self.ownNames }
        for pattern in patterns { common.formIntersection(pattern.names) }
        return common.union(Self.ownNames).union(queryNames)
    }

    private var patterns: [URLPattern] {
        switch form {
        case .url(let patterns): patterns
        case .handle(let pattern): [pattern]
        }
    }

    private var queryNames: [String] { query.flatMap(\.value.names) }
}

/// One URL that a seed expands to.
package struct SeedRule: Sendable, Hashable {
    package let url: URLTemplate
    package let kind: PlannedURL.Kind
    /// The kinds of seed that have it; empty for all.
    package let seedKinds: [SeedKind]
    package let isOptional: Bool
    /// The lane it belongs to.
    package let lane: String?
    /// What is asked of it; nil for a plain GET.
    package let request: RequestTemplate?
}
