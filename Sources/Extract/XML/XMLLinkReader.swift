// SPDX-License-Identifier: EUPL-1.2

import WebURL

/// Puts the links of a feed, a sitemap or another XML document into a collector.
final class XMLLinkReader: XMLEvents {
    /// The title of the feed; nil when it has none.
    private(set) var title: String?
    /// The name of the root element; empty when there was none.
    private(set) var root = ""

    private let collector: LinkCollector
    private let budget: ProcessorBudget
    private let url: String
    private var path: [String] = []
    /// Bases put aside by `xml:base`, with the depth they come back at.
    private var bases: [(depth: Int, base: WebAddress)] = []
    private var meaning: XMLTextRules.Meaning?
    private var captured: [UInt8] = []
    /// Longer texts are no URL; HTML in a feed is read up to here.
    private static let maxText = 1 << 20

    private init(collector: LinkCollector, budget: ProcessorBudget, url: String) {
        self.collector = collector
        self.budget = budget
        self.url = url
    }

    /// Reads a document, UTF-8 without NUL; false when the time was up before its end.
    ///
    /// `report` gets the reader when all is read.
    /// - Throws: `.noParser`.
    static func read(
        _ text: UnsafeBufferPointer<UInt8>, into collector: LinkCollector, budget: ProcessorBudget, url: String,
        report: (XMLLinkReader) -> Void
    ) throws(ExtractionError) -> Bool {
        let reader = XMLLinkReader(collector: collector, budget: budget, url: url)
        let parser = try XMLPushParser(events: reader, budget: budget, url: url)
        let whole = parser.parse(text)
        report(reader)
        return whole
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if path.isEmpty { root = name.local.lowercased() }
        meaning = nil
        captured.removeAll(keepingCapacity: true)
        if let base = attributes.text("base"), let address = WebAddress(base, relativeTo: collector.base),
            address.isHTTP
        {
            bases.append((path.count, collector.base))
            collector.rebase(to: address.droppingFragment)
        }
        for found in XMLElementRules.links(name, attributes, root: root) {
            collector.add(found.value, found.kind, found.context)
        }
        meaning = XMLTextRules.meaning(name, in: path.last ?? "", attributes, root: root)
        path.append(name.local)
    }

    func end(_ name: XMLName) {
        if let meaning { finish(meaning, name) }
        meaning = nil
        captured.removeAll(keepingCapacity: true)
        _ = path.popLast()
        if let last = bases.last, last.depth == path.count {
            bases.removeLast()
            collector.rebase(to: last.base)
        }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        guard meaning != nil, captured.count < Self.maxText else { return }
        captured.append(contentsOf: text)
    }

    private func finish(_ meaning: XMLTextRules.Meaning, _ name: XMLName) {
        captured.withUnsafeBufferPointer { text in
            switch meaning {
            case .title: if title == nil { title = TitleText.tidy(String(decoding: text, as: UTF8.self)) }
            case .link(let kind): collector.add(text, kind, (path.dropLast().last ?? "") + "/" + name.local)
            case .absoluteLink(let kind):
                let word = String(decoding: text, as: UTF8.self).drop { $0.isWhitespace }
                if word.hasPrefix("http:") || word.hasPrefix("https:") {
                    collector.add(text, kind, (path.dropLast().last ?? "") + "/" + name.local)
                }
            case .html:
                guard text.contains(UInt8(ascii: "<")), !budget.isSpent else { return }
                // The outer parser exists, so the lack of memory for another is not worth failing for.
                _ = try? HTMLLinkReader.read(text, into: collector, budget: budget, url: url, depth: 1)
            }
        }
    }
}
