// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Extract

/// The JSON documents of one answer, each read once, and the elements of the page that rules name.
struct AnswerDocuments {
    /// A document, or why there is none.
    enum Reading {
        case document(JSONValue)
        case none(String)

        var document: JSONValue? { if case .document(let value) = self { value } else { nil } }
    }

    let url: String
    let contentType: String
    let body: [UInt8]
    /// The names of the elements that are looked for.
    private let wanted: Set<String>
    private var readings: [DocumentSource: Reading] = [:]
    private var found: [HTMLElement]?

    init(url: String, contentType: String, body: [UInt8], wanted: Set<String>) {
        self.url = url
        self.contentType = contentType
        self.body = body
        self.wanted = wanted
    }

    var isHTML: Bool { contentType.lowercased().contains("html") }

    /// The elements with the wanted names; none when the answer is no web page.
    mutating func elements() -> [HTMLElement] {
        if let found { return found }
        var read: [HTMLElement] = []
        if isHTML {
            // Without memory for a parser there is nothing to be found; the rules say so where it matters.
            read = (try? HTMLElements.read(body, contentType: contentType, url: url, named: wanted)) ?? []
        }
        found = read
        return read
    }

    /// The document at a source.
    mutating func reading(_ source: DocumentSource) -> Reading {
        if let known = readings[source] { return known }
        let reading = read(source)
        readings[source] = reading
        return reading
    }

    private mutating func read(_ source: DocumentSource) -> Reading {
        switch source {
        case .body:
            do {
                return .document(try JSONReader.read(body))
            } catch {
                return .none("\(error)")
            }
        case .script(let id):
            let scripts = scripts { $0.attribute("id") == id }
            guard let script = scripts.first else { return .none("the page has no script with that id") }
            return single(script.text)
        case .assignment(let name):
            var assignment = ScriptAssignment(name)
            let texts = isHTML ? scripts { _ in true }.map(\.text) : [body]
            for text in texts {
                if let value = assignment.value(in: text) { return .document(value) }
            }
            return .none("no script has it")
        case .scriptsOfType(let type):
            return all(scripts { Self.essence($0.attribute("type") ?? "") == type }, "of that type")
        case .scriptsWithAttribute(let name):
            return all(scripts { $0.attribute(name) != nil }, "with that attribute")
        case .feed:
            let feed = try? FeedReader.read(body, contentType: contentType, url: url)
            guard let feed else { return .none("the root element is none of rss, feed and RDF") }
            return .document(JSONValue(feed))
        }
    }

    private mutating func scripts(_ isMeant: (HTMLElement) -> Bool) -> [HTMLElement] {
        elements().filter { $0.name == "script" && isMeant($0) }
    }

    private func single(_ text: [UInt8]) -> Reading {
        do {
            return .document(try JSONReader.read(Self.withoutComment(text)))
        } catch {
            return .none("\(error)")
        }
    }

    /// All that are JSON; a broken one among them is left out.
    private func all(_ scripts: [HTMLElement], _ which: String) -> Reading {
        guard !scripts.isEmpty else { return .none("the page has no script \(which)") }
        let values = scripts.compactMap { single($0.text).document }
        return values.isEmpty
            ? .none("none of the \(scripts.count) scripts \(which) is JSON") : .document(.array(values))
    }

    /// Old pages hide scripts from older browsers: `<!-- … -->` and `//<![CDATA[ … //]]>`.
    private static func withoutComment(_ text: [UInt8]) -> [UInt8] {
        let trim = { (bytes: ArraySlice<UInt8>) in
            var bytes = bytes.drop { $0 <= 0x20 }
            while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
            return bytes
        }
        var rest = trim(text[...])
        for (start, end) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")]
        where rest.starts(with: start.utf8) {
            rest = trim(rest.dropFirst(start.utf8.count))
            if rest.suffix(end.utf8.count).elementsEqual(end.utf8) { rest = trim(rest.dropLast(end.utf8.count)) }
        }
        return Array(rest)
    }

    private static func essence(_ type: String) -> String {
        (type.split(separator: ";").first.map(String.init) ?? "").trimmingASCIISpace().lowercased()
    }
}

extension JSONValue {
    /// A feed as the document that rules with `in: feed` read; times that can be read are written as `iso` wants them.
    init(_ feed: Feed) {
        let text = { (name: String, value: String?) -> Member? in
            value.map { Member(name: name, value: .string($0)) }
        }
        let entries = feed.entries.map { entry in
            JSONValue.object(
                [
                    text("id", entry.id ?? entry.link), text("link", entry.link),
                    text("published", entry.published.map(Self.moment)),
                    text("updated", entry.updated.map(Self.moment)),
                    text("title", entry.title), text("author", entry.author),
                    Member(name: "media", value: .array(entry.media.map { .string($0) })),
                ].compactMap { $0 })
        }
        self = .object(
            [
                text("title", feed.title), text("next", feed.next),
                Member(name: "entries", value: .array(entries)),
            ].compactMap { $0 })
    }

    private static func moment(_ text: String) -> String {
        let time = [PlatformDate.iso, .rfc822].lazy.compactMap { $0.microseconds(text) }.first
        return time.map { ArchiveDate(microseconds: $0).iso8601 } ?? text
    }
}
