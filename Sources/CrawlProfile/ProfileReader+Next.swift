// SPDX-License-Identifier: EUPL-1.2

import Yams

extension ProfileReader {
    private static let ways = ["link-header", "html-rel", "html", "json", "number"]

    func readNext(_ rule: YAMLMapping, names: Set<String>?, hasPosts: Bool) -> [NextRule] {
        rule.elements("next").compactMap { node in
            let keys = Self.ways + ["url", "param", "while", "with", "last", "method", "body", "type"]
            guard let next = YAMLMapping(node, what: "a next rule", keys: keys, findings: findings) else { return nil }
            let ways = Self.ways.filter { next.node($0) != nil }
            guard let key = ways.first, ways.count == 1 else {
                findings.error(
                    at: next.mark, "a next rule has exactly one of link-header, html-rel, html, json and number")
                return nil
            }
            checkCompany(of: key, next)
            let with = readWith(next)
            let known = names.map { $0.union(with.keys).union(["value"]) }
            let url = template(next, "url", names: known, isRequired: false)
            if let node = next.node("param"), next.node("url") != nil {
                findings.error(
                    at: node, "a next rule has either \"url\" or \"param\"",
                    hint: "param is for the answer's own URL")
            }
            let request = request(next, names: known)
            guard let way = readWay(key, next, hasPosts: hasPosts) else { return nil }
            return NextRule(
                way: way, condition: pointer(next, "while"), parameter: next.text("param"), url: url, request: request,
                with: with)
        }
    }

    /// Finds keys that say nothing beside a way.
    private func checkCompany(of way: String, _ next: YAMLMapping) {
        if way != "json" {
            for key in ["url", "param", "with", "method", "body", "type"] {
                guard let node = next.node(key) else { continue }
                findings.error(at: node, "the key \"\(key)\" goes with \"json\" only")
            }
        }
        if way != "number", let last = next.node("last") {
            findings.error(at: last, "the key \"last\" goes with \"number\" only")
        }
    }

    private func readWay(_ key: String, _ next: YAMLMapping, hasPosts: Bool) -> NextRule.Way? {
        switch key {
        case "link-header": return next.text(key).map { .linkHeader(relation: $0.lowercased()) }
        case "html-rel": return next.text(key).map { .htmlRelation($0.lowercased()) }
        case "html": return next.node(key).flatMap(readElement)
        case "json": return pointer(next, key).map { .json($0) }
        default:
            if next.node("last") == nil, !hasPosts {
                findings.error(
                    at: next.mark, "a number has no end here",
                    hint: "give \"last\", or \"posts\" in the same api rule: it then ends where no post is shown")
            }
            return next.text(key).map { .number(parameter: $0, last: pointer(next, "last")) }
        }
    }

    private func readElement(_ node: Node) -> NextRule.Way? {
        let keys = ["element", "attribute", "contains", "take"]
        guard let rule = YAMLMapping(node, what: "an html rule", keys: keys, findings: findings),
            let element = rule.requiredText("element"), let attribute = rule.requiredText("attribute"),
            let contains = rule.requiredText("contains")
        else { return nil }
        return .htmlElement(
            name: element.lowercased(), attribute: attribute.lowercased(), contains: contains,
            take: rule.text("take")?.lowercased() ?? "href")
    }
}
