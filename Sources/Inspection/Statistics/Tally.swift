// SPDX-License-Identifier: EUPL-1.2

/// How many records, and how many bytes they have; sums stay at their largest value instead of overflowing.
package struct Tally: Sendable, Hashable {
    /// The records.
    package var records: UInt64
    /// The bytes they take in their files, as compressed as they are there. Records that share a gzip member have none of their own.
    package var stored: UInt64
    /// The bytes of their blocks, by Content-Length.
    package var block: UInt64
    /// The bytes of their payloads as they are stored: the blocks without HTTP heads.
    package var payload: UInt64

    package init(records: UInt64 = 0, stored: UInt64 = 0, block: UInt64 = 0, payload: UInt64 = 0) {
        (self.records, self.stored, self.block, self.payload) = (records, stored, block, payload)
    }

    /// Adds the numbers of another one.
    package static func += (left: inout Tally, right: Tally) {
        left.records = sum(left.records, right.records)
        left.stored = sum(left.stored, right.stored)
        left.block = sum(left.block, right.block)
        left.payload = sum(left.payload, right.payload)
    }

    static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (value, overflow) = left.addingReportingOverflow(right)
        return overflow ? UInt64.max : value
    }
}
