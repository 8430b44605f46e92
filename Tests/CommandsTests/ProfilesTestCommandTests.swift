// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Commands

@Suite struct ProfilesTestCommandTests {
    private let fixture: ArchiveFixture

    init() throws {
        fixture = try ArchiveFixture()
        try fixture.write(
            """
            profile: coo
            version: 1
            title: Coo
            about: Gets the pages of Coo.
            lanes:
              - { name: api, about: all posts, credential: coo-key }
            match:
              - { kind: profile, url: "{scheme}://{host}/{user:word}", hosts: [ coo.example, m.coo.example ],
                  canonical: "https://coo.example/{user|lower}", not: { user: search } }
              - { kind: search, url: "{scheme}://{host}/search", hosts: coo.example, supported: false }
            seed:
              - { url: "{scheme}://coo.example/api/{user}", as: api, lane: api, body: '{"u":"{user}"}' }
            api:
              - name: list
                on: "//a.example/**"
                in: { script: d }
                next: [ { json: /next } ]
                posts: { each: "/posts/*", id: /id, date: /at }
                counters: { posts: /total }
            walls:
              - { name: gate, kind: login, url: "//a.example/9" }
            """, to: "coo.yaml")
    }

    @Test func `a seed is shown as the profile understands it`() async throws {
        let result = try await fixture.run("profiles", "test", "./coo.yaml", "http://m.coo.example/Anna")
        #expect(result.status == 0, "\(result)")
        for line in [
            "is         a profile", "canonical  https://coo.example/anna", "account    anna@coo.example",
            "{user}     Anna",
            "api        POST http://coo.example/api/Anna  (lane api, needs coo-key)", #"{"u":"Anna"}"#,
        ] {
            #expect(result.output.contains(line), "\(line) in \(result.output)")
        }
        let unknown = try await fixture.run("profiles", "test", "./coo.yaml", "https://elsewhere.example/a/b")
        #expect(unknown.status == 3)
        #expect(unknown.output.contains("nothing that the profile knows"))
        let search = try await fixture.run("profiles", "test", "./coo.yaml", "https://coo.example/search?q=a")
        #expect(search.output.contains("a search, which Kabinet does not capture"))
    }

    private func answer(_ number: Int, _ json: String) -> String {
        ArchiveFixture.page(number, "<script id=d>\(json)</script>")
    }

    @Test func `recorded answers are shown with what the rules find in them`() async throws {
        try fixture.write(
            ArchiveFixture.info, answer(1, #"{"posts":[{"id":"1","at":"2025-01-01"}],"next":"/2","total":"1,234"}"#),
            answer(2, #"{"posts":[]}"#),
            answer(9, "{}"), to: "answers.warc")
        let result = try await fixture.run("profiles", "test", "./coo.yaml", "--answers", ".")
        #expect(result.status == 0, "\(result)")
        for line in [
            "posts      1: 1 own", "1  2025-01-01T00:00:00Z  no permalink", "counter    posts 1234",
            "next page  http://a.example/2",
            "judged     walled:login (gate)", "posts      none", "api[list]: 1 posts in 2 answers",
        ] {
            #expect(result.output.contains(line), "\(line) in \(result.output)")
        }
    }

    @Test func `a rule that finds no post in any answer, and an answer that cannot be read, are failures`() async throws
    {
        try fixture.write(answer(1, #"{"items":[{"id":"1"}]}"#), to: "a.html")
        try fixture.write(
            #"{"url": "http://a.example/1", "headers": {"Content-Type": "text/html"}}"#, to: "a.html.json")
        let silent = try await fixture.run("profiles", "test", "./coo.yaml", "--answers", ".")
        #expect(silent.status == 3)
        #expect(silent.output.contains("api[list]: 0 posts in 1 answers: error: it should find some"), "\(silent)")
        try fixture.write("no page", to: "a.html")
        let unread = try await fixture.run("profiles", "test", "./coo.yaml", "--answers", ".")
        #expect(unread.status == 3)
        #expect(unread.output.contains("expects JSON in the script \"d\""), "\(unread)")
        try fixture.write("{", to: "a.html.json")
        let broken = try await fixture.run("profiles", "test", "./coo.yaml", "--answers", ".")
        #expect(broken.status != 0)
        #expect(broken.errors.contains("a.html.json"), "\(broken)")
    }

    @Test func `nothing to test is a wrong command line`() async throws {
        #expect(try await fixture.run("profiles", "test", "./coo.yaml").status == 2)
    }

    @Test func `show prints lanes, seeds, counters and walls`() async throws {
        let result = try await fixture.run("profiles", "show", "./coo.yaml")
        #expect(result.status == 0)
        for line in [
            "api  all posts (needs the credential coo-key)", "search (not captured)", "posts  list: /total",
            "login  gate",
            "1 s between requests, 1 at a time, for each host",
        ] {
            #expect(result.output.contains(line), "\(line) in \(result.output)")
        }
    }
}
