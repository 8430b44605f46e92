// SPDX-License-Identifier: EUPL-1.2

import WARC

/// What is compared of a record.
struct RecordTrace: Sendable, Equatable {
    let header: WARCHeader
    let offset: UInt64
    let length: UInt64
    let isAligned: Bool

    /// A record that was read or skipped to its end.
    init(_ record: WARCRecord) {
        header = record.header
        offset = record.location.offset
        length = record.location.length
        isAligned = record.isAligned
    }

    /// Goes over all records of a file.
    static func walk(
        _ path: String, policy: WARCReadingPolicy = .lenient, _ body: (WARCRecord) throws -> Void
    ) throws -> ([RecordTrace], [WARCFinding]) {
        let reader = try WARCReader(path: path, policy: policy)
        var traces: [RecordTrace] = []
        while let record = try reader.next() {
            do { try body(record) } catch let error as WARCError where BlockCheck.isDamage(error) {}
            try record.finish()
            traces.append(RecordTrace(record))
        }
        return (traces, reader.findings)
    }
}
