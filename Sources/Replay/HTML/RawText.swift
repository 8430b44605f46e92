// SPDX-License-Identifier: EUPL-1.2

/// The content of an element that holds no markup: everything up to its own end tag (WHATWG HTML §13.2.5.2 and following).
///
/// A script may hide its own end tag between `<!--` and `-->`, which is followed as browsers do. A style sheet is held
/// until its end and then rewritten.
struct RawText {
    private enum Escape {
        case none, escaped, doubleEscaped
    }

    private let name: [UInt8]
    private let isScript: Bool
    private var escape = Escape.none
    /// What a style sheet holds so far; nil for other elements and for one that grew too long.
    private var sheet: [UInt8]?

    init(_ name: String) {
        self.name = Array(name.utf8)
        isScript = name == "script"
        sheet = name == "style" ? [] : nil
    }

    /// Reads on from `start`. Returns the index behind what was dealt with, and whether the end tag follows there.
    mutating func read(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool, links: ReplayLinks,
        to output: inout [UInt8]
    ) -> (next: Int, isDone: Bool) {
        var index = start
        while index < input.count {
            let byte = input[index]
            if byte == UInt8(ascii: "<") {
                // "<!--", "<script>" or "</textarea>": the longest needs this many bytes to be told.
                if input.count - index < name.count + 3, !isLast {
                    keep(input[start..<index], to: &output)
                    return (index, false)
                }
                if isEndTag(input, at: index) {
                    keep(input[start..<index], to: &output)
                    leave(links: links, to: &output)
                    return (index, true)
                }
                if isScript { follow(input, at: index) }
            } else if isScript, byte == UInt8(ascii: ">"), escape != .none, index >= start + 2,
                input[index - 1] == UInt8(ascii: "-"), input[index - 2] == UInt8(ascii: "-")
            {
                escape = .none
            }
            index += 1
        }
        // Two dashes at the end may belong to a "-->" that is cut by the end of this piece.
        var end = input.count
        if isScript, !isLast {
            while end > start, input.count - end < 2, input[end - 1] == UInt8(ascii: "-") { end -= 1 }
        }
        keep(input[start..<end], to: &output)
        return (end, false)
    }

    /// The input ended inside of the element.
    mutating func finish(to output: inout [UInt8]) {
        if let rest = sheet { output += rest }
        sheet = nil
    }

    private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: inout [UInt8]) {
        guard let length = sheet?.count else {
            output += bytes
            return
        }
        sheet?.append(contentsOf: bytes)
        if length + bytes.count > HTMLRewriter.holdLimit { finish(to: &output) }
    }

    private mutating func leave(links: ReplayLinks, to output: inout [UInt8]) {
        guard let whole = sheet else { return }
        sheet = nil
        output += StylesheetRewriter.rewritten(whole, links: links)
    }

    /// True for `</name` that really ends the element. In a script it may only end a script inside of a comment.
    private mutating func isEndTag(_ input: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 1 < input.count, input[index + 1] == UInt8(ascii: "/"), isName(input, at: index + 2) else {
            return false
        }
        guard escape == .doubleEscaped else { return true }
        escape = .escaped
        return false
    }

    private mutating func follow(_ input: UnsafeBufferPointer<UInt8>, at index: Int) {
        switch escape {
        case .none:
            if input[index...].prefix(4).elementsEqual("<!--".utf8) { escape = .escaped }
        case .escaped:
            if isName(input, at: index + 1) { escape = .doubleEscaped }
        case .doubleEscaped: break
        }
    }

    /// True when the element's name stands there with something behind it that ends a name.
    private func isName(_ input: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + name.count < input.count else { return false }
        for (offset, byte) in name.enumerated() where HTMLBytes.lower(input[index + offset]) != byte { return false }
        let after = input[index + name.count]
        return HTMLBytes.isSpace(after) || after == UInt8(ascii: "/") || after == UInt8(ascii: ">")
    }
}
