// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

/// One YAML mapping with a known set of keys, read key by key; every deviation is a finding with its place.
struct YAMLMapping {
    /// What the mapping is, with its article: "a wall". Used in messages.
    let what: String
    let mark: Mark?
    let findings: FindingList
    private let values: [String: Node]

    /// Nil, with a finding, when the node is no mapping. Unknown keys are findings with the nearest known one.
    init?(_ node: Node, what: String, keys: [String], findings: FindingList) {
        self.what = what
        self.findings = findings
        mark = node.mark
        guard case .mapping(let mapping) = node else {
            findings.error(
                at: node, "expected \(what) with keys, found \(node.kindInWords)",
                hint: "keys: \(keys.joined(separator: ", "))")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string else {
                findings.error(at: key, "expected a key, found \(key.kindInWords)")
                continue
            }
            if keys.contains(name) {
                values[name] = value
            } else if !YAMLDocument.isRenamed(name) {
                let hint = Spelling.nearest(to: name, among: keys).map { "did you mean \"\($0)\"?" }
                findings.error(
                    at: key, "unknown key \"\(name)\" in \(what)",
                    hint: hint ?? "known: \(keys.joined(separator: ", "))")
            }
        }
        self.values = values
    }

    func node(_ key: String) -> Node? { values[key] }

    /// The node, with a finding when the key is missing.
    func required(_ key: String) -> Node? {
        if let node = values[key] { return node }
        findings.error(at: mark, "\(what) needs the key \"\(key)\"")
        return nil
    }

    /// Text on one or several lines, without space around it; an empty value is a finding.
    func text(_ key: String) -> String? {
        guard let node = values[key] else { return nil }
        return text(of: node, key: key)
    }

    func requiredText(_ key: String) -> String? {
        guard let node = required(key) else { return nil }
        return text(of: node, key: key)
    }

    func text(of node: Node, key: String) -> String? {
        guard case .scalar(let scalar) = node, !node.isNothing else {
            findings.error(at: node, "expected text for \"\(key)\", found \(node.kindInWords)")
            return nil
        }
        let text = scalar.string.trimmingASCIISpace()
        guard !text.isEmpty else {
            findings.error(at: node, "expected text for \"\(key)\", found nothing")
            return nil
        }
        return text
    }

    /// The elements of a list; one value that is no list counts as a list of one.
    func elements(_ key: String) -> [Node] {
        guard let node = values[key] else { return [] }
        switch node {
        case .sequence(let sequence): return Array(sequence)
        case .scalar, .mapping:
            if node.isNothing {
                findings.error(at: node, "expected a list for \"\(key)\", found nothing")
                return []
            }
            return [node]
        case .alias: return []
        }
    }

    func texts(_ key: String) -> [(text: String, node: Node)] {
        elements(key).compactMap { node in text(of: node, key: key).map { ($0, node) } }
    }

    /// The members of a mapping whose keys are the writer's own, in the order of the file; `content` says what they are.
    func members(_ key: String, of content: String) -> [(name: String, key: Node, value: Node)] {
        guard let node = values[key] else { return [] }
        guard case .mapping(let mapping) = node else {
            findings.error(at: node, "expected \(content) for \"\(key)\", found \(node.kindInWords)")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.string, !key.isNothing else {
                findings.error(at: key, "expected a key, found \(key.kindInWords)")
                return nil
            }
            return YAMLDocument.isRenamed(name) ? nil : (name, key, value)
        }
    }

    /// The texts of a node that is one or a list of them.
    func texts(of node: Node, key: String) -> [(text: String, node: Node)] {
        guard case .sequence(let sequence) = node else { return text(of: node, key: key).map { [($0, node)] } ?? [] }
        return sequence.compactMap { node in text(of: node, key: key).map { ($0, node) } }
    }

    func flag(_ key: String) -> Bool {
        guard let node = values[key] else { return false }
        switch node.string {
        case "true"?: return true
        case "false"?: return false
        default:
            findings.error(at: node, "expected true or false for \"\(key)\", found \(node.kindInWords)")
            return false
        }
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = values[key] else { return nil }
        guard let value = node.string.flatMap({ Int($0) }) else {
            findings.error(at: node, "expected a whole number for \"\(key)\", found \(node.kindInWords)")
            return nil
        }
        guard range.contains(value) else {
            findings.error(
                at: node, "expected \(range.lowerBound) to \(range.upperBound) for \"\(key)\", found \(value)")
            return nil
        }
        return value
    }

    /// A duration in milliseconds, given as `500ms`, `1.5s`, `2m`, `1h`, or seconds without a unit.
    func milliseconds(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = values[key] else { return nil }
        guard let value = node.string.flatMap(DurationText.milliseconds) else {
            findings.error(
                at: node, "expected a duration for \"\(key)\", found \(node.kindInWords)",
                hint: "for example 500ms, 1.5s or 2m")
            return nil
        }
        guard range.contains(value) else {
            let bounds = "\(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))"
            findings.error(at: node, "expected \(bounds) for \"\(key)\", found \(node.kindInWords)")
            return nil
        }
        return value
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable<String> & Sendable>(_ key: String, among known: [Choice]) -> Choice? {
        guard let node = values[key] else { return nil }
        return choice(of: node, key: key, among: known)
    }

    func choices<Choice: RawRepresentable<String> & Sendable>(_ key: String, among known: [Choice]) -> [Choice] {
        elements(key).compactMap { choice(of: $0, key: key, among: known) }
    }

    private func choice<Choice: RawRepresentable<String> & Sendable>(
        of node: Node, key: String, among known: [Choice]
    ) -> Choice? {
        let found = node.string ?? ""
        if !node.isNothing, let value = known.first(where: { $0.rawValue == found }) { return value }
        let names = known.map(\.rawValue)
        let hint = Spelling.nearest(to: found, among: names).map { "did you mean \"\($0)\"?" }
        findings.error(
            at: node, "expected one of \(names.joined(separator: ", ")) for \"\(key)\", found \(node.kindInWords)",
            hint: hint)
        return nil
    }
}
