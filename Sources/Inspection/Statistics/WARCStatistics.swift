// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics
package import WARC

/// Counts and bytes of the records of one or more files, by type, status, media type, host and year.
///
/// Values of parts of a file, taken in the file's order, add up to the value of the whole. Memory is bounded: names beyond the limits
/// are counted together and said to be (`TallyTable.others`).
package struct WARCStatistics: Sendable {
    /// How many hosts are told apart.
    package static let hostLimit = 100_000
    /// How many record types, statuses, media types and years each are told apart.
    package static let nameLimit = 10_000

    /// All records.
    package private(set) var total = Tally()
    /// By record type, all records.
    package private(set) var types = TallyTable(limit: nameLimit)
    /// By HTTP status, the answers and revisits that have one.
    package private(set) var statuses = TallyTable(limit: nameLimit)
    /// By media type without parameters: answers, revisits, resources and conversions; `-` where none is said.
    package private(set) var mediaTypes = TallyTable(limit: nameLimit)
    /// By host, all records whose URL has one.
    package private(set) var hosts = TallyTable(limit: hostLimit)
    /// By the year of WARC-Date, all records; `-` where it cannot be read.
    package private(set) var years = TallyTable(limit: nameLimit)
    /// The revisits, and what they spared.
    package private(set) var revisits = RevisitTally()
    /// How often the reader found each irregularity.
    package private(set) var irregularities: [WARCIrregularity: UInt64] = [:]
    /// The files.
    package private(set) var files: UInt64 = 0
    /// Their bytes.
    package private(set) var fileBytes: UInt64 = 0

    private var facts = RecordFacts()

    package init() {}

    /// Revisit records, and the payloads that were not stored again.
    package struct RevisitTally: Sendable, Hashable {
        /// The revisit records.
        package var records: UInt64 = 0
        /// Those whose HTTP head says how long the payload is.
        package var measured: UInt64 = 0
        /// The payload bytes that those did not store again.
        package var spared: UInt64 = 0
    }

    /// Counts a record that passes the filter, reads it to its end, and says whether it passed.
    /// - Throws: `WARCError` `.io`; damage goes to the reader's findings.
    @discardableResult
    package mutating func add(_ record: WARCRecord, filter: RecordFilter? = nil) throws -> Bool {
        facts.read(record)
        if let filter, try !filter.accepts(record, facts: &facts) { return false }
        try facts.readHTTP(record)
        try record.finish()
        count(
            Tally(
                records: 1, stored: record.location.length, block: facts.blockLength,
                payload: facts.blockLength - min(facts.blockLength, facts.headLength)))
        return true
    }

    /// Counts findings of the reader.
    package mutating func add(_ findings: [WARCFinding]) {
        for finding in findings { irregularities[finding.irregularity, default: 0] += 1 }
    }

    /// Counts a file of that many bytes.
    package mutating func addFile(bytes: UInt64) {
        files = Tally.sum(files, 1)
        fileBytes = Tally.sum(fileBytes, bytes)
    }

    /// How many findings there are of a severity.
    package func findings(_ severity: Diagnostic.Severity) -> UInt64 {
        irregularities.reduce(0) { $1.key.severity == severity ? Tally.sum($0, $1.value) : $0 }
    }

    /// Adds the numbers of another value, which stands for what comes behind in the file, or for another file.
    package mutating func merge(_ other: WARCStatistics) {
        total += other.total
        types.merge(other.types)
        statuses.merge(other.statuses)
        mediaTypes.merge(other.mediaTypes)
        hosts.merge(other.hosts)
        years.merge(other.years)
        revisits.records = Tally.sum(revisits.records, other.revisits.records)
        revisits.measured = Tally.sum(revisits.measured, other.revisits.measured)
        revisits.spared = Tally.sum(revisits.spared, other.revisits.spared)
        irregularities.merge(other.irregularities) { Tally.sum($0, $1) }
        files = Tally.sum(files, other.files)
        fileBytes = Tally.sum(fileBytes, other.fileBytes)
    }

    private mutating func count(_ tally: Tally) {
        total += tally
        let (type, host, media, date) = (facts.type, facts.host, facts.mediaType, facts.date)
        let (isCapture, status) = (facts.isCapture, facts.status)
        if facts.isRevisit {
            revisits.records = Tally.sum(revisits.records, 1)
            if let length = facts.announcedLength {
                revisits.measured = Tally.sum(revisits.measured, 1)
                // A server that answers "not modified" may send a length although it sends no body.
                revisits.spared = Tally.sum(revisits.spared, length - min(length, tally.payload))
            }
        }
        facts.bytes.withUnsafeBytes { bytes in
            func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
                range.isEmpty ? Self.dash : UnsafeRawBufferPointer(rebasing: bytes[range])
            }
            types.add(tally, to: part(type))
            if !host.isEmpty { hosts.add(tally, to: part(host)) }
            if isCapture { mediaTypes.add(tally, to: part(media)) }
            years.add(tally, to: part(Self.year(date, in: bytes)))
        }
        if let status { addStatus(status, tally) }
    }

    private mutating func addStatus(_ status: Int, _ tally: Tally) {
        let digits = (
            UInt8(truncatingIfNeeded: 0x30 + status / 100 % 10), UInt8(truncatingIfNeeded: 0x30 + status / 10 % 10),
            UInt8(truncatingIfNeeded: 0x30 + status % 10)
        )
        withUnsafeBytes(of: digits) { statuses.add(tally, to: $0) }
    }

    /// The four digits that a date starts with; empty if it does not.
    private static func year(_ date: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
        let year = date.prefix(4)
        guard year.count == 4, year.allSatisfy({ ASCIIByte.isDigit(bytes[$0]) }) else { return 0..<0 }
        return year
    }

    /// The name of what has none.
    private static var dash: UnsafeRawBufferPointer {
        let text: StaticString = "-"
        return UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
