// SPDX-License-Identifier: EUPL-1.2

import CDX

/// Reads the bytes as lines of an index.
enum CDXTarget {
    static func run(_ bytes: [UInt8]) throws {
        for line in bytes.split(separator: 0x0A, maxSplits: 32) {
            check(String(decoding: line, as: UTF8.self))
        }
        try checkSearch(bytes)
    }

    private static func check(_ line: String) {
        guard let record = try? CDXRecord(parsing: line) else { return }
        for dialect in CDXDialect.allCases {
            for format in CDXFormat.allCases { check(record, format, dialect) }
        }
        guard let same = try? CDXRecord(parsing: record.cdxjLine) else { return }
        Property.equal(same.digest, record.digest, "another digest")
        Property.equal(same.filename, record.filename, "another filename")
        Property.equal(same.extras, record.extras, "other extras")
    }

    private static func check(_ record: CDXRecord, _ format: CDXFormat, _ dialect: CDXDialect) {
        let line = record.line(format, dialect: dialect)
        Property.require(!line.utf8.contains(0x0A), "a line with an end in it: \(line)")
        switch format {
        case .cdxj: break
        case .cdx11: Property.equal(line.utf8.count { $0 == 0x20 }, 10, "eleven fields have ten spaces: \(line)")
        case .cdx9: Property.equal(line.utf8.count { $0 == 0x20 }, 8, "nine fields have eight spaces: \(line)")
        }
        guard let again = try? CDXRecord(parsing: line) else {
            Property.fail("a line that was written as \(format) of \(dialect) cannot be read: \(line)")
        }
        Property.equal(again.offset, record.offset, "another offset")
        if format != .cdx9 { Property.equal(again.length, record.length, "another length") }
        Property.equal(again.line(format, dialect: dialect), line, "a line changes each time it is written")
    }

    /// The bytes as a file of lines: what is sorted in runs is what is sorted at once, and a search finds what a walk finds.
    private static func checkSearch(_ bytes: [UInt8]) throws {
        let lines = Set(bytes.split(separator: 0x0A).map { Array($0) })
        let sorter = IndexSorter(folder: "/dev/shm", memoryLimit: 256)
        for line in bytes.split(separator: 0x0A) { try sorter.add(lines: Array(line) + [0x0A]) }
        var sorted: [[UInt8]] = []
        try sorter.forEachLine { sorted.append(Array($0)) }
        Property.equal(sorted.count, lines.count, "another number of lines is sorted")
        Property.equal(sorted, lines.sorted { $0.lexicographicallyPrecedes($1) }, "the lines are not sorted")

        let file = MemoryFile(sorted.flatMap { $0 + [0x0A] })
        // Lines may look like those of a compressed index, whose blocks then are missing.
        guard let index = try? SortedIndexFile(path: file.path) else { return }
        guard let probe = sorted.dropFirst(sorted.count / 2).first,
            let key = String(validating: probe.prefix(1 + probe.count / 2), as: UTF8.self),
            // A CR may be the end of a line, which is not handed out.
            !key.utf8.contains(0x0D)
        else { return }
        var count = 0
        do throws(CDXError) {
            let found = try index.lines(matching: key)
            while let line = try found.next() {
                Property.require(line.utf8.starts(with: key.utf8), "a line that was not asked for: \(line)")
                count += 1
            }
        } catch {
            return Property.require(error.code == .malformed || error.code == .notFound, "a search leads to \(error)")
        }
        let expected = sorted.count { line in
            let text = String(decoding: line.last == 0x0D ? line.dropLast() : line[...], as: UTF8.self)
            return line.starts(with: key.utf8) && !CDXRecord.isHeader(text) && !text.isEmpty
        }
        Property.equal(count, expected, "a search finds another number of lines")
    }
}
