// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// The numbers of a stretch of a file.
package struct StatisticsPart: Sendable {
    /// All records of the stretch, also those that the filter does not let pass.
    package private(set) var records: UInt64 = 0
    /// The numbers of those that do.
    package private(set) var statistics = WARCStatistics()

    package init() {}

    /// Counts a record, which is read to its end if it passes.
    /// - Throws: `WARCError` `.io`, `.closed`.
    package mutating func add(_ record: WARCRecord, filter: RecordFilter?) throws {
        records += 1
        try statistics.add(record, filter: filter)
    }
}
