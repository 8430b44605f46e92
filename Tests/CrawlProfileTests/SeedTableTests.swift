// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

@Suite struct SeedTableTests {
    @Test func `a table of a Dutch spreadsheet is read`() throws {
        let text =
            "\u{FEFF}Persoon;Ministerie;Kanaal;Account;Soort;Rol;Vanaf;t/m\r\n"
            + "\"Wit, Anna de\";\"BZK; en \"\"meer\"\"\";X;annadewit;ambt;minister;10-1-2021;2022-01-10\r\n"
            + ";;;;;;;\r\n" + "Bram;;;https://example.org/bram;privé;;;\r\n"
        let folder = try TemporaryDirectory()
        let file = try folder.write(Array(text.utf8), to: "s.csv")
        let reading = SeedList.read(file)
        #expect(reading.findings.isEmpty)
        let accounts = try #require(reading.list?.accounts)
        #expect(accounts.count == 2)
        #expect(accounts[0].person == "Wit, Anna de")
        #expect(accounts[0].department == "BZK; en \"meer\"")
        #expect(accounts[0].platform == "X")
        #expect(accounts[0].seed == "annadewit")
        #expect(accounts[0].kind == .office)
        #expect(accounts[0].period == SeedPeriod(from: CalendarDay("2021-01-10"), to: CalendarDay("2022-01-10")))
        #expect(accounts[0].line == 2)
        #expect(accounts[1].kind == .private)
        #expect(accounts[1].period == nil)
        #expect(accounts[1].line == 4)
    }

    @Test func `a field in quotes may hold line ends, and the lines are counted on`() throws {
        let text = "url,remark\nhttps://a.example,\"two\nlines\"\nnonsense,\n"
        let reading = SeedList.parse(text, file: "s.csv")
        #expect(reading.findings.map(\.description).first?.hasPrefix("s.csv:4:1: error: expected a URL") == true)
    }

    @Test(
        arguments: [
            ("", "s.csv: error: the table is empty"),
            ("url,persn\na.example,\n", "s.csv:1:1: error: unknown column \"persn\" (did you mean \"person\"?)"),
            ("url,url\n", "s.csv:1:1: error: the column \"url\" is there twice"),
            ("person,kind\n", "s.csv:1:1: error: a table needs one of the columns account, url and handle"),
            ("url,kind\na.example,personal\n", "s.csv:2:1: error: expected one of organisation, project"),
            ("url,from\na.example,2021-02-30\n", "s.csv:2:1: error: expected a day for \"from\", found \"2021-02-30\""),
            ("url,from\na.example,02/03/2021\n", "s.csv:2:1: error: expected a day for \"from\""),
            ("url,from,to\na.example,2021-02-02,2021-02-01\n", "s.csv:2:1: error: the period ends on 2021-02-01"),
            ("url,from\na.example,2021-02-02,x\n", "s.csv:2:1: error: expected 2 fields, found 3"),
            ("url,remark\na.example,\"open\n", "s.csv:2:1: error: a field begins with a quote that nothing closes"),
            ("account\nminister\n", "s.csv:2:1: error: expected a URL or a handle, found \"minister\""),
            ("person,account,platform\nA,,x\n", "s.csv:2:1: error: the account has neither"),
            ("url\n", "s.csv: error: the list has no accounts"),
        ])
    func `what is wrong with a table is found at its line`(_ text: String, _ expected: String) {
        let reading = SeedList.parse(text, file: "s.csv")
        #expect(reading.list == nil)
        #expect(reading.findings.contains { $0.description.hasPrefix(expected) }, "\(reading.findings)")
    }

    @Test func `the separator is the one that the head line has most of`() {
        for separator in [",", ";", "\t"] {
            let text =
                ["url", "person", "role"].joined(separator: separator) + "\n"
                + ["a.example", "A", "minister"].joined(separator: separator)
            #expect(SeedList.parse(text, file: "s.csv").list?.accounts.first?.role == "minister")
        }
    }
}
