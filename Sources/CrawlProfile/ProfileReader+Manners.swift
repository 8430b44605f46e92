// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
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
        let keys = ["delay", "concurrency", "robots", "retry-after-cap", "max-retries", "backoff", "group"]
        guard let node = top.node("politeness"),
            let rule = YAMLMapping(node, what: "the politeness", keys: keys, findings: findings)
        else { return politeness }
        politeness.delay = rule.milliseconds("delay", in: 0...3_600_000) ?? politeness.delay
        politeness.concurrency = rule.integer("concurrency", in: 1...32) ?? politeness.concurrency
        politeness.group = rule.choice("group", among: Politeness.Group.allCases) ?? politeness.group
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
            let keys = ["name", "value", "for", "lane"]
            guard let rule = YAMLMapping(node, what: "a header", keys: keys, findings: findings),
                let name = rule.requiredText("name"), let value = rule.requiredText("value")
            else { return nil }
            guard name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) })
            else {
                findings.error(at: rule.node("name"), "\"\(name)\" is not the name of a header field")
                return nil
            }
            let credentials = HeaderTemplate(name: name, value: value).credentials
            let isOfCredentials = ["authorization", "cookie"].contains(name.lowercased()) && !credentials.isEmpty
            if let reason = Self.reserved[name.lowercased()], !isOfCredentials {
                let hint = name.lowercased() == "authorization" ? "write Bearer {credential:name}" : nil
                findings.error(at: rule.node("name"), "a profile cannot set \(name): \(reason)", hint: hint)
                return nil
            }
            guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value < 0x7F }) else {
                findings.error(
                    at: rule.node("value"), "the value of \(name) has characters that a header field cannot carry")
                return nil
            }
            let lane = lane(rule)
            // A lane is open when its credential is there; what else it needs belongs to it.
            if !lanes.contains(where: { $0.name == lane && $0.credential != nil }) {
                check(credentials, at: rule.node("value"))
            }
            return HeaderRule(
                name: name, value: value, kinds: rule.choices("for", among: PlannedURL.Kind.allCases), lane: lane)
        }
    }

    /// Credentials are those that a lane needs: only so is it known when there is one to be filled in.
    private func check(_ credentials: [String], at node: Node?) {
        let known = lanes.compactMap(\.credential)
        for name in credentials where !known.contains(name) {
            let hint = Spelling.nearest(to: name, among: known).map { "did you mean {credential:\($0)}?" }
            findings.error(
                at: node, "no lane has the credential \"\(name)\"",
                hint: hint ?? "give it to a lane: { name: api, about: …, credential: \(name) }")
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
}
