// SPDX-License-Identifier: EUPL-1.2

/// Links in a `srcset` (WHATWG HTML §4.8.4.2.1): commas belong to a URL unless they end it.
enum SourceSet {
    /// The value, references decoded before, with its URLs rewritten; nil when none was.
    static func rewritten(_ value: [UInt8], links: ReplayLinks, as modifier: ReplayModifier) -> [UInt8]? {
        var output: [UInt8] = []
        var index = 0
        var changed = false
        let comma = UInt8(ascii: ",")
        while index < value.count {
            if HTMLBytes.isSpace(value[index]) || value[index] == comma {
                output.append(value[index])
                index += 1
                continue
            }
            let start = index
            while index < value.count, !HTMLBytes.isSpace(value[index]) { index += 1 }
            var end = index
            while end > start, value[end - 1] == comma { end -= 1 }
            if let link = links.rewritten(HTMLBytes.urlText(Array(value[start..<end])), as: modifier) {
                output += link.utf8
                changed = true
            } else {
                output += value[start..<end]
            }
            output += value[end..<index]
            guard end == index else { continue }
            // Descriptors up to the next comma outside of parentheses.
            let first = index
            var depth = 0
            while index < value.count, value[index] != comma || depth > 0 {
                if value[index] == UInt8(ascii: "(") { depth += 1 }
                if value[index] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
                index += 1
            }
            output += value[first..<index]
        }
        return changed ? output : nil
    }
}
