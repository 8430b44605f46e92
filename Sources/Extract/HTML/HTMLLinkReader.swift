// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// Puts the links of an HTML, XHTML or SVG document into a collector.
///
/// Scripts are not read, except those whose type says JSON.
final class HTMLLinkReader: HTMLEvents {
    /// `srcdoc` in `srcdoc`, or HTML in JSON in HTML: deeper ones are left alone.
    private static let maxDepth = 3

    /// The text of the document's title element as it stands; nil when there is none.
    private(set) var rawTitle: [UInt8]?
    /// The `og:title`, for documents without a title element.
    private(set) var cardTitle: String?

    private let collector: LinkCollector
    private let budget: ProcessorBudget
    private let depth: Int
    private let url: String
    private var capture = Capture.none
    private var captured: [UInt8] = []
    private var svgDepth = 0
    private var hasBase = false

    /// The text being gathered.
    private enum Capture: Equatable { case none, title, style, json(JSONLinkRules.Purpose) }

    private init(collector: LinkCollector, budget: ProcessorBudget, url: String, depth: Int) {
        self.collector = collector
        self.budget = budget
        self.url = url
        self.depth = depth
    }

    /// Reads a document or a fragment of one, UTF-8 without NUL; false when the time was up before its end.
    ///
    /// `report` gets the reader when all is read, for the title.
    /// - Throws: `.noParser`.
    static func read(
        _ text: UnsafeBufferPointer<UInt8>, into collector: LinkCollector, budget: ProcessorBudget, url: String,
        depth: Int = 0, report: (HTMLLinkReader) -> Void = { _ in }
    ) throws(ExtractionError) -> Bool {
        guard depth < maxDepth else { return true }
        let base = collector.base
        let reader = HTMLLinkReader(collector: collector, budget: budget, url: url, depth: depth)
        let parser = try HTMLPushParser(events: reader, budget: budget, url: url)
        let whole = parser.parse(text)
        reader.flush()
        report(reader)
        if depth > 0 { collector.rebase(to: base) }
        return whole
    }

    func start(_ name: String, _ attributes: HTMLAttributes) {
        switch name {
        case "title": if svgDepth == 0, rawTitle == nil { begin(.title) }
        case "style": begin(.style)
        case "script": if let purpose = Self.purpose(attributes) { begin(.json(purpose)) }
        case "svg": svgDepth += 1
        default: break
        }
        guard !attributes.isEmpty else { return }
        switch name {
        case "a", "area": anchor(name, attributes)
        case "base": base(attributes)
        case "link": link(attributes)
        case "meta": meta(attributes)
        case "input": if attributes.tokens("type") == ["image"] { add(attributes, "src", .embed, "input/@src") }
        case "param": parameter(attributes)
        case "iframe": if let inner = attributes.bytes("srcdoc") { fragment(inner) }
        default: break
        }
        for rule in HTMLElementRules.rules(of: name) {
            guard let value = attributes.bytes(rule.attribute) else { continue }
            if rule.isSet {
                SrcsetParser.forEachURL(in: value) { collector.add($0, rule.kind, rule.context) }
            } else {
                collector.add(value, rule.kind, rule.context)
            }
        }
        everyElement(name, attributes)
    }

    func end(_ name: String) {
        switch name {
        case "svg": svgDepth = max(0, svgDepth - 1)
        case "title", "style", "script": flush()
        default: break
        }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        guard capture != .none else { return }
        captured.append(contentsOf: text)
    }

    private func begin(_ next: Capture) {
        flush()
        capture = next
    }

    private func flush() {
        defer {
            capture = .none
            captured.removeAll(keepingCapacity: true)
        }
        switch capture {
        case .none: break
        case .title: rawTitle = captured
        case .style:
            captured.withUnsafeBufferPointer {
                CSSLinkScanner.scan($0) { collector.add($0, .embed, "style/" + $1.rawValue) }
            }
        case .json(let purpose): captured.withUnsafeBufferPointer { json($0, purpose) }
        }
    }

    private func json(_ text: UnsafeBufferPointer<UInt8>, _ purpose: JSONLinkRules.Purpose) {
        JSONLinkReader.read(text, into: collector, purpose: purpose) { fragment($0) }
    }

