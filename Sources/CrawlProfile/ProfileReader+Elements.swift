// SPDX-License-Identifier: EUPL-1.2

import Yams

/// The rules for the elements of a document: posts, counters and yields.
extension ProfileReader {
    func readPosts(_ node: Node, names: Set<String>?) -> PostRule? {
        let keys = [
            "each", "id", "take", "date", "url", "with", "pinned", "repost", "own", "context", "where", "unless",
            "when",
            "media",
        ]
        guard let rule = YAMLMapping(node, what: "the posts", keys: keys, findings: findings) else { return nil }
        let each = pointer(rule, "each") ?? .whole
        let id = rule.required("id") == nil ? [] : pointers(rule, "id")
        if let node = rule.node("id"), rule.elements("id").isEmpty, !node.isNothing {
            findings.error(at: node, "expected a JSON pointer for \"id\", found an empty list")
        }
        var take: URLPattern?
        if let node = rule.node("take"), let text = rule.text("take") {
            take = textPattern(text, at: node)
            if let take, !take.names.contains("id") {
                findings.error(
                    at: node, "what is taken has no {id}, found \"\(text)\"", hint: "for example at://{did}/*/{id}")
            }
        }
        let with = readWith(rule)
        let mine = Set(with.keys).union(["id"]).union(take?.names ?? [])
        let url = template(rule, "url", names: names.map { $0.union(mine) }, isRequired: false)
        let (date, formats) = readDate(rule)
        let own = readOwner(rule, names: names)
        let conditions = readConditions(rule)
        return PostRule(
            each: each, id: id, take: take, date: date, dateFormats: formats, url: url, with: with,
            conditions: conditions, pinned: pointers(rule, "pinned"), repost: pointers(rule, "repost"), own: own,
            isContext: rule.flag("context"), media: readMediaPicks(rule))
    }

    /// `date: { at: /created_at, as: iso }`, or the pointer alone.
    private func readDate(_ rule: YAMLMapping) -> (at: [JSONPointer], formats: [PlatformDate]) {
        guard let node = rule.node("date") else { return ([], [.iso]) }
        if case .scalar = node { return (pointers(rule, "date"), [.iso]) }
        guard let date = YAMLMapping(node, what: "a date", keys: ["at", "as"], findings: findings) else {
            return ([], [.iso])
        }
        let at = date.required("at") == nil ? [] : pointers(date, "at")
        let formats = date.choices("as", among: PlatformDate.allCases)
        return (at, formats.isEmpty ? [.iso] : formats)
    }

    private func readOwner(_ rule: YAMLMapping, names: Set<String>?) -> PostRule.Owner? {
        guard let node = rule.node("own"),
            let own = YAMLMapping(node, what: "the owner", keys: ["at", "is"], findings: findings)
        else { return nil }
        let at = own.required("at") == nil ? [] : pointers(own, "at")
        if own.required("is") == nil { return nil }
        let accepted = own.texts("is").compactMap { text, node -> URLTemplate? in
            template(text, at: node, names: names)
        }
        return PostRule.Owner(author: at, accepted: accepted)
    }

    func readCounters(_ rule: YAMLMapping) -> [CounterRule] {
        rule.members("counters", of: "names with pointers").map { name, _, value in
            let pointers = rule.texts(of: value, key: name).compactMap { text, node in pointer(text, at: node) }
            return CounterRule(name: name, pointers: pointers)
        }
    }

    func readYield(_ node: Node, names: Set<String>?) -> YieldRule? {
        let keys = [
            "each", "from", "prefer", "with", "where", "unless", "when", "url", "as", "optional", "post", "context",
            "lane", "method", "body", "type",
        ]
        guard let rule = YAMLMapping(node, what: "a yield", keys: keys, findings: findings) else { return nil }
        let from = pointers(rule, "from")
        let prefer = pointers(rule, "prefer")
        if rule.node("from") == nil, rule.node("prefer") == nil {
            findings.error(at: rule.mark, "a yield needs one of the keys \"from\" and \"prefer\"")
        }
        let with = readWith(rule)
        let known = names.map { $0.union(with.keys).union(["value"]) }
        let url = template(rule, "url", names: known, isRequired: false)
        let request = request(rule, names: known)
        let conditions = readConditions(rule)
        let lane = lane(rule)
        guard let kind = kind(rule) else { return nil }
        return YieldRule(
            each: pointer(rule, "each") ?? .whole, from: from, prefer: prefer, with: with, conditions: conditions,
            url: url, kind: kind, isOptional: rule.flag("optional"), post: pointer(rule, "post"),
            isContext: rule.flag("context"), lane: lane, request: request)
    }

    private func readConditions(_ rule: YAMLMapping) -> ElementConditions {
        ElementConditions(
            condition: pointers(rule, "where"), exception: pointers(rule, "unless"), values: readValues(rule, "when"))
    }

    /// Pointers with the texts that are to be there.
    func readValues(_ rule: YAMLMapping, _ key: String) -> [ValueCondition] {
        rule.members(key, of: "pointers with texts").compactMap { name, place, value in
            guard let pointer = pointer(name, at: place) else { return nil }
            let texts = rule.texts(of: value, key: name).map { WildcardText($0.text) }
            return texts.isEmpty ? nil : ValueCondition(pointer: pointer, texts: texts)
        }
    }

    func readWith(_ rule: YAMLMapping) -> [String: JSONPointer] {
        var result: [String: JSONPointer] = [:]
        for (name, _, value) in rule.members("with", of: "names with pointers") {
            guard let text = rule.text(of: value, key: name) else { continue }
            result[name] = pointer(text, at: value)
        }
        return result
    }
}
