// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

@Suite struct SeedReviewTests {
    /// Two platforms and the generic one, no more of them than the review looks at.
    private static let profiles: [Profile] = [
        """
        profile: x
        version: 1
        title: X (Twitter)
        about: Test.
        match:
          - kind: profile
            url: [ "{scheme}://{authority}/{user:word}" ]
            hosts: [ x.com, twitter.com ]
            canonical: "https://x.com/{user|lower}"
          - kind: search
            url: "{scheme}://{authority}/search/{words}"
            hosts: [ x.com ]
            supported: false
        seed: [ { url: "{scheme}://x.com/{user}", as: page, for: profile }, { url: "{url}", as: page, for: search } ]
        """,
        """
        profile: generic
        version: 1
        title: Any web site
        about: Test.
        match: [ { kind: page, url: "{scheme}://{authority}/**" } ]
        seed: [ { url: "{url}", as: page } ]
        """,
    ].compactMap { text in
        let reading = Profile.parse(text, file: "test.yaml")
        if reading.profile == nil { Issue.record("\(reading.findings)") }
        return reading.profile
    }

    private func review(_ table: String) -> SeedReview {
        var review = SeedReview(chooser: SeedChooser(profiles: Self.profiles))
        let reading = SeedList.parse(table, file: "s.csv")
        if let list = reading.list { review.add(list) } else { Issue.record("\(reading.findings)") }
        return review
    }

    @Test func `an account may be given by its platform and name`() throws {
        let review = review("platform,account\nTwitter,@Anna\nX,bram\n")
        #expect(review.findings.isEmpty, "\(review.findings)")
        #expect(review.accounts.map(\.seed) == ["https://x.com/anna", "https://x.com/bram"])
        #expect(review.accounts.map(\.profile.name) == ["x", "x"])
    }

    @Test func `one account in other words is a repeat and is captured once`() {
        let review = review("url\nhttps://x.com/Anna\nhttp://www.example.org/\ntwitter.com/anna/\n")
        #expect(
            review.findings.map(\.description) == [
                "s.csv:4:1: warning: https://x.com/anna is on line 2 already; it is captured once"
            ])
        #expect(review.accounts.map(\.canonical) == ["https://x.com/anna", "http://www.example.org/"])
        #expect(!review.hasErrors)
    }

    @Test func `two handles of one server are two accounts`() {
        var review = SeedReview(chooser: SeedChooser(profiles: ProfileLibrary(directories: []).all().profiles))
        for seed in ["@a@social.example", "@b@social.example", "https://mastodon.social/@C", "@c@mastodon.social"] {
            review.add(SeedList(seed: seed))
        }
        #expect(
            review.accounts.map(\.canonical).prefix(2) == ["https://social.example/@a", "https://social.example/@b"])
        #expect(review.accounts.count == 3)
        #expect(review.findings.map(\.severity) == [.warning])
    }

    @Test func `one account with two owners at one time is a contradiction`() {
        let review = review("url,person,kind\nx.com/anna,Anna,office\ntwitter.com/ANNA,Bram,private\n")
        #expect(
            review.findings.map(\.description) == [
                "s.csv:3:1: error: https://x.com/anna is person \"Bram\" here and person \"Anna\" on line 2 "
                    + "(correct one of them, or give each a period of its own)",
                "s.csv:3:1: error: https://x.com/anna is kind \"private\" here and kind \"office\" on line 2 "
                    + "(correct one of them, or give each a period of its own)",
            ])
        #expect(review.hasErrors)
    }

    @Test func `one office after another is no contradiction`() {
        let review = review(
            "url,person,role,from,to\nx.com/bzk,Anna,minister,2017-10-26,2020-01-01\nx.com/bzk,Bram,minister,2020-01-02,2022-01-10\n"
        )
        #expect(review.findings.isEmpty)
        #expect(review.accounts.count == 1)
        #expect(review.accounts.first?.period.description == "2017-10-26..2022-01-10")
    }

    @Test(
        arguments: [
            ("platform,url\nx,https://www.example.org/\n", "the profile \"x\" does not know the seed"),
            ("platform,profile,url\nx,generic,x.com/a\n", "the platform is \"x\", but the profile is \"generic\""),
            ("platform,account\nmyspace,a\n", "no profile is for the platform \"myspace\""),
            ("profile,url\nxx,x.com/a\n", "no profile \"xx\""),
            ("url\nhttps://x.com/search/words\n", "is a search of X (Twitter), which is not captured"),
        ])
    func `a seed that fits nothing is an error at its line`(_ table: String, _ expected: String) {
        let review = review(table)
        #expect(review.accounts.isEmpty)
        #expect(review.hasErrors)
        #expect(review.findings.first?.description.hasPrefix("s.csv:2:1: error: ") == true)
        #expect(review.findings.first?.message.contains(expected) == true, "\(review.findings)")
    }

    @Test func `a period outside the campaign's is an error`() throws {
        let list = try #require(
            SeedList.parse(
                """
                title: X
                period: { from: 2021-01-01, to: 2021-12-31 }
                accounts: [ { url: x.com/a, period: { from: 2022-01-01 } }, { url: x.com/b } ]
                """, file: "s.yaml"
            ).list)
        var review = SeedReview(chooser: SeedChooser(profiles: Self.profiles))
        review.add(list)
        #expect(review.findings.count == 1)
        #expect(review.findings.first?.message.contains("is outside the list's own, 2021-01-01..2021-12-31") == true)
        #expect(review.accounts.last?.period == list.period)
    }
}
