// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Extract
import HTTPMessage
import WebURL

/// One answer held against all rules of a profile.
struct AnswerReading {
    let profile: Profile
    let address: WebAddress
    let fields: [(String, String)]
    /// What was asked; nil for a plain GET.
    let request: RequestContent?
    /// The placeholders of the seed.
    let bindings: [String: String]

    var documents: AnswerDocuments
    var result = Profile.Discoveries()
    var work = JSONPointer.Work()
    /// Where in the result each post is, by its id.
    var places: [String: Int] = [:]
    private var seen: Set<Target> = []
    private var reported: Set<DocumentSource> = []

    /// What would be fetched: one URL can be asked several things.
    private struct Target: Hashable {
        let url: String
        let request: RequestContent?
    }

    init(
        profile: Profile, address: WebAddress, mediaType: String, fields: [(String, String)], body: [UInt8],
        request: RequestContent?, bindings: [String: String]
    ) {
        self.profile = profile
        self.address = address
        self.fields = fields
        self.request = request
        self.bindings = bindings
        documents = AnswerDocuments(
            url: address.withoutFragment, contentType: mediaType, body: body, wanted: profile.elementNames)
    }

    mutating func run() -> Profile.Discoveries {
        let here = address.withoutFragment
        for rule in profile.api where rule.method == request?.method ?? "GET" {
            guard let captures = rule.on.match(here, bindings: bindings) else { continue }
            apply(rule, captured: names(captures))
        }
        for (index, rule) in profile.pages.enumerated() {
            guard !rule.next.isEmpty, let captures = rule.url.match(here, bindings: bindings) else { continue }
            let list = ListContext(
                rule: "page[\(index + 1)]", kind: rule.kind == .feed ? .feed : .page, maxPages: rule.maxPages,
                lane: rule.lane, captured: names(captures), showsPosts: false)
            follow(rule.next, list, document: nil)
        }
        readMediaAttributes()
        if work.isSpent {
            result.findings.append(
                Diagnostic(
                    .warning, at: .url(here),
                    "profile \(profile.name) did not get to the end of the answer: it has more values than are looked at",
                    hint: "a pointer with ** may be narrower"))
        }
        return result
    }

    private mutating func apply(_ rule: APIRule, captured: [String: String]) {
        let reading = documents.reading(rule.source)
        if case .none(let reason) = reading, !rule.isOptional { report(reason, rule) }
        var showsPosts = false
        if let document = reading.document {
            let before = result.posts.count
            for posts in rule.posts {
                find(posts, rule: "api[\(rule.name)].posts", lane: rule.lane, in: document, captured: captured)
            }
            showsPosts = result.posts.count > before
            if !rule.posts.isEmpty { result.isEmptyList = result.posts.isEmpty }
            count(rule.counters, in: document)
        }
        let kind: PlannedURL.Kind =
            switch rule.source {
            case .body: .api
            case .feed: .feed
            case .script, .assignment, .scriptsOfType, .scriptsWithAttribute: .page
            }
        let list = ListContext(
            rule: "api[\(rule.name)]", kind: kind, maxPages: rule.maxPages, lane: rule.lane, captured: captured,
            showsPosts: showsPosts)
        follow(rule.next, list, document: reading.document)
        guard let document = reading.document else { return }
        for (index, yield) in rule.yields.enumerated() {
            apply(yield, of: rule, number: index + 1, in: document, captured: captured)
        }
    }

    /// The names of the seed, over them those of the answer's own URL, over them those caught in it.
    private func names(_ captures: [String: String]) -> [String: String] {
        bindings.merging(Profile.bindings(of: address)) { _, new in new }.merging(captures) { _, new in new }
    }

    private mutating func report(_ reason: String, _ rule: APIRule) {
        guard reported.insert(rule.source).inserted else { return }
        let found = documents.contentType.isEmpty ? "an answer without media type" : documents.contentType.lowercased()
        result.findings.append(
            Diagnostic(
                .warning, at: .url(address.withoutFragment),
                "rule api[\(rule.name)] of profile \(profile.name) expects \(rule.source), found \(found): \(reason)",
                hint: "the platform may have changed, or this is a wall"))
    }

