// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

extension ProfileReader {
    func readMatches(_ top: YAMLMapping) -> [MatchRule] {
        if top.required("match") == nil { return [] }
        let keys = ["kind", "url", "handle", "hosts", "query", "not", "unwrap", "canonical", "supported"]
        return top.elements("match").compactMap { node in
            guard let rule = YAMLMapping(node, what: "a match", keys: keys, findings: findings) else { return nil }
            let kind = readKind(rule)
            let hosts = rule.texts("hosts").compactMap { text, node in
                let host = HostPattern(text)
                if host == nil {
                    findings.error(at: node, "\"\(text)\" is not a host", hint: "for example *.example.org")
                }
                return host
            }
            let query = readQuery(rule)
            let form = readForm(rule)
            guard let kind, let form else { return nil }
            var match = MatchRule(
                kind: kind, form: form, hosts: hosts, query: query, unwrap: rule.text("unwrap"),
                isSupported: rule.node("supported") == nil || rule.flag("supported"))
            match.exclusions = readExclusions(rule, names: match.names)
            match.canonical = template(rule, "canonical", names: match.certainNames, isRequired: false)
            return match
        }
    }

    private func readKind(_ rule: YAMLMapping) -> SeedKind? {
        // What only wraps another URL is of the kind of that.
        if rule.node("kind") == nil, rule.node("unwrap") != nil { return .page }
        if rule.node("kind") == nil { findings.error(at: rule.mark, "a match needs the key \"kind\"") }
        return rule.choice("kind", among: SeedKind.allCases)
    }

    private func readForm(_ rule: YAMLMapping) -> MatchRule.Form? {
        switch (rule.node("url"), rule.node("handle")) {
        case (.some, nil):
            let urls = patterns(rule, "url")
            if let node = rule.node("url"), rule.node("query") != nil, urls.contains(where: \.hasQuery) {
                findings.error(
                    at: node, "a URL with \"query\" has no \"?\" of its own", hint: "put its parameters under query:")
            }
            if let node = rule.node("url"), rule.elements("url").isEmpty, !node.isNothing {
                findings.error(at: node, "expected a URL for \"url\", found an empty list")
            }
            return urls.isEmpty ? nil : .url(urls)
        case (nil, .some):
            for key in ["query", "unwrap"] {
                guard let node = rule.node(key) else { continue }
                findings.error(at: node, "the key \"\(key)\" goes with \"url\" only")
            }
            return handle(rule)
        case (nil, nil):
            findings.error(at: rule.mark, "a match needs one of the keys \"url\" and \"handle\"")
            return nil
        case (.some, .some):
            findings.error(at: rule.mark, "a match has either \"url\" or \"handle\"", hint: "make two of it")
            return nil
        }
    }

    /// A handle is matched as a URL pattern would be, but may start with anything.
    private func handle(_ rule: YAMLMapping) -> MatchRule.Form? {
        guard let node = rule.node("handle"), let text = rule.text("handle") else { return nil }
        return textPattern(text, at: node).map { .handle($0) }
    }

    private func readQuery(_ rule: YAMLMapping) -> [MatchRule.Parameter] {
        rule.members("query", of: "parameters with patterns").compactMap { name, _, value in
            guard let text = rule.text(of: value, key: name) else { return nil }
            return textPattern(text, at: value).map { MatchRule.Parameter(name: name, value: $0) }
        }
    }

    private func readExclusions(_ rule: YAMLMapping, names: Set<String>) -> [String: Set<String>] {
        var exclusions: [String: Set<String>] = [:]
        for (name, key, value) in rule.members("not", of: "placeholders with words") {
            exclusions[name] = Set(rule.texts(of: value, key: name).map { $0.text.lowercased() })
            guard !names.contains(name) else { continue }
            let hint = Spelling.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
            findings.error(
                at: key, "the match has no placeholder {\(name)}",
                hint: hint ?? "known here: \(names.sorted().map { "{\($0)}" }.joined(separator: ", "))")
        }
        return exclusions
    }

    func readSeeds(_ top: YAMLMapping, matches: [MatchRule]) -> [SeedRule] {
        if top.required("seed") == nil { return [] }
        return top.elements("seed").compactMap { node in
            let keys = ["url", "as", "for", "optional", "lane", "method", "body", "type"]
            guard let rule = YAMLMapping(node, what: "a seed", keys: keys, findings: findings) else { return nil }
            let kinds = rule.choices("for", among: SeedKind.allCases)
            let meant = matches.filter { kinds.isEmpty || kinds.contains($0.kind) }
            let names = meant.isEmpty ? nil : meant.reduce(into: Set<String>()) { $0.formUnion($1.names) }
            if meant.isEmpty, !matches.isEmpty, let node = rule.node("for"), !kinds.isEmpty {
                findings.error(at: node, "no match has a kind that this seed is for")
            }
            let url = template(rule, "url", names: names, isRequired: true)
            let request = request(rule, names: names)
            let lane = lane(rule)
            let kind = kind(rule)
            guard let url, let kind else { return nil }
            return SeedRule(
                url: url, kind: kind, seedKinds: kinds, isOptional: rule.flag("optional"), lane: lane, request: request)
        }
    }
}
