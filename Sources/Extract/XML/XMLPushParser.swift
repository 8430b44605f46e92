// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// What the parser calls while it reads.
protocol XMLEvents: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func characters(_ text: UnsafeBufferPointer<UInt8>)
}

/// The name of an element: the part without prefix, and its namespace.
struct XMLName {
    let local: String
    let namespace: String
}

/// The one owner of an XML parser context of libxml2, used by one thread for one document.
///
/// No network, no external entities, and no entities of the document's own: the handlers that would store or look one
/// up are absent, so there is nothing to expand (`&amp;` and character references are libxml2's own).
/// Source: XML 1.0 §4; RFC 7303 §10 on what external entities may do.
final class XMLPushParser {
    private let context: xmlParserCtxtPtr
    private let events: any XMLEvents
    private let budget: ProcessorBudget
    private static let piece = 16 << 10

    /// - Throws: `.noParser` when there is no memory for one.
    init(events: any XMLEvents, budget: ProcessorBudget, url: String) throws(ExtractionError) {
        // Locks by itself and does nothing when called again, so no state of ours is needed.
        xmlInitParser()
        var handlers = xmlSAXHandler()
        handlers.initialized = UInt32(XML_SAX2_MAGIC)
        handlers.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let parser = XMLPushParser.from(context), let name else { return }
            parser.events.start(XMLPushParser.name(name, namespace), XMLAttributes(attributes, count: Int(count)))
        }
        handlers.endElementNs = { context, name, _, namespace in
            guard let parser = XMLPushParser.from(context), let name else { return }
            parser.events.end(XMLPushParser.name(name, namespace))
        }
        let characters: charactersSAXFunc = { context, text, length in
            guard let parser = XMLPushParser.from(context), let text, length > 0 else { return }
            parser.events.characters(UnsafeBufferPointer(start: text, count: Int(length)))
        }
        handlers.characters = characters
        handlers.cdataBlock = characters
        guard let made = xmlCreatePushParserCtxt(&handlers, nil, nil, 0, nil) else {
            throw ExtractionError(.noParser, url: url, "libxml2 could not make an XML parser; is there memory left?")
        }
        context = made
        self.events = events
        self.budget = budget
        let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(made, Int32(options))
        made.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        // In SAX mode libxml2 may keep a document of its own for declarations; it does not free it.
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> XMLPushParser? {
        pointer.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func name(_ local: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?) -> XMLName {
        XMLName(local: String(cString: local), namespace: namespace.map { String(cString: $0) } ?? "")
    }

    /// Parses the whole document, UTF-8 without NUL; false when a limit was reached before its end.
    func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var fed = 0
        /// Where the tag that was judged last ends: it is not judged again.
        var judged = 0
        while fed < text.count {
            let count = min(Self.piece, text.count - fed)
            let piece = UnsafeBufferPointer(rebasing: text[fed..<fed + count])
            piece.withMemoryRebound(to: CChar.self) { characters in
                _ = xmlParseChunk(context, characters.baseAddress, Int32(characters.count), 0)
            }
            fed += count
            // An error that cannot be got over stops the events; the rest would be copied for nothing.
            if context.pointee.disableSAX != 0 { break }
            guard !budget.isSpent else { return false }
            let waiting = unparsed
            guard waiting >= Self.piece, waiting <= fed, fed >= judged, fed < text.count else { continue }
            guard let tag = OversizeTag(text, from: fed - waiting, cut: fed) else { continue }
            // Unlike HTML, XML cannot be mended here: the tag's end tag would have nothing to close.
            if tag.isHostile { return false }
            judged = tag.end
        }
        xmlParseChunk(context, nil, 0, 1)
        return true
    }

    private var unparsed: Int {
        guard let input = context.pointee.input, let end = input.pointee.end, let current = input.pointee.cur else {
            return 0
        }
        return end - current
    }
}
