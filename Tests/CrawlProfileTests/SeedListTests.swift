// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

@Suite struct SeedListTests {
    @Test func `the example shows every key and has no findings`() throws {
        let reading = SeedList.read(PackageRoot.appending("seeds/example.yaml"))
        #expect(reading.findings.isEmpty)
        let list = try #require(reading.list)
        #expect(list.period.from == CalendarDay("2021-01-10"))
        #expect(list.accounts.count == 14)
        let first = try #require(list.accounts.first)
        #expect(first.seed == "annadewit")
        #expect(first.platform == "X")
        #expect(first.person == "Anna de Wit")
        #expect(first.kind == .office)
        #expect(first.role == "minister")
        #expect(list.accounts.last?.person == nil)
        #expect(list.accounts.last?.profile == nil)
    }

    @Test func `every mistake of a list is found at its place`() {
        let text = """
            titel: X
            period: { from: 2021-02-30, to: soon }
            people:
              - nmae: A
                accounts: [ nothing, "@a@b.example", "@a@b.example" ]
              - name: B
            accounts:
              - kind: personal
              - { url: "https://a.example", handle: "@a@b.example" }
            """
        let reading = SeedList.parse(text, file: "s.yaml")
        #expect(reading.list == nil)
        #expect(
            reading.findings.map { $0.description.replacing("s.yaml:", with: "") } == [
                #"1:1: error: unknown key "titel" in a seed list (did you mean "title"?)"#,
                #"1:1: error: a seed list needs the key "title""#,
                #"2:17: error: expected a day for "from", found "2021-02-30" (for example 2017-10-26)"#,
                #"2:33: error: expected a day for "to", found "soon" (for example 2017-10-26)"#,
                #"4:5: error: unknown key "nmae" in a person (did you mean "name"?)"#,
                #"4:5: error: a person needs the key "name""#,
                #"5:17: error: expected a URL or a handle, found "nothing" (for example https://example.org/minister, "#
                    + "x.com/minister or @minister@example.org)",
                #"6:5: error: a person needs the key "accounts""#,
                #"8:5: error: an account has exactly one of "url", "handle" and "account""#,
                "8:11: error: expected one of organisation, project, office, party, private, hybrid for \"kind\", "
                    + "found \"personal\"",
                #"9:5: error: an account has exactly one of "url", "handle" and "account""#,
            ])
    }

    @Test func `a period ends after it begins`() {
        let reading = SeedList.parse(
            "title: X\nperiod: { from: 2021-02-02, to: 2021-02-01 }\naccounts: [ a.example ]", file: "s.yml")
        #expect(
            reading.findings.map(\.description) == [
                "s.yml:2:33: error: the period ends on 2021-02-01, before it begins on 2021-02-02"
            ])
    }

    @Test func `a text file has a seed on each line`() throws {
        let text =
            "# cabinet\r\nhttps://a.example/b\r\n\r\n  @a@b.example  # comment\nx.example/c#d\n"
        let reading = SeedList.parse(text, file: "s.txt")
        #expect(reading.list?.accounts.map(\.seed) == ["https://a.example/b", "@a@b.example", "x.example/c#d"])
        #expect(reading.list?.accounts.map(\.line) == [2, 4, 5])
        #expect(reading.findings.isEmpty)
    }

    @Test(
        arguments: [
            ("two words", "s.txt:1:1: error: expected one seed, found \"two words\""),
            ("nonsense", "s.txt:1:1: error: expected a URL or a handle, found \"nonsense\""),
            ("@half", "s.txt:1:1: error: expected a URL or a handle"), ("", "s.txt: error: the list has no accounts"),
            ("# only", "s.txt: error: the list has no accounts"),
        ])
    func `a wrong line is found`(_ text: String, _ expected: String) {
        let reading = SeedList.parse(text, file: "s.txt")
        #expect(reading.list == nil)
        #expect(reading.findings.contains { $0.description.hasPrefix(expected) }, "\(reading.findings)")
    }

    @Test func `a file that is not UTF-8 or not there is a finding`() throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write([0x61, 0xFF], to: "s.txt")
        #expect(SeedList.read(file).findings.map(\.description) == ["\(file): error: is not UTF-8 text"])
        #expect(SeedList.read(file + "x").findings.first?.description.contains("cannot be read") == true)
    }

    @Test(arguments: [
        "2021-1-01", "2021-13-01", "2021-00-10", "2023-02-29", "1900-02-29", "21-01-01", "", "2021-01-01T",
        "2021-01-+1",
    ])
    func `a day that does not exist is none`(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func `a day that exists comes back as it was written`(_ text: String) {
        #expect(CalendarDay(text)?.description == text)
    }
}
