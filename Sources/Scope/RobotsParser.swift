// SPDX-License-Identifier: EUPL-1.2

/// Reads robots.txt line by line into groups (RFC 9309, 2.2).
struct RobotsParser {
    private(set) var groups: [RobotsGroup] = []
    private(set) var sitemaps: [String] = []
    private var knownSitemaps: Set<String> = []
    /// Whether the last line that counts was a `User-agent`, so that the next one joins its group.
    private var isNamingAgents = false
    private var ruleCount = 0

    /// Longest crawl delay in seconds: a day.
    private static let longestDelay = 86_400.0
    private static let longestSitemap = 4096

    mutating func parse(_ bytes: [UInt8]) {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.count > RobotsTXT.byteLimit {
            // The last line is cut: `Disallow: /a` of `Disallow: /admin` would forbid too much.
            let kept = rest.prefix(RobotsTXT.byteLimit)
            rest = kept[..<(kept.lastIndex(where: Self.isLineEnd) ?? kept.startIndex)]
        }
        var number = 0
        while !rest.isEmpty {
            number += 1
            let line = rest.prefix { !Self.isLineEnd($0) }
            rest = rest[line.endIndex...]
            if rest.starts(with: [0x0D, 0x0A]) { rest = rest.dropFirst(2) } else { rest = rest.dropFirst() }
            read(line.prefix { $0 != UInt8(ascii: "#") }, number: number)
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let value = Self.trimmed(line[(colon + 1)...])
        switch String(decoding: Self.trimmed(line[..<colon]).prefix(16), as: UTF8.self).lowercased() {
        case "user-agent": readAgent(value)
        case "allow": readRule(allows: true, value, number: number)
        case "disallow": readRule(allows: false, value, number: number)
        case "crawl-delay": readDelay(value)
        case "sitemap": readSitemap(value)
        default: break
        }
    }

    private mutating func readAgent(_ value: ArraySlice<UInt8>) {
        if !isNamingAgents { groups.append(RobotsGroup()) }
        isNamingAgents = true
        let token = RobotsGroup.token(value)
        if !token.isEmpty { groups[groups.count - 1].agents.insert(token) }
    }

    private mutating func readRule(allows: Bool, _ path: ArraySlice<UInt8>, number: Int) {
        isNamingAgents = false
        guard !path.isEmpty, !groups.isEmpty, ruleCount < RobotsTXT.ruleLimit else { return }
        ruleCount += 1
        groups[groups.count - 1].rules.append(RobotsRule(allows: allows, path: path, line: number))
    }

    private mutating func readDelay(_ value: ArraySlice<UInt8>) {
        isNamingAgents = false
        guard !groups.isEmpty, let seconds = Double(String(decoding: value.prefix(32), as: UTF8.self)),
            seconds.isFinite, seconds >= 0
        else { return }
        let delay = min(seconds, Self.longestDelay)
        let last = groups.count - 1
        groups[last].crawlDelay = max(groups[last].crawlDelay ?? 0, delay)
    }

    private mutating func readSitemap(_ value: ArraySlice<UInt8>) {
        guard !value.isEmpty, value.count <= Self.longestSitemap, sitemaps.count < RobotsTXT.sitemapLimit,
            let text = String(validating: value, as: UTF8.self), knownSitemaps.insert(text).inserted
        else { return }
        sitemaps.append(text)
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }
}
