// SPDX-License-Identifier: EUPL-1.2

/// Rewrites the links of an HTML document while it streams through: bytes in, bytes out, in pieces of any size.
///
/// Finds tags as browsers do (WHATWG HTML §13.2.5) and leaves every byte alone that is not the value of an attribute with
/// a rule or a style sheet. Scripts are not rewritten. Memory is bounded by the longest tag or style sheet, which is
/// passed on unchanged beyond ``holdLimit``. Documents in UTF-16 pass unchanged. Owned by one thread.
package struct HTMLRewriter {
    /// A tag or style sheet longer than this is not held back to be rewritten: 4 MiB.
    package static let holdLimit = 4 << 20

    private enum State {
        case text
        case comment
        case characterData
        /// Up to the next `>`.
        case skipped
        /// In a tag that is too long to be held; the name of the start tag, empty for an end tag.
        case longTag(TagScanner, name: String)
        /// In an element whose content is no markup.
        case raw(RawText)
        /// Behind `<plaintext>`: no markup ever again.
        case plain
    }

    private var tags: TagRewriter
    private var state = State.text
    /// Input that waits for the piece that follows it.
    private var held: [UInt8] = []
    /// Elements of SVG or MathML that are open: there a slash closes an element and CDATA is read.
    private var foreignDepth = 0
    private let isXML: Bool

    /// A rewriter for one document; `isXML` for XHTML, where a slash ends any element.
    package init(links: ReplayLinks, isXML: Bool = false) {
        self.init(links: links, isXML: isXML, depth: 0)
    }

    private init(links: ReplayLinks, isXML: Bool, depth: Int) {
        tags = TagRewriter(links: links, depth: depth)
        self.isXML = isXML
    }

    /// A whole document at once.
    package static func rewritten(_ document: [UInt8], links: ReplayLinks) -> [UInt8] {
        rewritten(document, links: links, depth: 0)
    }

    static func rewritten(_ document: [UInt8], links: ReplayLinks, depth: Int) -> [UInt8] {
        var rewriter = HTMLRewriter(links: links, isXML: false, depth: depth)
        var output: [UInt8] = []
        output.reserveCapacity(document.count + document.count / 4)
        document.withUnsafeBytes { rewriter.write($0, to: &output) }
        rewriter.finish(to: &output)
        return output
    }

    /// Takes the next piece and appends what can already leave.
    package mutating func write(_ piece: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        if held.isEmpty {
            let used = piece.withMemoryRebound(to: UInt8.self) { run($0, isLast: false, to: &output) }
            held = Array(piece[used...])
        } else {
            held.append(contentsOf: piece)
            let input = held
            let used = input.withUnsafeBufferPointer { run($0, isLast: false, to: &output) }
            held.removeFirst(used)
        }
    }

    /// Says that no more comes: what was held back leaves, an unfinished tag as it is.
    package mutating func finish(to output: inout [UInt8]) {
        let input = held
        held = []
        let used = input.withUnsafeBufferPointer { run($0, isLast: true, to: &output) }
        output += input[used...]
        if case .raw(var raw) = state { raw.finish(to: &output) }
    }

    /// Returns how many bytes were dealt with.
    private mutating func run(
        _ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout [UInt8]
    ) -> Int {
        var index = 0
        while index < input.count {
            let before = index
            switch state {
            case .text: index = text(input, from: index, isLast: isLast, to: &output)
            case .comment: index = skip(input, from: index, isLast: isLast, end: "--", or: "--!", to: &output)
            case .characterData: index = skip(input, from: index, isLast: isLast, end: "]]", or: "]]", to: &output)
            case .skipped: index = skip(input, from: index, isLast: isLast, end: "", or: "", to: &output)
            case .longTag(var scanner, let name):
                let end = scanner.end(in: input, from: index)
                output += input[index..<(end ?? input.count)]
                index = end ?? input.count
                state = .longTag(scanner, name: name)
                if end != nil { enterContent(of: name) }
            case .raw(var raw):
                let (next, isDone) = raw.read(input, from: index, isLast: isLast, links: tags.links, to: &output)
                state = isDone ? .text : .raw(raw)
                if next == index, !isDone { return index }
                index = next
                continue
            case .plain:
                output += input[index...]
                index = input.count
            }
            if index == before { return index }
        }
        return index
    }

    /// Passes text on up to a tag, and deals with the tag when it is whole.
    private mutating func text(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool, to output: inout [UInt8]
    ) -> Int {
        guard let open = input[start...].firstIndex(of: UInt8(ascii: "<")) else {
            output += input[start...]
            return input.count
        }
        output += input[start..<open]
        guard open + 1 < input.count else { return open }
        switch input[open + 1] {
        case let byte where HTMLBytes.isLetter(byte): return tag(input, from: open, nameAt: open + 1, to: &output)
        case UInt8(ascii: "/"):
            guard open + 2 < input.count else { return open }
            guard HTMLBytes.isLetter(input[open + 2]) else { return enter(.skipped, input, open, 2, to: &output) }
            return tag(input, from: open, nameAt: open + 2, to: &output)
        case UInt8(ascii: "!"): return declaration(input, from: open, isLast: isLast, to: &output)
        case UInt8(ascii: "?"): return enter(.skipped, input, open, 2, to: &output)
        default:
            output.append(UInt8(ascii: "<"))
            return open + 1
        }
    }

    private mutating func enter(
        _ next: State, _ input: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int, to output: inout [UInt8]
    ) -> Int {
        output += input[start..<start + count]
        state = next
        return start + count
    }

    private mutating func declaration(
        _ input: UnsafeBufferPointer<UInt8>, from open: Int, isLast: Bool, to output: inout [UInt8]
    ) -> Int {
        let rest = input[(open + 2)...]
        if rest.starts(with: "--".utf8) {
            // The dashes stay in front: they may be the ones that end it (`<!-->`).
            return enter(.comment, input, open, 2, to: &output)
        }
        let marker = "[CDATA[".utf8
        if foreignDepth > 0 || isXML, rest.starts(with: marker) {
            return enter(.characterData, input, open, 2, to: &output)
        }
        let isUndecided = rest.count < 7 && ("--".utf8.starts(with: rest) || marker.starts(with: rest))
        if isUndecided, !isLast { return open }
        return enter(.skipped, input, open, 2, to: &output)
    }

    /// Passes bytes on up to a `>` with `end` or `other` before it.
    private mutating func skip(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool, end: StaticString, or other: StaticString,
        to output: inout [UInt8]
    ) -> Int {
        let length = max(end.utf8CodeUnitCount, other.utf8CodeUnitCount)
        var index = start
        while let close = input[index...].firstIndex(of: UInt8(ascii: ">")) {
            index = close + 1
            let before = input[start..<close]
            if Self.ends(before, with: end) || Self.ends(before, with: other) {
                output += input[start..<index]
                state = .text
                return index
            }
        }
        // The end may be cut by the end of this piece.
        let safe = isLast ? input.count : max(start, input.count - length)
        output += input[start..<safe]
        return safe
    }

    private static func ends(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        return text.withUTF8Buffer { bytes.suffix(count).elementsEqual($0) }
    }

    private mutating func tag(
        _ input: UnsafeBufferPointer<UInt8>, from open: Int, nameAt name: Int, to output: inout [UInt8]
    ) -> Int {
        var scanner = TagScanner()
        guard let end = scanner.end(in: input, from: name) else {
            guard input.count - open > Self.holdLimit else { return open }
            output += input[open...]
            let start = Array(input[name...].prefix(16))
            let isStart = name == open + 1
            let nameBytes = start.prefix { HTMLBytes.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            state = .longTag(scanner, name: isStart ? HTMLBytes.lower(nameBytes) : "")
            return input.count
        }
        if name == open + 1 {
            startTag(HTMLTag(Array(input[open..<end])), to: &output)
        } else {
            output += input[open..<end]
            let isForeign =
                foreignDepth > 0 && Self.isForeignRoot(HTMLBytes.lower(Array(input[name..<end])[...].prefix(5)))
            if isForeign { foreignDepth -= 1 }
        }
        return end
    }

    private static func isForeignRoot(_ text: String) -> Bool {
        text.hasPrefix("svg") || text.hasPrefix("math")
    }

    private mutating func startTag(_ tag: HTMLTag, to output: inout [UInt8]) {
        tags.write(tag, to: &output)
        let isClosed = (foreignDepth > 0 || isXML) && tag.bytes.dropLast().last == UInt8(ascii: "/")
        if tag.name == "svg" || tag.name == "math", tag.bytes.dropLast().last != UInt8(ascii: "/") { foreignDepth += 1 }
        if !isClosed { enterContent(of: tag.name) }
    }

    private mutating func enterContent(of name: String) {
        switch name {
        case "script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title": state = .raw(RawText(name))
        case "plaintext": state = .plain
        default: state = .text
        }
    }
}
