// SPDX-License-Identifier: EUPL-1.2

/// Rewrites the links of a style sheet: `url()`, `src()`, `@import` and the strings of `image-set()`.
///
/// All other bytes stay as they are, comments and broken rules too (tokens by CSS Syntax Level 3 §4). One pass, linear in
/// the input, no recursion.
package struct StylesheetRewriter {
    private let input: [UInt8]
    private let links: ReplayLinks
    private var output: [UInt8] = []
    private var index = 0
    /// Start of what is not yet in `output`.
    private var kept = 0
    /// True from `@import` until its URL.
    private var isImport = false
    /// True from `@namespace` until its semicolon: its URL is a name and not a link.
    private var isNamespace = false
    /// Open parentheses, true for those of `image-set(`.
    private var open: [Bool] = []

    private init(_ input: [UInt8], links: ReplayLinks) {
        self.input = input
        self.links = links
        output.reserveCapacity(input.count + input.count / 8)
    }

    /// The style sheet with its links rewritten.
    package static func rewritten(_ input: [UInt8], links: ReplayLinks) -> [UInt8] {
        var rewriter = StylesheetRewriter(input, links: links)
        return rewriter.run()
    }

    private mutating func run() -> [UInt8] {
        while index < input.count {
            switch input[index] {
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): string(isLink: isImport || open.last == true)
            case UInt8(ascii: "@"): atRule()
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                isImport = false
                isNamespace = false
                open.removeAll(keepingCapacity: true)
                index += 1
            case UInt8(ascii: "("):
                enter(false)
                index += 1
            case UInt8(ascii: ")"):
                _ = open.popLast()
                index += 1
            case let byte where Self.isName(byte): nameOrFunction()
            default: index += 1
            }
        }
        output += input[kept...]
        return output
    }

    private func peek(_ distance: Int) -> UInt8? {
        index + distance < input.count ? input[index + distance] : nil
    }

    /// Only the innermost parentheses matter; past this depth nothing is tracked any more.
    private mutating func enter(_ isImageSet: Bool) {
        if open.count < 256 { open.append(isImageSet) }
    }

    private mutating func skipComment() {
        index += 2
        while index < input.count {
            if input[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                index += 2
                return
            }
            index += 1
        }
    }

    private mutating func atRule() {
        index += 1
        let name = readName()
        isImport = name == "import"
        isNamespace = name == "namespace"
    }

    private mutating func nameOrFunction() {
        let name = readName()
        guard index < input.count, input[index] == UInt8(ascii: "(") else { return }
        index += 1
        switch name {
        case "url" where !isNamespace: url()
        case "src": string(afterSpaces: true)
        case "image-set", "-webkit-image-set": enter(true)
        default: enter(false)
        }
    }

    /// A name in lower case, escapes left as they are: nobody hides `url` behind one.
    private mutating func readName() -> String {
        let start = index
        while index < input.count, Self.isName(input[index]) {
            index += input[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(index, input.count)
        // Only short names matter; the rest of a long one needs no copy.
        return HTMLBytes.lower(input[start..<min(index, start + 32)])
    }

    private static func isName(_ byte: UInt8) -> Bool {
        HTMLBytes.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "\\") || byte >= 0x80
    }

    private mutating func string(afterSpaces: Bool) {
        enter(false)
        skipSpaces()
        guard index < input.count, input[index] == UInt8(ascii: "\"") || input[index] == UInt8(ascii: "'") else {
            return
        }
        string(isLink: true)
    }

    private mutating func skipSpaces() {
        while index < input.count, HTMLBytes.isSpace(input[index]) { index += 1 }
    }

    /// Stands on the opening quote; goes behind the closing one, or to the line end that breaks the string off.
    private mutating func string(isLink: Bool) {
        let quote = input[index]
        let start = index + 1
        index = start
        while index < input.count, input[index] != quote {
            if input[index] == UInt8(ascii: "\n") { return }
            index += input[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < input.count else {
            index = input.count
            return
        }
        if isLink { replace(start..<index, quote: quote) }
        index += 1
    }

    /// Stands behind `url(`.
    private mutating func url() {
        skipSpaces()
        guard index < input.count else { return }
        if input[index] == UInt8(ascii: "\"") || input[index] == UInt8(ascii: "'") {
            enter(false)
            string(isLink: true)
            return
        }
        let start = index
        while index < input.count, input[index] != UInt8(ascii: ")") {
            index += input[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < input.count else {
            index = input.count
            return
        }
        replace(start..<start + HTMLBytes.trimmed(input[start..<index]).count, quote: 0)
        index += 1
    }

    private mutating func replace(_ range: Range<Int>, quote: UInt8) {
        let modifier: ReplayModifier = isImport ? .style : .image
        isImport = false
        let text = HTMLBytes.urlText(StylesheetText.unescaped(input[range]))
        guard let link = links.rewritten(text, as: modifier) else { return }
        output += input[kept..<range.lowerBound]
        output += StylesheetText.escaped(Array(link.utf8), quote: quote)
        kept = range.upperBound
    }
}
