// SPDX-License-Identifier: EUPL-1.2

import CDX

/// Reads the bytes as lines of an index.
enum CDXTarget {
    static func run(_ bytes: [UInt8]) throws {
        for line in bytes.split(separator: 0x0A, maxSplits: 32) {
            check(String(decoding: line, as: UTF8.self))
        }
    }

    private static func check(_ line: String) {
        guard let record = try? CDXRecord(parsing: line) else { return }
        let cdxj = record.cdxjLine
        Property.require(!cdxj.utf8.contains { $0 < 0x20 }, "a CDXJ line with a control in it: \(cdxj)")
        guard let same = try? CDXRecord(parsing: cdxj) else {
            // A line of the older form may have a `-` where CDXJ has to have a name.
            Property.fail("a CDXJ line that was written cannot be read: \(cdxj)")
        }
        Property.equal(same.cdxjLine, cdxj, "a CDXJ line changes each time it is written")
        Property.equal(same.offset, record.offset, "another offset")
        Property.equal(same.length, record.length, "another length")
        Property.equal(same.filename, record.filename, "another filename")
        Property.equal(same.digest, record.digest, "another digest")
        Property.equal(same.extras, record.extras, "other extras")

        let cdx = record.cdx11Line
        Property.equal(cdx.utf8.count { $0 == 0x20 }, 10, "eleven fields have ten spaces: \(cdx)")
        guard let old = try? CDXRecord(parsing: cdx) else {
            Property.fail("a CDX line that was written cannot be read: \(cdx)")
        }
        Property.equal(old.cdx11Line, cdx, "a CDX line changes each time it is written")
        Property.equal(old.offset, record.offset, "another offset")
    }
}
