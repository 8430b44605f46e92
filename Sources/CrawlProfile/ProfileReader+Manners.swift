// SPDX-License-Identifier: EUPL-1.2

import Yams

extension ProfileReader {
    func readMedia(_ top: YAMLMapping) -> MediaRules {
        let keys = ["urls", "exclude", "attributes", "renditions"]
        guard let node = top.node("media"),
            let rule = YAMLMapping(node, what: "the media rules", keys: keys, findings: findings)
        else { return MediaRules(urls: [], exclude: [], attributes: [], renditions: []) }
        let attributes = rule.elements("attributes").compactMap { node -> MediaRules.AttributeRule? in
            let keys = ["element", "attribute", "on"]
            guard let rule = YAMLMapping(node, what: "an attribute rule", keys: keys, findings: findings),
                let element = rule.requiredText("element"), let attribute = rule.requiredText("attribute")
            else { return nil }
            return MediaRules.AttributeRule(
                element: element.lowercased(), attribute: attribute.lowercased(), on: pattern(rule, "on"))
        }
        let renditions = rule.elements("renditions").compactMap { node -> MediaRules.RenditionRule? in
            guard let rule = YAMLMapping(node, what: "a rendition", keys: ["from", "best"], findings: findings),
                let from = requiredPattern(rule, "from")
            else { return nil }
            return template(rule, "best", names: Set(from.names).union(["origin"]), isRequired: true)
                .map { MediaRules.RenditionRule(from: from, best: $0) }
        }
        return MediaRules(
            urls: patterns(rule, "urls"), exclude: patterns(rule, "exclude"), attributes: attributes,
            renditions: renditions)
    }

    func readPoliteness(_ top: YAMLMapping) -> Politeness {
        var politeness = Politeness()
        let keys = ["delay", "concurrency", "robots", "retry-after-cap", "max-retries", "backoff"]
        guard let node = top.node("politeness"),
            let rule = YAMLMapping(node, what: "the politeness", keys: keys, findings: findings)
        else { return politeness }
        politeness.delay = rule.milliseconds("delay", in: 0...3_600_000) ?? politeness.delay
        politeness.concurrency = rule.integer("concurrency", in: 1...32) ?? politeness.concurrency
        politeness.robots = rule.choice("robots", among: Politeness.Robots.allCases)
        politeness.retryAfterCap = rule.milliseconds("retry-after-cap", in: 0...86_400_000) ?? politeness.retryAfterCap
        politeness.maxRetries = rule.integer("max-retries", in: 0...20) ?? politeness.maxRetries
        guard let node = rule.node("backoff"),
            let backoff = YAMLMapping(node, what: "the backoff", keys: ["first", "factor", "cap"], findings: findings)
        else { return politeness }
        politeness.backoffFirst = backoff.milliseconds("first", in: 100...3_600_000) ?? politeness.backoffFirst
        politeness.backoffFactor = backoff.integer("factor", in: 1...10) ?? politeness.backoffFactor
        politeness.backoffCap = backoff.milliseconds("cap", in: 100...86_400_000) ?? politeness.backoffCap
        if politeness.backoffCap < politeness.backoffFirst {
            findings.error(at: backoff.mark, "the cap of the backoff is below its first wait")
        }
        return politeness
    }

    func readHeaders(_ top: YAMLMapping) -> [HeaderRule] {
        top.elements("headers").compactMap { node in
            guard let rule = YAMLMapping(node, what: "a header", keys: ["name", "value", "for"], findings: findings),
                let name = rule.requiredText("name"), let value = rule.requiredText("value")
            else { return nil }
            guard name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) })
            else {
                findings.error(at: rule.node("name"), "\"\(name)\" is not the name of a header field")
                return nil
            }
            if let reason = Self.reserved[name.lowercased()] {
                findings.error(at: rule.node("name"), "a profile cannot set \(name): \(reason)")
                return nil
            }
            guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F }) else {
                findings.error(
                    at: rule.node("value"), "the value of \(name) has characters that a header field cannot carry")
                return nil
            }
            return HeaderRule(
                name: name, value: value, kinds: rule.choices("for", among: PlannedURL.Kind.allCases), lane: nil)
        }
    }

    /// Fields that are the crawler's own, or secrets that have no place in a file that is shared.
    private static let reserved: [String: String] = {
        let own = [
            "host", "content-length", "transfer-encoding", "connection", "range", "user-agent", "accept-encoding",
        ]
        var reasons = Dictionary(uniqueKeysWithValues: own.map { ($0, "the crawler sets it itself") })
        for name in ["authorization", "cookie", "proxy-authorization"] {
            reasons[name] = "secrets do not go into profiles"
        }
        return reasons
    }()

    func readWalls(_ top: YAMLMapping) -> [WallRule] {
        top.elements("walls").compactMap { node in
            let keys = ["name", "kind", "status", "url", "redirect-to", "body"]
            guard let rule = YAMLMapping(node, what: "a wall", keys: keys, findings: findings) else { return nil }
            let name = rule.requiredText("name")
            let kind = rule.required("kind") == nil ? nil : rule.choice("kind", among: Wall.Kind.allCases)
            let wall = WallRule(
                wall: Wall(kind: kind ?? .challenge, name: name ?? ""), statuses: statuses(rule),
                url: patterns(rule, "url"), redirectTo: patterns(rule, "redirect-to"),
                body: rule.texts("body").map { $0.text.lowercased() })
            if !["url", "redirect-to", "body"].contains(where: { rule.node($0) != nil }) {
                findings.error(
                    at: rule.mark, "a wall needs at least one of the keys \"url\", \"redirect-to\" and \"body\"",
                    hint: "a status alone says too little")
            }
            return name == nil || kind == nil ? nil : wall
        }
    }

    /// Statuses as `403` or `500-599`.
    private func statuses(_ rule: YAMLMapping) -> [ClosedRange<Int>] {
        rule.texts("status").compactMap { text, node in
            let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            if (1...2).contains(bounds.count), let low = bounds[0], let high = bounds[bounds.count - 1],
                (100...599).contains(low), (low...max(low, 599)).contains(high)
            {
                return low...high
            }
            findings.error(at: node, "expected a status from 100 to 599 or a range of them, found \"\(text)\"")
            return nil
        }
    }
}
