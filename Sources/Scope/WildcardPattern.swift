// SPDX-License-Identifier: EUPL-1.2

/// Bytes with `*` for any run of bytes; matched from the start, to the end only if anchored.
///
/// Costs at most pattern times text, without recursion.
struct WildcardPattern: Sendable, Hashable {
    private let pattern: [UInt8]

    init(_ pattern: [UInt8], isAnchored: Bool) {
        self.pattern = isAnchored || pattern.last == Self.star ? pattern : pattern + [Self.star]
    }

    /// True if all of `text` is covered.
    func matches(_ text: ArraySlice<UInt8>) -> Bool {
        var place = 0
        var index = text.startIndex
        // Where to go on after a mismatch: behind the last star, one byte of the text further.
        var retry: (place: Int, index: Int)?
        while index < text.endIndex {
            if place < pattern.count, pattern[place] == Self.star {
                if place + 1 == pattern.count { return true }
                retry = (place + 1, index)
                place += 1
            } else if place < pattern.count, pattern[place] == text[index] {
                place += 1
                index += 1
            } else if let last = retry {
                retry = (last.place, last.index + 1)
                place = last.place
                index = last.index + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == Self.star }
    }

    private static let star = UInt8(ascii: "*")
}
