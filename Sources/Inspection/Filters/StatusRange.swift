// SPDX-License-Identifier: EUPL-1.2

/// HTTP statuses: one (`200`), a class (`4xx`), or a range (`300-399`).
package struct StatusRange: Sendable, Hashable {
    /// The statuses.
    package let statuses: ClosedRange<Int>

    /// Reads one of the three forms; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes.count == 3, ASCIIByte.isDigit(bytes[0]), bytes[1...].allSatisfy({ ASCIIByte.lowercased($0) == 0x78 }) {
            let hundred = Int(bytes[0] - 0x30) * 100
            statuses = hundred...hundred + 99
            return
        }
        let ends = bytes.split(separator: 0x2D, omittingEmptySubsequences: false).map { Self.number($0) }
        guard (1...2).contains(ends.count), let first = ends.first, let last = ends.last, let first, let last,
            first <= last
        else { return nil }
        statuses = first...last
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy({ ASCIIByte.isDigit($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
