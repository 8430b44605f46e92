// SPDX-License-Identifier: EUPL-1.2

/// A robots.txt file, ready to be asked.
///
/// Source: RFC 9309; `Crawl-delay` and `Sitemap` as crawlers agree on them. Reading never fails: lines that are no
/// rules are skipped. A value; safe to use from any thread.
package struct RobotsTXT: Sendable {
    /// What the file says about a path.
    package enum Verdict: Sendable, Hashable {
        /// No rule, or an allowing one, decides.
        case allowed
        /// The text is the deciding line with its number: `line 3: Disallow: /prive`.
        case disallowed(String)
    }

    /// Bytes that are read; the rest of a longer file is ignored (RFC 9309, 2.5).
    package static let byteLimit = 500 * 1024
    /// Rules that are kept of one file, the first ones.
    package static let ruleLimit = 20_000
    /// Bytes of a path that are compared. What a longer path has behind them does not decide.
    package static let pathLimit = 4096
    /// Sitemaps that are kept.
    package static let sitemapLimit = 1000

    /// The sitemaps the file names, as they stand there, in order and without repetitions.
    package let sitemaps: [String]

    private let groups: [RobotsGroup]

    /// Reads a file as it was received, with or without a byte order mark, with any line ends.
    package init(parsing bytes: [UInt8]) {
        var parser = RobotsParser()
        parser.parse(bytes)
        groups = parser.groups
        sitemaps = parser.sitemaps
    }

    /// What the file says about a path to the crawler named `agent`.
    ///
    /// `path` is the path with its query, as ``WebAddress/requestTarget`` gives it. `agent` is a product token
    /// (`Kabinet`); a version after it is dropped, letter case does not count. The longest rule decides, and of two
    /// equally long ones that which allows. `/robots.txt` itself is always allowed.
    package func verdict(path: String, agent: String) -> Verdict {
        var target = RobotsPath.normalized(Array(path.utf8.prefix(Self.pathLimit)), isPattern: false)
        if target.isEmpty { target = [UInt8(ascii: "/")] }
        if target.elementsEqual("/robots.txt".utf8) { return .allowed }
        var deciding: RobotsRule?
        for group in selected(for: agent) {
            for rule in group.rules where rule.outranks(deciding) && rule.matches(target) {
                deciding = rule
            }
        }
        guard let deciding, !deciding.allows else { return .allowed }
        return .disallowed(deciding.description)
    }

    /// The seconds between two fetches that the file asks of `agent`, nil if it does not.
    ///
    /// The longest one if it is said more than once. Never negative, never more than a day.
    package func crawlDelay(agent: String) -> Double? {
        selected(for: agent).compactMap(\.crawlDelay).max()
    }

    /// The groups for the agent, taken together; those for `*` if none names it (RFC 9309, 2.2.1).
    private func selected(for agent: String) -> [RobotsGroup] {
        let token = RobotsGroup.token(Array(agent.utf8)[...])
        let named = token.isEmpty ? [] : groups.filter { $0.agents.contains(token) }
        return named.isEmpty ? groups.filter { $0.agents.contains([UInt8(ascii: "*")]) } : named
    }
}
