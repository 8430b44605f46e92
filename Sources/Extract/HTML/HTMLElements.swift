// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage

/// An element of an HTML document: its start tag and, for a script, its text.
package struct HTMLElement: Sendable {
    /// In lower case.
    package let name: String
    /// In the order of the tag, the first 256; names in lower case, references resolved; empty for an attribute without a value.
    package let attributes: [(name: String, value: String)]
    /// What is inside of a `script`; empty for other elements.
    package fileprivate(set) var text: [UInt8] = []

    /// The value of an attribute, nil when it is absent.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Finds the elements that somebody names, for rules that links alone do not satisfy.
package enum HTMLElements {
    /// The most elements of one document.
    package static let most = 200_000

    /// The elements with these names and at least one attribute, and the scripts if `script` is among them, in the order of the
    /// document.
    ///
    /// - Parameters:
    ///   - body: The body without content coding.
    ///   - contentType: The field's value; with the body's first bytes it decides on the encoding.
    ///   - url: Where it came from, for errors.
    ///   - names: The names, in lower case.
    /// - Returns: The elements; not all of them when the document took longer than ``ExtractionLimits/maxProcessorSeconds``.
    /// - Throws: `.noParser` without memory. Never for odd content.
    package static func read(
        _ body: [UInt8], contentType: String?, url: String, named names: Set<String>
    ) throws(ExtractionError) -> [HTMLElement] {
        let charset = contentType.flatMap { MediaType($0)?.charset }
        var text = body.withUnsafeBufferPointer { bytes in
            EncodingPrescan.encoding(of: bytes, charset: charset, reading: .html).text(of: bytes)
        }
        let reader = HTMLElementCollector(names: names)
        let parser = try HTMLPushParser(
            events: reader, budget: ProcessorBudget(seconds: ExtractionLimits.default.maxProcessorSeconds), url: url)
        _ = text.withUTF8 { parser.parse($0) }
        return reader.elements
    }
}

private final class HTMLElementCollector: HTMLEvents {
    private(set) var elements: [HTMLElement] = []
    private let names: Set<String>
    private var isInScript = false
    private static let mostAttributes = 256

    init(names: Set<String>) {
        self.names = names
    }

    func start(_ name: String, _ attributes: HTMLAttributes) {
        isInScript = false
        guard names.contains(name), elements.count < HTMLElements.most else { return }
        elements.append(HTMLElement(name: name, attributes: attributes.all(upTo: Self.mostAttributes)))
        isInScript = name == "script"
    }

    func end(_ name: String) {
        if name == "script" { isInScript = false }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        guard isInScript else { return }
        elements[elements.count - 1].text.append(contentsOf: text)
    }
}
