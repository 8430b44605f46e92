// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import HTTPMessage
import WebURL

/// One answer held against all rules of a profile.
struct AnswerReading {
    let profile: Profile
    let address: WebAddress
    let mediaType: String
    let fields: [(String, String)]
    let body: [UInt8]
    /// The placeholders of the seed.
    let bindings: [String: String]

    private var result = Profile.Discoveries()
    private var seen: Set<String> = []
    private var document: JSONValue?

    init(
        profile: Profile, address: WebAddress, mediaType: String, fields: [(String, String)], body: [UInt8],
        bindings: [String: String]
    ) {
        self.profile = profile
        self.address = address
        self.mediaType = mediaType.lowercased()
        self.fields = fields
        self.body = body
        self.bindings = bindings
    }

    mutating func run() -> Profile.Discoveries {
        for rule in profile.api {
            guard let captures = rule.on.match(address.withoutFragment, bindings: bindings) else { continue }
            readJSON(for: rule.name)
            let known = names(captures)
            follow(rule.next, rule: "api[\(rule.name)]", kind: .api, maxPages: rule.maxPages, captured: known)
            for (index, yield) in rule.yields.enumerated() {
                apply(yield, rule: "api[\(rule.name)].yields[\(index + 1)]", captured: known)
            }
        }
        for (index, rule) in profile.pages.enumerated() {
            guard !rule.next.isEmpty, let captures = rule.url.match(address.withoutFragment, bindings: bindings) else {
                continue
            }
            let kind: PlannedURL.Kind = rule.kind == .feed ? .feed : .page
            follow(
                rule.next, rule: "page[\(index + 1)]", kind: kind, maxPages: rule.maxPages, captured: names(captures))
        }
        readMediaAttributes()
        return result
    }

    /// The names of the seed, over them those of the answer's own URL, over them those caught in it.
    private func names(_ captures: [String: String]) -> [String: String] {
        bindings.merging(Profile.bindings(of: address)) { _, new in new }.merging(captures) { _, new in new }
    }

    private var isHTML: Bool { mediaType.contains("html") }

    private mutating func readJSON(for rule: String) {
        guard document == nil else { return }
        do {
            document = try JSONReader.read(body)
        } catch {
            document = .null
            let found = mediaType.isEmpty ? "an answer without media type" : mediaType
            result.findings.append(
                Diagnostic(
                    .warning, at: .url(address.withoutFragment),
                    "rule api[\(rule)] of profile \(profile.name) expects JSON, found \(found): \(error)",
                    hint: "the platform may have changed, or this is a wall"))
        }
    }

    private mutating func follow(
        _ next: [NextRule], rule: String, kind: PlannedURL.Kind, maxPages: Int?, captured: [String: String]
    ) {
        guard maxPages != 1 else { return }
        for step in next {
            // The first way that leads on is enough: the others name the same page in other words.
            guard let target = target(of: step, captured: captured) else { continue }
            add(target, kind: kind, relation: .nextPage, rule: rule + ".next", maxPages: maxPages)
            return
        }
    }

    private mutating func target(of step: NextRule, captured: [String: String]) -> String? {
        switch step {
        case .linkHeader(let relation):
            return fields.lazy.filter { $0.0.lowercased() == "link" }.flatMap { LinkHeader.parse($0.1) }
                .first { $0.rel.contains(relation) }?.target
        case .htmlRelation(let relation):
            return firstTag(["a", "link"]) { tag in
                let words = (tag.attribute("rel") ?? "").lowercased().split(whereSeparator: \.isWhitespace)
                return words.contains { $0 == relation } ? tag.attribute("href") : nil
            }
        case .htmlElement(let name, let attribute, let text, let take):
            return firstTag([name]) { tag in
                tag.attribute(attribute)?.contains(text) == true ? tag.attribute(take) : nil
            }
        case .json(let pointer, let template):
            if document == nil { document = (try? JSONReader.read(body)) ?? .null }
            guard let document, let value = pointer.values(in: document).lazy.compactMap(\.text).first, !value.isEmpty
            else { return nil }
            return template.map { $0.filled(captured: captured, values: ["value": value]) } ?? value
        }
    }

