// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

extension ProfileReader {
    private static let mostPages = 1...1_000_000

    func readPages(_ top: YAMLMapping, seedNames: Set<String>?) -> [PageRule] {
        top.elements("page").compactMap { node in
            let keys = ["kind", "url", "next", "max-pages", "lane"]
            guard let rule = YAMLMapping(node, what: "a page", keys: keys, findings: findings) else { return nil }
            let kind = rule.required("kind") == nil ? nil : rule.choice("kind", among: PageKind.ofRules)
            let url = requiredPattern(rule, "url")
            let next = readNext(rule, names: known(seedNames, url), hasPosts: false)
            let maxPages = rule.integer("max-pages", in: Self.mostPages)
            let lane = lane(rule)
            guard let kind, let url else { return nil }
            return PageRule(kind: kind, url: url, next: next, maxPages: maxPages, lane: lane)
        }
    }

    func readAPI(_ top: YAMLMapping, seedNames: Set<String>?) -> [APIRule] {
        var names: Set<String> = []
        return top.elements("api").compactMap { node in
            let keys = [
                "name", "on", "method", "in", "optional", "lane", "next", "max-pages", "posts", "counters", "yields",
            ]
            guard let rule = YAMLMapping(node, what: "an api rule", keys: keys, findings: findings) else { return nil }
            let name = rule.requiredText("name")
            if let name, !names.insert(name).inserted {
                findings.error(at: rule.node("name"), "another api rule is named \"\(name)\" too")
            }
            let on = requiredPattern(rule, "on")
            let known = known(seedNames, on)
            let method = method(rule) ?? "GET"
            let source = readSource(rule)
            let lane = lane(rule)
            let next = readNext(rule, names: known, hasPosts: rule.node("posts") != nil)
            let maxPages = rule.integer("max-pages", in: Self.mostPages)
            let posts = rule.elements("posts").compactMap { readPosts($0, names: known) }
            let counters = readCounters(rule)
            let yields = rule.elements("yields").compactMap { readYield($0, names: known) }
            guard let name, let on, let source else { return nil }
            return APIRule(
                name: name, on: on, method: method, source: source, isOptional: rule.flag("optional"), lane: lane,
                next: next, maxPages: maxPages, posts: posts, counters: counters, yields: yields)
        }
    }

    private func known(_ seedNames: Set<String>?, _ pattern: URLPattern?) -> Set<String>? {
        guard let seedNames, let pattern else { return nil }
        return seedNames.union(pattern.names).union(MatchRule.ownNames)
    }

    /// `in`; the answer itself when it is not given.
    func readSource(_ rule: YAMLMapping) -> DocumentSource? {
        guard let node = rule.node("in") else { return .body }
        if case .scalar(let scalar) = node, !node.isNothing {
            if scalar.string == "feed" { return .feed }
            let hint = Spelling.nearest(to: scalar.string, among: ["feed"]).map { "did you mean \"\($0)\"?" }
            findings.error(
                at: node,
                "expected feed or one of script, assign, type and attribute for \"in\", found "
                    + node.kindInWords, hint: hint ?? "for example { script: __NEXT_DATA__ }")
            return nil
        }
        let keys = ["script", "assign", "type", "attribute"]
        guard let source = YAMLMapping(node, what: "a place for JSON", keys: keys, findings: findings) else {
            return nil
        }
        let given = keys.filter { source.node($0) != nil }
        guard let key = given.first, given.count == 1 else {
            findings.error(at: source.mark, "a place for JSON has exactly one of \(keys.joined(separator: ", "))")
            return nil
        }
        guard let text = source.text(key) else { return nil }
        guard text.utf8.count <= 256 else {
            findings.error(at: source.node(key), "a name has at most 256 bytes, found \(text.utf8.count)")
            return nil
        }
        switch key {
        case "script": return .script(text)
        case "assign": return .assignment(text)
        case "type": return .scriptsOfType(text.lowercased())
        default: return .scriptsWithAttribute(text.lowercased())
        }
    }
}