    private mutating func apply(
        _ yield: YieldRule, of rule: APIRule, number: Int, in document: JSONValue, captured: [String: String]
    ) {
        for root in yield.each.values(in: document, &work) where yield.conditions.hold(for: root, &work) {
            var values = values(yield.with, in: root)
            let post = yield.post.flatMap { text($0, in: root) }.map { id(of: $0, in: rule) }
            for value in picked(yield, in: root) {
                values["value"] = value
                guard let target = yield.url.map({ $0.filled(captured: captured, values: values) }) ?? value else {
                    continue
                }
                var request: RequestContent?
                if let template = yield.request {
                    guard let filled = template.filled(captured: captured, values: values) else { continue }
                    request = filled
                }
                let relation: Discovery.Relation = yield.kind == .media ? .media : .yield
                add(
                    target, kind: yield.kind, relation: relation, rule: "api[\(rule.name)].yields[\(number)]",
                    Discovered(
                        isOptional: yield.isOptional, lane: yield.lane ?? rule.lane, request: request, post: post,
                        isContext: yield.isContext))
            }
        }
    }

    /// The id in the form in which the posts of the rule have it.
    private func id(of text: String, in rule: APIRule) -> String {
        rule.posts.lazy.compactMap { $0.take?.match(text)?["id"] }.first ?? text
    }

    private mutating func picked(_ yield: YieldRule, in root: JSONValue) -> [String] {
        var found: [String] = []
        for pointer in yield.from { found += texts(pointer, in: root) }
        for pointer in yield.prefer {
            let best = texts(pointer, in: root)
            if !best.isEmpty { return found + best }
        }
        return found
    }

    /// The texts at a pointer that are not empty.
    mutating func texts(_ pointer: JSONPointer, in root: JSONValue) -> [String] {
        pointer.values(in: root, &work).compactMap(\.text).filter { !$0.isEmpty }
    }

    mutating func text(_ pointer: JSONPointer, in root: JSONValue) -> String? {
        texts(pointer, in: root).first
    }

    /// The values of `with:`.
    mutating func values(_ with: [String: JSONPointer], in root: JSONValue) -> [String: String] {
        var values: [String: String] = [:]
        for (name, pointer) in with { values[name] = pointer.values(in: root, &work).first?.text }
        return values
    }

    private mutating func readMediaAttributes() {
        let here = address.withoutFragment
        let rules = profile.media.attributes.filter { $0.on.map { $0.match(here, bindings: bindings) != nil } ?? true }
        guard !rules.isEmpty else { return }
        for element in documents.elements() {
            for rule in rules where rule.element == element.name {
                guard let value = element.attribute(rule.attribute), !value.isEmpty else { continue }
                add(
                    value, kind: .media, relation: .media, rule: "media.attributes[\(rule.element)/@\(rule.attribute)]",
                    Discovered())
            }
        }
    }

    /// What is known of a URL that was found, besides where it is.
    struct Discovered {
        var isOptional = false
        var maxPages: Int?
        var lane: String?
        var request: RequestContent?
        var post: String?
        var isContext = false
    }

    mutating func add(
        _ target: String, kind: PlannedURL.Kind, relation: Discovery.Relation, rule: String, _ known: Discovered
    ) {
        guard let url = absolute(target) else { return }
        if kind == .media {
            guard !profile.media.exclude.contains(where: { $0.match(url) != nil }) else { return }
            for better in profile.renditions(of: url) {
                var rendition = known
                rendition.isOptional = true
                insert(better, kind: kind, relation: relation, rule: rule, rendition)
            }
        } else {
            guard !profile.ignore.contains(where: { $0.match(url) != nil }) else { return }
        }
        insert(url, kind: kind, relation: relation, rule: rule, known)
    }

    /// The whole http URL without a fragment that a reference in the answer means.
    func absolute(_ target: String) -> String? {
        guard let found = WebAddress(target, relativeTo: address), found.isHTTP, found.host?.isEmpty == false else {
            return nil
        }
        return found.withoutFragment
    }

    private mutating func insert(
        _ url: String, kind: PlannedURL.Kind, relation: Discovery.Relation, rule: String, _ known: Discovered
    ) {
        // An answer that names itself as its next page would never end.
        guard url != address.withoutFragment || known.request != request,
            result.found.count < Profile.mostDiscoveries,
            seen.insert(Target(url: url, request: known.request)).inserted
        else { return }
        result.found.append(
            Discovery(
                url: url, kind: kind, relation: relation, rule: rule, isOptional: known.isOptional,
                maxPages: known.maxPages, lane: known.lane, request: known.request, post: known.post,
                isContext: known.isContext))
    }
}

extension Profile {
    /// The elements of pages that any rule looks at.
    fileprivate var elementNames: Set<String> {
        var names: Set<String> = ["script"]
        names.formUnion(media.attributes.map(\.element))
        for next in pages.flatMap(\.next) + api.flatMap(\.next) {
            switch next.way {
            case .htmlRelation: names.formUnion(["a", "link"])
            case .htmlElement(let name, _, _, _): names.insert(name)
            case .linkHeader, .json, .number: break
            }
        }
        return names
    }
}