    private func firstTag(_ names: Set<String>, _ pick: (HTMLTagScanner.Tag) -> String?) -> String? {
        guard isHTML else { return nil }
        var scanner = HTMLTagScanner(body)
        while let tag = scanner.next(named: names) {
            if let found = pick(tag), !found.isEmpty { return found }
        }
        return nil
    }

    private mutating func apply(_ yield: YieldRule, rule: String, captured: [String: String]) {
        guard let document else { return }
        let isTrue = { (pointer: JSONPointer, root: JSONValue) in pointer.values(in: root).contains(where: \.isTruthy) }
        for root in yield.each.values(in: document) {
            guard yield.condition.isEmpty || yield.condition.contains(where: { isTrue($0, root) }),
                !yield.exception.contains(where: { isTrue($0, root) })
            else { continue }
            var values: [String: String] = [:]
            for (name, pointer) in yield.with {
                if let text = pointer.values(in: root).first?.text { values[name] = text }
            }
            for value in picked(yield, in: root) {
                values["value"] = value
                let target = yield.url.map { $0.filled(captured: captured, values: values) } ?? value
                guard let target else { continue }
                let relation: Discovery.Relation = yield.kind == .media ? .media : .yield
                add(target, kind: yield.kind, relation: relation, rule: rule, isOptional: yield.isOptional)
            }
        }
    }

    private func picked(_ yield: YieldRule, in root: JSONValue) -> [String] {
        let texts = { (pointer: JSONPointer) in
            pointer.values(in: root).compactMap(\.text).filter { !$0.isEmpty }
        }
        let best = yield.prefer.lazy.map(texts).first { !$0.isEmpty } ?? []
        return yield.from.flatMap(texts) + best
    }

    private mutating func readMediaAttributes() {
        guard isHTML else { return }
        let here = address.withoutFragment
        let rules = profile.media.attributes.filter { $0.on.map { $0.match(here, bindings: bindings) != nil } ?? true }
        guard !rules.isEmpty else { return }
        var scanner = HTMLTagScanner(body)
        while let tag = scanner.next(named: Set(rules.map(\.element))) {
            for rule in rules where rule.element == tag.name {
                guard let value = tag.attribute(rule.attribute), !value.isEmpty else { continue }
                add(value, kind: .media, relation: .media, rule: "media.attributes[\(rule.element)/@\(rule.attribute)]")
            }
        }
    }

    private mutating func add(
        _ target: String, kind: PlannedURL.Kind, relation: Discovery.Relation, rule: String, isOptional: Bool = false,
        maxPages: Int? = nil
    ) {
        guard let found = WebAddress(target, relativeTo: address), found.isHTTP, found.host?.isEmpty == false else {
            return
        }
        let url = found.withoutFragment
        if kind == .media {
            guard !profile.media.exclude.contains(where: { $0.match(url) != nil }) else { return }
            for better in profile.renditions(of: url) {
                insert(better, kind: kind, relation: relation, rule: rule, isOptional: true, maxPages: nil)
            }
        } else {
            guard !profile.ignore.contains(where: { $0.match(url) != nil }) else { return }
        }
        insert(url, kind: kind, relation: relation, rule: rule, isOptional: isOptional, maxPages: maxPages)
    }

    private mutating func insert(
        _ url: String, kind: PlannedURL.Kind, relation: Discovery.Relation, rule: String, isOptional: Bool,
        maxPages: Int?
    ) {
        // An answer that names itself as its next page would never end.
        guard url != address.withoutFragment, result.found.count < Profile.mostDiscoveries,
            seen.insert(url).inserted
        else { return }
        result.found.append(
            Discovery(
                url: url, kind: kind, relation: relation, rule: rule, isOptional: isOptional, maxPages: maxPages))
    }
}
