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
        pattern(text, at: node) { text throws(URLPattern.Malformed) in try URLPattern(text) }
    }

    /// A pattern that is held against something other than a URL, such as a handle or the value of a parameter.
    func textPattern(_ text: String, at node: Node) -> URLPattern? {
        pattern(text, at: node) { text throws(URLPattern.Malformed) in try URLPattern(handle: text) }
    }

    private func pattern(
        _ text: String, at node: Node, _ read: (String) throws(URLPattern.Malformed) -> URLPattern
    ) -> URLPattern? {
        do {
            return try read(text)
        } catch {
            report(error, in: text, at: node)
            return nil
        }
    }

    /// The template under a key; placeholders that are not among `names` are findings, nil stands for any.
    func template(_ rule: YAMLMapping, _ key: String, names: Set<String>?, isRequired: Bool) -> URLTemplate? {
        if isRequired, rule.required(key) == nil { return nil }
        guard let node = rule.node(key), let text = rule.text(key) else { return nil }
        return template(text, at: node, names: names)
    }

    func template(_ text: String, at node: Node, names: Set<String>?) -> URLTemplate? {
        let template: URLTemplate
        do {
            template = try URLTemplate(text)
        } catch {
            report(error, in: text, at: node)
            return nil
        }
        check(template.names, of: text, at: node, among: names)
        return template
    }

    /// Finds placeholders that nothing fills; nil stands for any names.
    func check(_ used: [String], of text: String, at node: Node, among names: Set<String>?) {
        guard let names else { return }
        for name in used where !names.contains(name) {
            let hint = Spelling.nearest(to: name, among: names).map { "did you mean {\($0)}?" }
            findings.error(
                at: node, "nothing fills the placeholder {\(name)} of \"\(text)\"",
                hint: hint ?? "known here: \(names.sorted().map { "{\($0)}" }.joined(separator: ", "))")
        }
    }

    /// `method`, `body` and `type` of a request; nil for a plain GET.
    func request(_ rule: YAMLMapping, names: Set<String>?) -> RequestTemplate? {
        let method = method(rule)
        guard let node = rule.node("body") else {
            if let type = rule.node("type") { findings.error(at: type, "the key \"type\" goes with \"body\" only") }
            return method.flatMap { $0 == "GET" ? nil : RequestTemplate(method: $0, body: nil, type: nil) }
        }
        guard method != "GET" else {
            findings.error(at: node, "a GET has no body", hint: "leave \"method\" out or make it POST")
            return nil
        }
        guard let text = rule.text("body") else { return nil }
        let isJSON = text.hasPrefix("{") || text.hasPrefix("[")
        let type = rule.text("type") ?? (isJSON ? "application/json" : "application/x-www-form-urlencoded")
        guard type.contains("/"), type.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            findings.error(
                at: rule.node("type"), "expected a media type for \"type\", found \"\(type)\"",
                hint: "for example application/json")
            return nil
        }
        do {
            let body = try BodyTemplate(text, type: type)
            check(body.names, of: String(text.prefix(120)), at: node, among: names)
            return RequestTemplate(method: method ?? "POST", body: body, type: type)
        } catch {
            report(error, in: text, at: node)
            return nil
        }
    }

    /// `method`; nil when it is not given.
    func method(_ rule: YAMLMapping) -> String? {
        guard let node = rule.node("method"), let method = rule.text("method") else { return nil }
        if ["GET", "POST", "PUT"].contains(method) { return method }
        let hint = ["get", "post", "put"].contains(method.lowercased()) ? "write it in capitals" : nil
        findings.error(at: node, "expected one of GET, POST, PUT for \"method\", found \"\(method)\"", hint: hint)
        return nil
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
