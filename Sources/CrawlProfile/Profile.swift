// SPDX-License-Identifier: EUPL-1.2

/// What Kabinet knows of one platform: which seeds are its own, how its pages hang together, what is media, what is a wall
/// and how polite to be. It is read from `crawl-profiles/<platform>.yaml` and never changes.
package struct Profile: Sendable {
    /// The name given to `--profile`, the same as the file's without `.yaml`.
    package let name: String
    /// The version that the author counts up with each change of meaning; written into the `warcinfo` record.
    package let version: String
    /// A name for people.
    package let title: String
    /// What the profile can get, and what it cannot.
    package let about: String
    /// The file as it was read, for messages.
    package let file: String
    /// The text it was read from, unchanged: its digest goes into the `warcinfo` record.
    package let text: String

    /// Which seeds belong to the platform; the first that matches counts.
    package let matches: [MatchRule]
    /// What a matched seed expands to.
    package let seeds: [SeedRule]
    /// The pages of the platform and how they continue.
    package let pages: [PageRule]
    /// What answers of the platform's interface lead to.
    package let api: [APIRule]
    /// What is media.
    package let media: MediaRules
    /// Links that are followed although no page rule names them.
    package let follow: [URLPattern]
    /// Links that are never followed.
    package let ignore: [URLPattern]
    /// Header fields that requests carry.
    package let headers: [HeaderRule]
    /// How an answer looks that is a wall and not what was asked for.
    package let walls: [WallRule]
    /// How polite to be.
    package let politeness: Politeness

    /// How an answer looks that is not what its status says.
    package let answers: [AnswerRule]
    /// How the ids of posts carry the time at which they were made; the first that fits counts.
    package let ids: [IDRule]
    /// The ways in which posts are reached.
    package let lanes: [Lane]
    /// When an account is left alone for a while; nil when the profile leaves that to the crawler.
    package let pause: PauseRule?
    /// What must not get into a file.
    package let secrets: SecretRules
    /// By what an unknown server is known to be of this platform.
    package let detection: DetectionRules

    /// The header fields for a request of that kind outside of lanes, in the order of the file.
    package func headers(for kind: PlannedURL.Kind) -> [(name: String, value: String)] {
        headers(for: kind, lane: nil).filter(\.credentials.isEmpty).map { ($0.name, $0.value) }
    }

    /// The header fields for a request of that kind in that lane, in the order of the file; their credentials are to be filled in.
    package func headers(for kind: PlannedURL.Kind, lane: String?) -> [HeaderTemplate] {
        headers.filter { ($0.kinds.isEmpty || $0.kinds.contains(kind)) && ($0.lane == nil || $0.lane == lane) }
            .map { HeaderTemplate(name: $0.name, value: $0.value) }
    }
}
