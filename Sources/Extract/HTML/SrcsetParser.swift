// SPDX-License-Identifier: EUPL-1.2

/// Splits a `srcset` value into its URLs.
///
/// A comma ends a candidate only after white space or at the end of its URL: image services put commas into URLs
/// (`/c_fill,w_400/x.jpg 1x`). Source: HTML §4.8.4.3.10, "parse a srcset attribute".
enum SrcsetParser {
    static func forEachURL(in value: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var cursor = 0
        while true {
            while cursor < value.count, isSpace(value[cursor]) || value[cursor] == UInt8(ascii: ",") { cursor += 1 }
            guard cursor < value.count else { return }
            let start = cursor
            while cursor < value.count, !isSpace(value[cursor]) { cursor += 1 }
            var end = cursor
            while end > start, value[end - 1] == UInt8(ascii: ",") { end -= 1 }
            if end > start { body(UnsafeBufferPointer(rebasing: value[start..<end])) }
            guard end == cursor else { continue }
            skipDescriptors(value, &cursor)
        }
    }

    /// Descriptors run to the next comma outside parentheses.
    private static func skipDescriptors(_ value: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) {
        var inParentheses = false
        while cursor < value.count {
            let byte = value[cursor]
            cursor += 1
            switch byte {
            case UInt8(ascii: "("): inParentheses = true
            case UInt8(ascii: ")"): inParentheses = false
            case UInt8(ascii: ",") where !inParentheses: return
            default: break
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B)
    }
}
