// SPDX-License-Identifier: EUPL-1.2

/// A start tag too long for one piece, looked at before libxml2 sees its end.
///
/// libxml2 compares each attribute with all before it, so a tag of a million attributes would take hours. A tag that is
/// long because of one value (a `data:` image, a state in JSON) is no trouble and goes through whole.
struct OversizeTag {
    /// Offset behind the tag, or the length of the text when it never ends.
    let end: Int
    /// True when it has more attributes than any document needs.
    let isHostile: Bool
    /// What to feed after the cut to end the tag there: the open quote, if any, and `>`.
    let closing: [UInt8]

    private static let maxAttributes = 1000

    /// Reads the tag at `start`; nil when none starts there. `cut` is an offset inside it.
    init?(_ text: UnsafeBufferPointer<UInt8>, from start: Int, cut: Int) {
        guard start >= 0, start + 1 < text.count, text[start] == UInt8(ascii: "<"),
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[start + 1] | 0x20)
        else { return nil }
        var cursor = start + 1
        var quote: UInt8 = 0
        var quoteAtCut: UInt8 = 0
        var attributes = 0
        var previous = UInt8(ascii: "<")
        while cursor < text.count {
            if cursor == cut { quoteAtCut = quote }
            let byte = text[cursor]
            cursor += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if previous == UInt8(ascii: "=") { quote = byte }
                attributes += 1
            } else if byte <= 0x20 || byte == UInt8(ascii: "/") {
                if previous > 0x20, previous != UInt8(ascii: "/") { attributes += 1 }
            }
            if byte > 0x20 || previous != UInt8(ascii: "=") { previous = byte }
        }
        end = cursor
        isHostile = attributes > Self.maxAttributes && cut < cursor
        closing = (quoteAtCut == 0 ? [] : [quoteAtCut]) + [UInt8(ascii: ">")]
    }
}
