// SPDX-License-Identifier: EUPL-1.2

/// A name in which `*` stands for any bytes, also none: `image/*`, `*.example.org`. Letter case does not matter.
package struct WildcardName: Sendable, Hashable {
    private let pattern: [UInt8]

    /// The pattern of that text; nil if it is empty, or longer than any name it could fit.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 1024 else { return nil }
        pattern = text.utf8.map { ASCIIByte.lowercased($0) }
    }

    /// Whether the pattern fits all of the name. Takes time in proportion to pattern × name.
    func matches(_ name: UnsafeRawBufferPointer) -> Bool {
        var (index, position) = (0, 0)
        // Where to go on when what was taken for a star's end turns out to be none.
        var resume: (index: Int, position: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == 0x2A {
                resume = (index + 1, position)
                index += 1
            } else if index < pattern.count, pattern[index] == ASCIIByte.lowercased(name[position]) {
                index += 1
                position += 1
            } else if let last = resume {
                resume = (last.index, last.position + 1)
                (index, position) = (last.index, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == 0x2A }
    }
}
