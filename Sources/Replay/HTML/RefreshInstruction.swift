// SPDX-License-Identifier: EUPL-1.2

/// The value of `<meta http-equiv=refresh>` and of the Refresh field (WHATWG HTML §4.2.5.3, the shared refresh steps).
enum RefreshInstruction {
    /// The place of the URL in the value; nil when there is none and the document refreshes itself.
    static func url(in value: [UInt8]) -> Range<Int>? {
        var index = 0
        func skipSpaces() { while index < value.count, HTMLBytes.isSpace(value[index]) { index += 1 } }
        skipSpaces()
        while index < value.count, value[index] &- 0x30 < 10 || value[index] == UInt8(ascii: ".") { index += 1 }
        let afterTime = index
        skipSpaces()
        if index < value.count, value[index] == UInt8(ascii: ";") || value[index] == UInt8(ascii: ",") {
            index += 1
        } else if index == afterTime, index < value.count {
            return nil
        }
        skipSpaces()
        guard index < value.count else { return nil }
        if HTMLBytes.lower(value[index..<min(index + 3, value.count)]) == "url" {
            let start = index
            index += 3
            skipSpaces()
            if index < value.count, value[index] == UInt8(ascii: "=") {
                index += 1
                skipSpaces()
            } else {
                index = start
            }
        }
        guard index < value.count else { return nil }
        let quote = value[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = index + 1
            return start..<(value[start...].firstIndex(of: quote) ?? value.count)
        }
        return index..<value.count
    }

    /// The value with its URL rewritten; nil when there is nothing to rewrite.
    static func rewritten(_ value: [UInt8], links: ReplayLinks, as modifier: ReplayModifier) -> [UInt8]? {
        guard let range = url(in: value),
            let link = links.rewritten(HTMLBytes.urlText(Array(value[range])), as: modifier)
        else { return nil }
        return value[..<range.lowerBound] + Array(link.utf8) + value[range.upperBound...]
    }
}
