// SPDX-License-Identifier: EUPL-1.2

import Yams

extension ProfileReader {
    private static let mostPages = 1...1_000_000
    /// The parts of the answer's own URL, which every rule may use.
    private static let ownNames: Set<String> = ["scheme", "host", "authority", "origin", "url"]

    func readPages(_ top: YAMLMapping, seedNames: Set<String>?) -> [PageRule] {
        top.elements("page").compactMap { node in
            let keys = ["kind", "url", "next", "max-pages"]
            guard let rule = YAMLMapping(node, what: "a page", keys: keys, findings: findings) else { return nil }
            let kind = rule.required("kind") == nil ? nil : rule.choice("kind", among: PageKind.ofRules)
            let url = requiredPattern(rule, "url")
            let next = readNext(rule, names: known(seedNames, url))
            let maxPages = rule.integer("max-pages", in: Self.mostPages)
            guard let kind, let url else { return nil }
            return PageRule(kind: kind, url: url, next: next, maxPages: maxPages)
        }
    }

    func readAPI(_ top: YAMLMapping, seedNames: Set<String>?) -> [APIRule] {
        var names: Set<String> = []
        return top.elements("api").compactMap { node in
            let keys = ["name", "on", "next", "max-pages", "yields"]
            guard let rule = YAMLMapping(node, what: "an api rule", keys: keys, findings: findings) else { return nil }
            let name = rule.requiredText("name")
            if let name, !names.insert(name).inserted {
                findings.error(at: rule.node("name"), "another api rule is named \"\(name)\" too")
            }
            let on = requiredPattern(rule, "on")
            let known = known(seedNames, on)
            let next = readNext(rule, names: known)
            let maxPages = rule.integer("max-pages", in: Self.mostPages)
            let yields = rule.elements("yields").compactMap { readYield($0, names: known) }
            guard let name, let on else { return nil }
            return APIRule(name: name, on: on, next: next, maxPages: maxPages, yields: yields)
        }
    }

    private func known(_ seedNames: Set<String>?, _ pattern: URLPattern?) -> Set<String>? {
        guard let seedNames, let pattern else { return nil }
        return seedNames.union(pattern.names).union(Self.ownNames)
    }

    private func readNext(_ rule: YAMLMapping, names: Set<String>?) -> [NextRule] {
        rule.elements("next").compactMap { node in
            let keys = ["link-header", "html-rel", "html", "json", "url"]
            guard let next = YAMLMapping(node, what: "a next rule", keys: keys, findings: findings) else { return nil }
            let ways = ["link-header", "html-rel", "html", "json"].filter { next.node($0) != nil }
            guard let way = ways.first, ways.count == 1 else {
                findings.error(at: next.mark, "a next rule has exactly one of link-header, html-rel, html and json")
                return nil
            }
            if way != "json", let url = next.node("url") {
                findings.error(at: url, "the key \"url\" goes with \"json\" only")
            }
            switch way {
            case "link-header": return next.text(way).map { .linkHeader(relation: $0.lowercased()) }
            case "html-rel": return next.text(way).map { .htmlRelation($0.lowercased()) }
            case "html": return next.node(way).flatMap(readElement)
            default:
                let url = template(next, "url", names: names.map { $0.union(["value"]) }, isRequired: false)
                return pointer(next, way).map { .json($0, url) }
            }
        }
    }

    private func readElement(_ node: Node) -> NextRule? {
        let keys = ["element", "attribute", "contains", "take"]
        guard let rule = YAMLMapping(node, what: "an html rule", keys: keys, findings: findings),
            let element = rule.requiredText("element"), let attribute = rule.requiredText("attribute"),
            let contains = rule.requiredText("contains")
        else { return nil }
        return .htmlElement(
            name: element.lowercased(), attribute: attribute.lowercased(), contains: contains,
            take: rule.text("take")?.lowercased() ?? "href")
    }

    private func readYield(_ node: Node, names: Set<String>?) -> YieldRule? {
        let keys = ["each", "from", "prefer", "with", "where", "unless", "url", "as", "optional"]
        guard let rule = YAMLMapping(node, what: "a yield", keys: keys, findings: findings) else { return nil }
        let from = pointers(rule, "from")
        let prefer = pointers(rule, "prefer")
        if rule.node("from") == nil, rule.node("prefer") == nil {
            findings.error(at: rule.mark, "a yield needs one of the keys \"from\" and \"prefer\"")
        }
        let with = readWith(rule)
        let url = template(
            rule, "url", names: names.map { $0.union(with.keys).union(["value"]) }, isRequired: false)
        guard let kind = kind(rule) else { return nil }
        return YieldRule(
            each: pointer(rule, "each") ?? .whole, from: from, prefer: prefer, with: with,
            condition: pointers(rule, "where"), exception: pointers(rule, "unless"), url: url, kind: kind,
            isOptional: rule.flag("optional"))
    }

    private func readWith(_ rule: YAMLMapping) -> [String: JSONPointer] {
        guard let node = rule.node("with") else { return [:] }
        guard case .mapping(let mapping) = node else {
            findings.error(at: node, "expected names with pointers for \"with\", found \(node.kindInWords)")
            return [:]
        }
        var result: [String: JSONPointer] = [:]
        for (key, value) in mapping {
            guard let name = key.string, let text = rule.text(of: value, key: name) else { continue }
            result[name] = pointer(text, at: value)
        }
        return result
    }
}
