// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@testable import Inspection

@Suite struct RecordFilterTests {
    /// The numbers of the records of `ArchiveBytes.small` that pass.
    private func passing(_ set: (inout RecordFilter) throws -> Void) throws -> [Int] {
        var filter = RecordFilter()
        try set(&filter)
        let folder = try TemporaryDirectory()
        let reader = try WARCReader(path: try folder.write(ArchiveBytes.small.flatMap { $0 }, to: "a.warc"))
        var (numbers, number) = ([Int](), 0)
        var facts = RecordFacts()
        while let record = try reader.next() {
            facts.read(record)
            if try filter.accepts(record, facts: &facts) { numbers.append(number) }
            number += 1
        }
        #expect(number == 7)
        return numbers
    }

    @Test func `without conditions all records pass`() throws {
        #expect(try passing { _ in } == Array(0...6))
        #expect(RecordFilter().isEmpty)
    }

    @Test func `types are alternatives in any letter case`() throws {
        #expect(try passing { $0.types.wanted = try names("RESPONSE", "resource") } == [1, 3, 4, 6])
        #expect(try passing { $0.types.unwanted = try names("re*") } == [0])
    }

    @Test func `a host is compared without port, user and letter case`() throws {
        #expect(try passing { $0.hosts.wanted = try names("social.example") } == [1, 2, 3, 5])
        #expect(try passing { $0.hosts.wanted = try names("*.social.example") } == [4])
        #expect(try passing { $0.hosts.unwanted = try names("*social.example") } == [0, 6])
    }

    @Test func `a URL is exact, or the beginning with a star at its end`() throws {
        func url(_ text: String) throws -> URLCondition { try #require(URLCondition(text)) }
        #expect(try passing { $0.urls.wanted = [try url("https://social.example/@minister")] } == [2, 5])
        #expect(try passing { $0.urls.wanted = [try url("https://social.example/*")] } == [2, 3, 5])
        #expect(try passing { $0.urls.wanted = [try url("*")] } == Array(0...6))
        #expect(try passing { $0.urls.unwanted = [try url("https://*"), try url("urn:kabinet:posts")] } == [0])
    }

    @Test func `a status is one, a class or a range, and records without one have none`() throws {
        func status(_ text: String) throws -> StatusRange { try #require(StatusRange(text)) }
        #expect(try passing { $0.statuses.wanted = [try status("200")] } == [1, 4, 5])
        #expect(try passing { $0.statuses.wanted = [try status("4xx"), try status("500-599")] } == [3])
        #expect(try passing { $0.statuses.unwanted = [try status("200")] } == [0, 2, 3, 6])
    }

    @Test func `the media type is the payload's where there is an answer`() throws {
        #expect(try passing { $0.mediaTypes.wanted = try names("text/html") } == [1, 3, 5])
        #expect(try passing { $0.mediaTypes.wanted = try names("image/*", "application/json") } == [4, 6])
        #expect(try passing { $0.mediaTypes.wanted = try names("application/http") } == [2])
    }

    @Test func `an end takes in all of what it names, a beginning its first moment`() throws {
        #expect(try passing { $0.from = DateBound("2026") } == [0, 1, 2, 3, 5, 6])
        #expect(try passing { $0.to = DateBound("2025") } == [4])
        #expect(try passing { $0.to = DateBound("2025-01-31T23:59:59Z") } == [4])
        #expect(try passing { $0.to = DateBound("2025-01-30") } == [])
        #expect(try passing { ($0.from, $0.to) = (DateBound("202611"), DateBound("2026-11-22T12")) }.count == 6)
    }

    @Test func `kinds must all hold`() throws {
        let numbers = try passing {
            $0.types.wanted = try names("response")
            $0.hosts.wanted = try names("social.example")
            $0.statuses.wanted = [try #require(StatusRange("2xx"))]
        }
        #expect(numbers == [1])
    }

    @Test(
        arguments: [
            "", "2", "20", "2x", "1-2-3", "300-200", "2000", "-", "200-", "xxx", "-200", " 200",
        ].filter { StatusRange($0) != nil })
    func `what is no status is refused`(text: String) {
        #expect(["2", "20"].contains(text))
    }

    @Test(arguments: [
        "", "202", "2026-", "2026-13", "20261301", "20260132", "2026112224", "202611221200001", "2026-11-22T",
        "2026-11-22 12:00+01:00", "yesterday", "2026-11-22T12:00:00.", "2026/11/22",
    ])
    func `what is no date is refused`(text: String) {
        #expect(DateBound(text) == nil)
    }

    @Test(arguments: [
        ("2026", "2026-11-22T12:00:00Z", DateBound.Comparison.within), ("20261122", "20261121235959", .before),
        ("20261122", "2026-11-23", .after), ("20261122120000", "2026-11", .before), ("20261101", "2026-11", .within),
        ("2026-11-22T12:00:00.5Z", "2026-11-22T12:00:00.9Z", .within),
    ])
    func `dates of any length are compared`(bound: String, date: String, order: DateBound.Comparison) throws {
        let bound = try #require(DateBound(bound))
        #expect(Array(date.utf8).withUnsafeBytes { bound.comparison($0) } == order)
    }

    @Test(arguments: ["", "unknown", "202"]) func `a date without a year has no order`(date: String) {
        #expect(Array(date.utf8).withUnsafeBytes { DateBound("2026")?.comparison($0) } == nil)
    }

    @Test(arguments: [
        ("a*b", "ab", true), ("a*b", "aXbXb", true), ("a*b", "aXbXc", false), ("*", "", true), ("a", "", false),
        ("A", "a", true), ("**a", "bba", true), ("a*", "b", false), ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaa", false),
    ])
    func `stars stand for any bytes`(pattern: String, name: String, fits: Bool) throws {
        let pattern = try #require(WildcardName(pattern))
        #expect(Array(name.utf8).withUnsafeBytes { pattern.matches($0) } == fits)
    }

    private func names(_ texts: String...) throws -> [WildcardName] { try texts.map { try #require(WildcardName($0)) } }
}
