// SPDX-License-Identifier: EUPL-1.2

import Extract
import HTTPMessage
import WebURL

extension AnswerReading {
    /// The list that an answer is a page of.
    struct ListContext {
        /// The rule that says so, for the log.
        let rule: String
        /// As what its next page is fetched.
        let kind: PlannedURL.Kind
        let maxPages: Int?
        let lane: String?
        let captured: [String: String]
        let showsPosts: Bool
    }

    /// A page that a rule leads on to.
    private struct NextPage {
        let url: String
        let request: RequestContent?
    }

    mutating func follow(_ next: [NextRule], _ list: ListContext, document: JSONValue?) {
        guard list.maxPages != 1 else { return }
        for step in next {
            // The first way that leads on is enough: the others name the same page in other words.
            guard let page = page(of: step, list, document: document) else { continue }
            // What is posted is no page to look at, wherever the list began.
            let kind = page.request == nil ? list.kind : .api
            add(
                page.url, kind: kind, relation: .nextPage, rule: list.rule + ".next",
                Discovered(maxPages: list.maxPages, lane: list.lane, request: page.request))
            return
        }
    }

    private mutating func page(of step: NextRule, _ list: ListContext, document known: JSONValue?) -> NextPage? {
        // Rules of pages have no document of their own.
        let document = known ?? (step.readsDocument ? documents.reading(.body).document : nil)
        if let condition = step.condition {
            guard let document, condition.values(in: document, &work).contains(where: \.isTruthy) else { return nil }
        }
        switch step.way {
        case .linkHeader(let relation):
            let links = fields.lazy.filter { $0.0.lowercased() == "link" }.flatMap { LinkHeader.parse($0.1) }
            return links.first { $0.rel.contains(relation) }.map { NextPage(url: $0.target, request: nil) }
        case .htmlRelation(let relation):
            return element(named: ["a", "link"]) { element in
                let words = (element.attribute("rel") ?? "").lowercased().split(whereSeparator: \.isWhitespace)
                return words.contains { $0 == relation } ? element.attribute("href") : nil
            }
        case .htmlElement(let name, let attribute, let text, let take):
            return element(named: [name]) { element in
                element.attribute(attribute)?.contains(text) == true ? element.attribute(take) : nil
            }
        case .json(let pointer):
            guard let document, let value = text(pointer, in: document) else { return nil }
            return page(of: step, value: value, list, in: document)
        case .number(let parameter, let last):
            return numbered(parameter, last: last, list, document: document)
        }
    }

    private mutating func element(
        named names: Set<String>, _ pick: (HTMLElement) -> String?
    ) -> NextPage? {
        for element in documents.elements() where names.contains(element.name) {
            if let found = pick(element), !found.isEmpty { return NextPage(url: found, request: nil) }
        }
        return nil
    }

    private mutating func page(
        of step: NextRule, value: String, _ list: ListContext, in document: JSONValue
    ) -> NextPage? {
        var values = values(step.with, in: document)
        values["value"] = value
        var request: RequestContent?
        if let template = step.request {
            guard let filled = template.filled(captured: list.captured, values: values) else { return nil }
            request = filled
        }
        if let url = step.url {
            return url.filled(captured: list.captured, values: values).map { NextPage(url: $0, request: request) }
        }
        if let parameter = step.parameter {
            return NextPage(url: own(setting: parameter, to: value), request: request ?? self.request)
        }
        // Without a template the value is the URL, unless it went into the body.
        return NextPage(url: request == nil ? value : address.withoutFragment, request: request)
    }

    /// The next of pages that have numbers, from 1.
    private mutating func numbered(
        _ parameter: String, last: JSONPointer?, _ list: ListContext, document: JSONValue?
    ) -> NextPage? {
        let given = address.parameter(parameter)
        guard let current = given.map({ Int($0) }) ?? 1, (0..<Self.lastNumber).contains(current) else { return nil }
        if let last {
            guard let document, let value = last.values(in: document, &work).first,
                let number = CounterText.number(value), Int64(current) < number
            else { return nil }
        } else {
            guard list.showsPosts else { return nil }
        }
        return NextPage(url: own(setting: parameter, to: String(current + 1)), request: request)
    }

    private static let lastNumber = 1_000_000

    private func own(setting parameter: String, to value: String) -> String {
        address.setting(parameter, to: value)
    }
}

extension NextRule {
    fileprivate var readsDocument: Bool {
        switch way {
        case .json: true
        case .number(_, let last): last != nil || condition != nil
        case .linkHeader, .htmlRelation, .htmlElement: condition != nil
        }
    }
}

extension WebAddress {
    /// The parameters of the query as they stand in the URL, with their names percent-decoded.
    var parameters: [(name: String, value: String)] {
        guard let query, !query.isEmpty else { return [] }
        return query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (PercentCoding.decoded(String(parts[0])), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// The first parameter of that name, as it stands in the URL.
    func parameter(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// The URL without its fragment and with that parameter, in the place of the one it had or at the end.
    func setting(_ name: String, to value: String) -> String {
        let pair = PercentCoding.encoded(name, keeping: "-._~[]") + "=" + PercentCoding.encoded(value, keeping: "-._~")
        let whole = withoutFragment
        guard let mark = whole.firstIndex(of: "?") else { return whole + "?" + pair }
        var isSet = false
        var pairs: [String] = []
        for old in whole[whole.index(after: mark)...].split(separator: "&") {
            let oldName = old.prefix { $0 != "=" }
            if PercentCoding.decoded(String(oldName)) != name {
                pairs.append(String(old))
            } else if !isSet {
                pairs.append(pair)
                isSet = true
            }
        }
        if !isSet { pairs.append(pair) }
        return whole[...mark] + pairs.joined(separator: "&")
    }
}
