// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Testing

@testable import WebInterface

@Suite struct StatementPageTests {
    private static let now = ArchiveDate(seconds: 1_700_000_000)
    private static let hostile = "<script>alert('x')</script>"

    private func statement(_ accounts: [String], posts: Int = 3) -> CompletenessStatement {
        CompletenessStatement(
            scope: .init(), written: Self.now, runs: [],
            accounts: accounts.map { name in
                var identity = AccountStatement.Identity(account: name, expectsPosts: true)
                identity.person = Self.hostile
                var tally = AccountTally(identity, shown: 2)
                for number in 0..<posts {
                    var post = AccountTally.Post(id: "\(number)", url: "https://a.example/\(Self.hostile)\(number)")
                    post.date = ArchiveDate(seconds: Self.now.seconds - Int64(number) * 86_400 * 40)
                    post.address = .init(newest: .walled(.login))
                    if let reason = tally.add(post) {
                        tally.note(
                            MissingItem(
                                kind: .own, post: post.id, url: post.url, reason: reason, detail: Self.hostile,
                                evidence: Evidence(
                                    file: "a.warc.gz", offset: 1234, recordID: "<urn:uuid:1>", date: Self.now,
                                    url: "https://a.example/")))
                    }
                }
                return tally.statement(
                    claims: [.init(name: Self.hostile, value: 12, seen: Self.now, evidence: nil)],
                    addresses: AddressCounts(),
                    lanes: [.init(name: "api", asked: 0, succeeded: 0, leftOut: Self.hostile)], stopped: nil,
                    now: Self.now)
            })
    }

    @Test(arguments: StatementPhrase.allCases)
    func `every phrase has words in both languages`(phrase: StatementPhrase) {
        for language in Language.allCases { #expect(!phrase.text(language).isEmpty) }
    }

    @Test(arguments: Language.allCases)
    func `the document needs nothing else and lets nothing of others become markup`(language: Language) {
        let html = StatementDocument(statement(["a", "b c/é"]), title: Self.hostile, language: language).html
        #expect(!html.contains("<script"))
        for outside in [" src=", "<link", "@import", "url(", " style=", " onload"] { #expect(!html.contains(outside)) }
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("<svg") && html.contains("<details>"))
        #expect(html.contains("href=\"#a-b_20c_2F"))
        #expect(html.components(of: "id=\"a-b_20c_2F") == 2)
        #expect(html.contains("a.warc.gz") && html.contains("&lt;urn:uuid:1&gt;"))
    }

    @Test func `of a long list the first are shown, with how many there are`() {
        let html = StatementDocument(statement(["a"], posts: 1200), title: "x", language: .english).html
        #expect(html.contains("2 / 1,200 shown"))
        #expect(html.contains("1,200 × <span class=\"bad\">walled: login</span>"))
    }

    @Test func `a bar is as high as its month, and a month without posts is marked`() {
        let months = [
            MonthCount(year: 2021, month: 1, found: 64, held: 32), MonthCount(year: 2021, month: 2, found: 0, held: 0),
            MonthCount(year: 2021, month: 3, found: 1, held: 1),
        ]
        let html = MonthStrip(months: months, reader: Reader(language: .english, location: "/")).html.markup
        #expect(html.contains("<rect class=\"lost\" x=\"1\" y=\"0\" width=\"8\" height=\"32\"/>"))
        #expect(html.contains("<rect class=\"held\" x=\"1\" y=\"32\" width=\"8\" height=\"32\"/>"))
        #expect(html.contains("<rect class=\"none\" x=\"11\""))
        #expect(html.contains("<rect class=\"held\" x=\"21\" y=\"61\" width=\"8\" height=\"3\"/>"))
        #expect(html.contains("<title>February 2021: 0 found, 0 captured</title>"))
    }

    @Test func `the page of a collection is served, and one of an account that there is not is not`() async throws {
        let stage = try SmallCollection()
        let page = try await stage.ask(interface: "/kab/?view=missing")
        #expect(page.status == 200)
        #expect(page.text.contains("<h1>What is missing?</h1>"))
        #expect(page.text.contains("Kabinet-&lt;Proef&gt;"))
        #expect(try await stage.ask(interface: "/kab/?view=missing&account=nobody").status == 404)
        #expect(try await stage.ask(interface: "/kab/").text.contains("href=\"/kab/?view=missing\""))
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
