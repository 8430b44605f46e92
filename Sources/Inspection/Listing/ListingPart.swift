// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// The lines of a stretch of a file.
package struct ListingPart: Sendable {
    /// All records of the stretch, also those that the filter does not let pass.
    package private(set) var records: UInt64 = 0
    /// The lines.
    package private(set) var lines: [UInt8] = []

    private var facts = RecordFacts()

    package init() {}

    /// Adds the line of a record that passes the filter, which is read to its end.
    /// - Throws: `WARCError` `.io`, `.closed`.
    package mutating func add(_ record: WARCRecord, filter: RecordFilter, listing: RecordListing) throws {
        records += 1
        facts.read(record)
        guard try filter.accepts(record, facts: &facts) else { return }
        try facts.readHTTP(record)
        try record.finish()
        listing.append(record, facts: facts, to: &lines)
    }
}