    private func fragment(_ text: UnsafeBufferPointer<UInt8>) {
        guard !budget.isSpent else { return }
        // The outer parser exists, so the lack of memory for another is not worth failing for.
        _ = try? Self.read(text, into: collector, budget: budget, url: url, depth: depth + 1)
    }

    private static func purpose(_ attributes: HTMLAttributes) -> JSONLinkRules.Purpose? {
        guard let type = attributes.text("type")?.lowercased() else { return nil }
        if type.contains("json") { return .data }
        return type == "importmap" ? .importMap : nil
    }

    private func add(_ attributes: HTMLAttributes, _ name: StaticString, _ kind: Link.Kind, _ context: String) {
        guard let value = attributes.bytes(name) else { return }
        collector.add(value, kind, context)
    }

    private func anchor(_ name: String, _ attributes: HTMLAttributes) {
        guard let href = attributes.bytes("href") else { return }
        let relations = attributes.tokens("rel")
        if relations.contains("next") || attributes.tokens("class").contains(where: NextPageName.matches) {
            collector.add(href, .nextPage, name + "[next]/@href")
        } else if relations.contains("alternate"), let type = attributes.text("type"), LinkRelation.isFeed(type) {
            collector.add(href, .feed, name + "[alternate]/@href")
        } else {
            collector.add(href, .navigation, name + "/@href")
        }
    }

    private func base(_ attributes: HTMLAttributes) {
        // Only the first counts, and only where it can be fetched from (HTML §4.2.3).
        guard !hasBase, let href = attributes.text("href") else { return }
        hasBase = true
        guard let address = WebAddress(href, relativeTo: collector.base), address.isHTTP else { return }
        collector.rebase(to: address.droppingFragment)
    }

    private func link(_ attributes: HTMLAttributes) {
        let relations = attributes.tokens("rel")
        if let set = attributes.bytes("imagesrcset") {
            SrcsetParser.forEachURL(in: set) { collector.add($0, .embed, "link/@imagesrcset") }
        }
        guard let href = attributes.bytes("href") else { return }
        let kind =
            LinkRelation.kind(relations, type: attributes.text("type"), href: href)
            ?? attributes.tokens("itemprop").lazy.compactMap(HTMLMetaRules.kind).first
        guard let kind else { return }
        collector.add(href, kind, "link[" + relations.joined(separator: " ") + "]/@href")
    }

    private func meta(_ attributes: HTMLAttributes) {
        guard let content = attributes.bytes("content") else { return }
        if attributes.tokens("http-equiv") == ["refresh"] {
            if let target = RefreshValue.target(content) { collector.add(target, .refresh, "meta[refresh]/@content") }
            return
        }
        let names = attributes.tokens("property") + attributes.tokens("name") + attributes.tokens("itemprop")
        if cardTitle == nil, names.contains("og:title") {
            cardTitle = String(decoding: content.prefix(8192), as: UTF8.self)
        }
        for name in names {
            guard let kind = HTMLMetaRules.kind(name) else { continue }
            collector.add(content, kind, "meta[" + name + "]/@content")
        }
    }

    private func parameter(_ attributes: HTMLAttributes) {
        let names: Set<String> = ["movie", "src", "data", "url", "filename"]
        guard let name = attributes.text("name")?.lowercased(), names.contains(name) else { return }
        add(attributes, "value", .embed, "param/@value")
    }

    /// `style` and the `data-` attributes scripts put into use later.
    private func everyElement(_ element: String, _ attributes: HTMLAttributes) {
        for (name, value) in attributes {
            if name.hasPrefix("data-") {
                data(name.text, of: element, value)
            } else if name.equals("style") {
                CSSLinkScanner.scan(value) { url, _ in collector.add(url, .embed, element + "/@style") }
            }
        }
    }

    private func data(_ name: String, of element: String, _ value: UnsafeBufferPointer<UInt8>) {
        guard let found = HTMLDataAttribute(name, of: element, value) else { return }
        let context = "\(element)/@\(name)"
        switch found {
        case .link(let kind): collector.add(value, kind, context)
        case .set: SrcsetParser.forEachURL(in: value) { collector.add($0, .embed, context) }
        case .style: CSSLinkScanner.scan(value) { url, _ in collector.add(url, .embed, context) }
        case .json: json(value, .data)
        }
    }
}
