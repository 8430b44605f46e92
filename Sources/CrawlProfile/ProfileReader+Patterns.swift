// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Yams

extension ProfileReader {
    func patterns(_ rule: YAMLMapping, _ key: String) -> [URLPattern] {
        rule.texts(key).compactMap { text, node in pattern(text, at: node) }
    }

    /// The pattern under a key that may be missing.
    func pattern(_ rule: YAMLMapping, _ key: String) -> URLPattern? {
        guard let node = rule.node(key), let text = rule.text(key) else { return nil }
        return pattern(text, at: node)
    }

    func requiredPattern(_ rule: YAMLMapping, _ key: String) -> URLPattern? {
        rule.required(key) == nil ? nil : pattern(rule, key)
    }

    private func pattern(_ text: String, at node: Node) -> URLPattern? {
        do {
            return try URLPattern(text)
        } catch {
            report(error, in: text, at: node)
            return nil
        }
    }

    /// The template under a key; placeholders that are not among `names` are findings, nil stands for any.
    func template(_ rule: YAMLMapping, _ key: String, names: Set<String>?, isRequired: Bool) -> URLTemplate? {
        if isRequired, rule.required(key) == nil { return nil }
        guard let node = rule.node(key), let text = rule.text(key) else { return nil }
        let template: URLTemplate
        do {
            template = try URLTemplate(text)
        } catch {
            report(error, in: text, at: node)
            return nil
        }
        guard let names else { return template }
        for name in template.names where !names.contains(name) {
            let hint = Spelling.nearest(to: name, among: names).map { "did you mean {\($0)}?" }
            findings.error(
                at: node, "nothing fills the placeholder {\(name)} of \"\(text)\"",
                hint: hint ?? "known here: \(names.sorted().map { "{\($0)}" }.joined(separator: ", "))")
        }
        return template
    }

    func pointers(_ rule: YAMLMapping, _ key: String) -> [JSONPointer] {
        rule.texts(key).compactMap { text, node in pointer(text, at: node) }
    }

    func pointer(_ rule: YAMLMapping, _ key: String) -> JSONPointer? {
        guard let node = rule.node(key), let text = rule.text(key) else { return nil }
        return pointer(text, at: node)
    }

    func pointer(_ text: String, at node: Node) -> JSONPointer? {
        if let pointer = JSONPointer(text) { return pointer }
        findings.error(
            at: node, "\"\(text)\" is not a JSON pointer",
            hint: "it starts with /, as in /id or /*/media_attachments/*/url")
        return nil
    }

    func report(_ malformed: URLPattern.Malformed, in text: String, at node: Node) {
        let place = malformed.offset > 0 ? " at character \(malformed.offset + 1)" : ""
        findings.error(at: node, "\(malformed.message)\(place), found \"\(text.prefix(120))\"", hint: malformed.hint)
    }
}
