// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import TestSupport
import Testing

@Suite struct ProfileFindingsTests {
    static let good = """
        profile: x
        version: 1
        title: X
        match:
          - kind: profile
            url: "https://x.org/{user}"
        seed:
          - url: "{url}"
            as: page

        """

    private func findings(_ text: String) -> [String] {
        Profile.parse(text, file: "x.yaml").findings.map(\.description)
    }

    @Test func `a good profile has no findings`() throws {
        let reading = Profile.parse(Self.good, file: "x.yaml")
        #expect(reading.findings.isEmpty)
        let profile = try #require(reading.profile)
        #expect(profile.name == "x")
        #expect(profile.version == "1")
        #expect(profile.politeness == Politeness())
    }

    @Test(
        arguments: [
            (
                "politness: {}",
                #"x.yaml:10:1: error: unknown key "politness" in a profile (did you mean "politeness"?)"#
            ),
            (
                "politeness: fast",
                #"x.yaml:10:13: error: expected the politeness with keys, found "fast" (keys: delay, "#
            ),
            (
                "politeness:\n  concurrency: many",
                #"x.yaml:11:16: error: expected a whole number for "concurrency", found "many""#
            ),
            ("politeness:\n  concurrency: 99", #"x.yaml:11:16: error: expected 1 to 32 for "concurrency", found 99"#),
            (
                "politeness: { delay: soon }",
                #"x.yaml:10:22: error: expected a duration for "delay", found "soon" (for example 500ms, 1.5s or 2m)"#
            ),
            ("politeness: { delay: 2h }", #"x.yaml:10:22: error: expected 0ms to 1h for "delay", found "2h""#),
            (
                "politeness: { robots: obay }",
                #"x.yaml:10:23: error: expected one of obey, requisites-exempt, ignore for "robots", found "obay" (did you mean "#
            ),
            (
                "follow: [ \"/{\" ]",
                #"x.yaml:10:11: error: "{" without "}" at character 2, found "/{""#
            ),
            (
                "api:\n  - name: a\n    on: /api\n    yields:\n      - { from: id, as: api }",
                #"x.yaml:14:17: error: "id" is not a JSON pointer (it starts with /"#
            ),
            (
                "api:\n  - name: a\n    on: /api\n    yields:\n      - { from: /id, url: \"/{valeu}\", as: api }",
                #"x.yaml:14:27: error: nothing fills the placeholder {valeu} of "/{valeu}" (did you mean {value}?)"#
            ),
            ("api:\n  - on: /api", #"x.yaml:11:5: error: an api rule needs the key "name""#),
            (
                "page:\n  - kind: posts\n    url: /x",
                #"x.yaml:11:11: error: expected one of profile, post, thread, listing"#
            ),
            (
                "page:\n  - kind: post\n    url: /x\n    next: { html-rel: next, json: /a }",
                "x.yaml:13:11: error: a next rule has exactly one of"
            ),
            (
                "headers:\n  - { name: Cookie, value: a }",
                "x.yaml:11:13: error: a profile cannot set Cookie: secrets do not go into profiles"
            ),
            (
                "headers:\n  - { name: X, value: \"a\\r\\nb\" }",
                "x.yaml:11:23: error: the value of X has characters that a header field cannot carry"
            ),
            (
                "walls:\n  - { name: a, kind: login, status: 403 }",
                "x.yaml:11:5: error: a wall needs at least one of the keys"
            ),
            (
                "walls:\n  - { name: a, kind: login, status: 1000, body: b }",
                #"x.yaml:11:37: error: expected a status from 100 to 999 or a range of them, found "1000""#
            ),
            ("title: again", #"error: key "title" is given more than once in one mapping (keep one of them)"#),
            ("about:", #"x.yaml:10:7: error: expected text for "about", found nothing"#),
            ("about: [", "x.yaml:11:1: error: not YAML: "),
            ("about: *nobody", "error: not YAML: "),
            ("? [a]\n: b", "x.yaml:10:3: error: expected a key, found a list"),
        ])
    func `a mistake is found at its place`(_ text: String, _ expected: String) {
        let found = findings(Self.good + text)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
        #expect(Profile.parse(Self.good + text, file: "x.yaml").profile == nil)
    }

    @Test func `every mistake is found, in the order of the file`() {
        let found = findings(
            """
            profile: x y
            titel: X
            title: X
            title: Y
            match:
              - kind: person
                url: x.org
                hosts: [ "http://x" ]
            seed:
              - url: "{origin}/{usr}"
            polite: {}
            """)
        let places = found.map { $0.split(separator: " ").first.map(String.init) ?? "" }
        #expect(
            places == [
                "x.yaml:1:1:", "x.yaml:1:10:", "x.yaml:2:1:", "x.yaml:3:1:", "x.yaml:6:11:", "x.yaml:7:10:",
                "x.yaml:8:14:",
                "x.yaml:10:5:", "x.yaml:11:1:",
            ], "\(found)")
    }

    @Test(arguments: ["", "# nothing", "- a", "profile", "[[[[[[", "\u{0}", "a: b: c", "\t- x", "%YAML 9"])
    func `what is no profile at all is a finding`(_ text: String) {
        let reading = Profile.parse(text, file: "x.yaml")
        #expect(reading.profile == nil)
        #expect(!reading.findings.isEmpty)
    }

    @Test func `deep nesting is a finding`() {
        for bracket in ["[", "{", "{a: ", "- "] {
            #expect(!findings("about: \n  " + String(repeating: bracket, count: 50_000)).isEmpty)
        }
    }

    @Test func `a profile cut anywhere is read without harm`() throws {
        let text = Array(
            try #require(TestFile.text(PackageRoot.appending("crawl-profiles/mastodon.yaml"))).unicodeScalars)
        for length in stride(from: 0, to: text.count, by: 61) {
            var cut = ""
            cut.unicodeScalars.append(contentsOf: text[..<length])
            let reading = Profile.parse(cut, file: "x.yaml")
            #expect(reading.profile != nil || !reading.findings.isEmpty)
        }
    }
}
