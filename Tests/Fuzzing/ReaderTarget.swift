// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Reads the bytes as a file, in every way there is, and compares.
enum ReaderTarget {
    static func run(_ bytes: [UInt8]) throws {
        let file = MemoryFile(bytes)
        let size = UInt64(bytes.count)
        let (skipped, findings) = try RecordTrace.walk(file.path) { _ in }
        check(skipped, fileSize: size)
        for finding in findings {
            Property.require(finding.offset <= size, "a finding behind the end of the file: \(finding)")
            Property.require(!finding.message.isEmpty, "a finding without a message")
        }

        let (read, _) = try RecordTrace.walk(file.path) { try BlockCheck.read($0) }
        Property.equal(skipped, read, "other records are found when blocks are read instead of skipped")
        let (heads, _) = try RecordTrace.walk(file.path) { try BlockCheck.readHead($0) }
        Property.equal(skipped, heads, "other records are found when heads are read")
        let (payloads, _) = try RecordTrace.walk(file.path) { try BlockCheck.readPayload($0) }
        Property.equal(skipped, payloads, "other records are found when payloads are read")
        let (contents, _) = try RecordTrace.walk(file.path) { try BlockCheck.readContent($0) }
        Property.equal(skipped, contents, "other records are found when contents are read")
        let (silent, none) = try RecordTrace.walk(file.path, policy: .silent) { _ in }
        Property.equal(skipped, silent, "other records are found when irregularities are ignored")
        Property.require(none.isEmpty, "a silent reader found something: \(none)")

        try checkStrict(file.path, isClean: findings.isEmpty)
        try checkScan(file.path, skipped, findings)
        try checkAccess(file.path, skipped)
    }

    private static func check(_ records: [RecordTrace], fileSize: UInt64) {
        var last: UInt64 = 0
        for record in records {
            Property.require(record.offset >= last, "records go back from \(last) to \(record.offset)")
            last = record.offset
            let (end, overflow) = record.offset.addingReportingOverflow(record.length)
            Property.require(!overflow && end <= fileSize, "a record of \(record.length) ends behind the file")
            let again = try? WARCHeader(parsing: record.header.serialized())
            // An ARC header becomes fields of WARC under a version that says where they came from.
            if !record.header.version.hasPrefix("ARC/") {
                Property.equal(again, record.header, "the header changes when it is written and read again")
            }
        }
    }

    /// A strict reader fails exactly where a lenient one has findings, and goes on behind it.
    private static func checkStrict(_ path: String, isClean: Bool) throws {
        let reader = try WARCReader(path: path, policy: .strict)
        var failures = 0
        while true {
            do throws(WARCError) { if try reader.next() == nil { break } } catch {
                Property.require(error.code == .corrupt || error.code == .truncated, "a strict reader throws \(error)")
                failures += 1
                Property.require(failures <= 1 << 20, "a strict reader does not end")
            }
        }
        Property.equal(failures == 0, isClean, "a strict reader and a lenient one disagree about damage")
    }

    private static func checkScan(_ path: String, _ expected: [RecordTrace], _ findings: [WARCFinding]) throws {
        var found: [RecordTrace] = []
        var reported: [WARCFinding] = []
        try WARCScan(path: path, threads: 2).run {
            [RecordTrace]()
        } each: { part, record in
            try record.finish()
            part.append(RecordTrace(record))
        } deliver: { part, findings in
            found += part
            reported += findings
        }
        Property.equal(found, expected, "two threads find other records than one")
        Property.equal(reported, findings, "two threads find other irregularities than one")
    }

    /// What an index would say leads to the same record.
    private static func checkAccess(_ path: String, _ records: [RecordTrace]) throws {
        let file = try OpenFile(reading: path)
        for record in records.prefix(32) where record.isAligned && record.length > 0 {
            let single: WARCRecord
            do { single = try WARCRecordAccess.read(at: record.offset, of: file) } catch {
                // A line of ARC with damaged fields is only one for a reader that knows the file from its start.
                if record.header.version.hasPrefix("ARC/") { continue }
                Property.fail("the record at \(record.offset) cannot be reached: \(error)")
            }
            if record.header.version.hasPrefix("ARC/") {
                // Which version of ARC it is stands at the start of the file.
                Property.equal(single.header.targetURI, record.header.targetURI, "another record at \(record.offset)")
            } else {
                Property.equal(single.header, record.header, "another record at \(record.offset)")
            }
        }
    }
}
