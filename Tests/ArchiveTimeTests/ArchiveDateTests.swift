// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Testing

@Suite struct ArchiveDateTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("2021-03-30T14:07:11Z", 1_617_113_231_000_000),
        ("2000-02-29T23:59:59.5Z", 951_868_799_500_000), ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-11-22T12:00:00.123456789Z", 1_795_348_800_123_456),
    ])
    func `a WARC-Date is read to the microsecond`(text: String, microseconds: Int64) throws {
        let date = try #require(ArchiveDate(iso8601: text))
        #expect(date.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2021-03-30", "2021-03-30T14:07:11", "2021-02-29T00:00:00Z", "2021-03-30T24:00:00Z",
        "2021-03-30T14:07:11.Z",
        "2021-03-30T14:07:11+01:00", "2021-03-30T14:07:11.1234567890Z", "21-03-30T14:07:11Z", "2021-03-30T14:07:11ZZ",
    ])
    func `what is not a WARC-Date is refused`(text: String) {
        #expect(ArchiveDate(iso8601: text) == nil)
    }

    @Test func `writing and reading are inverse over four centuries`() throws {
        for step in 0..<5000 {
            let date = ArchiveDate(microseconds: -6_000_000_000_000_000 + Int64(step) * 2_718_281_828_459)
            #expect(ArchiveDate(iso8601: date.iso8601) == date)
            #expect(ArchiveDate(digits: date.digits14)?.seconds == date.seconds)
        }
    }

    @Test(arguments: [
        ("2021", "20210101000000"), ("202103", "20210301000000"), ("20210330", "20210330000000"),
        ("20210330140711", "20210330140711"), ("20210330140711123", "20210330140711"),
    ])
    func `missing digits of a timestamp mean the earliest moment`(text: String, expected: String) {
        #expect(ArchiveDate(digits: text)?.digits14 == expected)
    }

    @Test(arguments: ["", "202", "20211", "20211301", "2021-03", "202103301407111234"])
    func `what is not a timestamp is refused`(text: String) {
        #expect(ArchiveDate(digits: text) == nil)
    }

    @Test func `weekdays count from Monday`() throws {
        #expect(CivilTime(try #require(ArchiveDate(iso8601: "2026-11-22T00:00:00Z"))).weekday == 6)
        #expect(CivilTime(try #require(ArchiveDate(iso8601: "1970-01-01T00:00:00Z"))).weekday == 3)
        #expect(CivilTime(try #require(ArchiveDate(iso8601: "1900-01-01T00:00:00Z"))).weekday == 0)
    }
}
