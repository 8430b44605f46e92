// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// What the parser calls while it reads. Tags without attributes are left out unless their name begins with s or t.
protocol HTMLEvents: AnyObject {
    func start(_ name: String, _ attributes: HTMLAttributes)
    func end(_ name: String)
    func characters(_ text: UnsafeBufferPointer<UInt8>)
}

/// The one owner of an HTML parser context of libxml2, used by one thread for one document.
///
/// Input is fed in pieces so that the time spent can be watched between them, and so that a start tag of a thousand
/// attributes, on which libxml2 is quadratic, can be cut short before the parser sees its end.
final class HTMLPushParser {
    private let context: htmlParserCtxtPtr
    private let events: any HTMLEvents
    private let budget: ProcessorBudget
    /// Bytes per feeding: small enough that no piece takes long, whatever is in it.
    private static let piece = 16 << 10

    /// - Throws: `.noParser` when there is no memory for one.
    init(events: any HTMLEvents, budget: ProcessorBudget, url: String) throws(ExtractionError) {
        // Locks by itself and does nothing when called again, so no state of ours is needed.
        xmlInitParser()
        var handlers = xmlSAXHandler()
        handlers.startElement = { context, name, attributes in
            guard let name, attributes != nil || HTMLPushParser.isWatched(name) else { return }
            HTMLPushParser.from(context)?.events.start(String(cString: name), HTMLAttributes(attributes))
        }
        handlers.endElement = { context, name in
            guard let name, HTMLPushParser.isWatched(name) else { return }
            HTMLPushParser.from(context)?.events.end(String(cString: name))
        }
        let characters: charactersSAXFunc = { context, text, length in
            guard let parser = HTMLPushParser.from(context), let text, length > 0 else { return }
            parser.events.characters(UnsafeBufferPointer(start: text, count: Int(length)))
        }
        handlers.characters = characters
        handlers.cdataBlock = characters
        guard let made = htmlCreatePushParserCtxt(&handlers, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
            throw ExtractionError(.noParser, url: url, "libxml2 could not make an HTML parser; is there memory left?")
        }
        context = made
        self.events = events
        self.budget = budget
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue
        htmlCtxtUseOptions(made, Int32(options))
        made.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        htmlFreeParserCtxt(context)
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> HTMLPushParser? {
        pointer.map { Unmanaged<HTMLPushParser>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Most tags have no attributes and mean nothing here; those that do begin with s or t: script, style, svg, title.
    private static func isWatched(_ name: UnsafePointer<xmlChar>) -> Bool {
        name[0] == UInt8(ascii: "s") || name[0] == UInt8(ascii: "t")
    }

    /// Parses the whole document, UTF-8 without NUL; false when the time was up before its end.
    func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var fed = 0
        /// Where the tag that was judged last ends: it is not judged again.
        var judged = 0
        while fed < text.count {
            let count = min(Self.piece, text.count - fed)
            feed(UnsafeBufferPointer(rebasing: text[fed..<fed + count]))
            fed += count
            guard !budget.isSpent else { return false }
            let waiting = unparsed
            guard waiting >= Self.piece, waiting <= fed, fed >= judged, fed < text.count else { continue }
            let tag = OversizeTag(text, from: fed - waiting, cut: fed)
            guard let tag else { continue }
            judged = tag.end
            guard tag.isHostile else { continue }
            tag.closing.withUnsafeBufferPointer(feed)
            fed = tag.end
        }
        htmlParseChunk(context, nil, 0, 1)
        return true
    }

    /// Bytes fed that the parser has not taken yet: it waits for the end of what it is in.
    private var unparsed: Int {
        guard let input = context.pointee.input, let end = input.pointee.end, let current = input.pointee.cur else {
            return 0
        }
        return end - current
    }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { characters in
            _ = htmlParseChunk(context, characters.baseAddress, Int32(characters.count), 0)
        }
    }
}
