// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Diagnostics
import Testing

/// Mistakes in what language version 2 brought; the profile's own lines are 10, so rules begin on line 11.
@Suite struct LanguageFindingsTests {
    private static let api = "api:\n  - name: a\n    on: /api\n"

    @Test(
        arguments: [
            ("lane: []", #"coo.yaml:11:1: error: unknown key "lane" in a profile (did you mean "lanes"?)"#),
            ("answer: []", #"(did you mean "answers"?)"#), ("secret: {}", #"(did you mean "secrets"?)"#),
            ("detect: { nodinfo: a }", #"(did you mean "nodeinfo"?)"#),
            ("pause: { after: 3 }", #"coo.yaml:11:8: error: the pause needs the key "for""#),
            ("pause: { after: 0, for: 1h }", #"expected 1 to 1000 for "after", found 0"#),
            ("politeness: { group: hosts }", #"(did you mean "host"?)"#),
            ("ids: [ { bas: 10, unit: ms } ]", #"unknown key "bas" in an id rule (did you mean "base"?)"#),
            (
                "ids: [ { base: 64, unit: ms } ]",
                #"expected one of 10, 36, base32-sortable, crockford, base64url for "base", found "64""#
            ),
            ("ids: [ { base: 10, unit: ns } ]", #"expected one of s, ms, us for "unit""#),
            ("ids: [ { base: 10, unit: s, shift: 64 } ]", #"expected 0 to 63 for "shift""#),
            ("ids: [ { base: 10, unit: s, above: many } ]", #"expected a whole number for "above", found "many""#),
            ("ids: [ { base: 10, unit: s, above: 5, below: 5 } ]", "no number is above 5 and below 5"),
            ("secrets: { header: [ a ] }", #"(did you mean "headers"?)"#),
            ("secrets: { json: [ a ] }", #""a" is not a JSON pointer"#),
            (
                "headers:\n  - { name: A, value: b, lane: apo }",
                #"coo.yaml:12:32: error: no lane is named "apo" (did you mean "api"?)"#
            ),
            (
                "headers:\n  - { name: Authorization, value: secret }",
                "a profile cannot set Authorization: secrets do not go into profiles (write Bearer {credential:name})"
            ),
            (
                "headers:\n  - { name: Authorization, value: \"Bearer {credential:coo-kay}\" }",
                #"no lane has the credential "coo-kay" (did you mean {credential:coo-key}?)"#
            ),
            ("answers:\n  - { name: a, outcome: throtled, status: 200 }", #"(did you mean "throttled"?)"#),
            (
                "answers:\n  - { name: a, outcome: gone }",
                "coo.yaml:12:5: error: an answer needs a condition (one of status, url, redirect-to, body, json, no-body, type)"
            ),
            ("answers:\n  - { name: a, outcome: gone, status: 404, in: feed }", #"the key "in" goes with "json" only"#),
            (
                "answers:\n  - { name: a, outcome: gone, json: { error: 1 } }",
                #"coo.yaml:12:39: error: "error" is not a JSON pointer"#
            ),
            (
                "answers:\n  - { name: a, outcome: gone, json: [ /error ] }",
                #"expected pointers with texts for "json", found a list"#
            ),
            (
                "answers:\n  - { name: a, outcome: gone, status: 404, account: suspend }",
                #"(did you mean "suspended"?)"#
            ),
            (api + "    post: []", #"coo.yaml:14:5: error: unknown key "post" in an api rule (did you mean "posts"?)"#),
            (
                api + "    method: get",
                #"expected one of GET, POST, PUT for "method", found "get" (write it in capitals)"#
            ),
            (
                api + "    in: script",
                #"expected feed or one of script, assign, type and attribute for "in", found "script""#
            ),
            (api + "    in: fed", #"(did you mean "feed"?)"#),
            (api + "    in: { scrip: x }", #"unknown key "scrip" in a place for JSON (did you mean "script"?)"#),
            (
                api + "    in: { script: x, assign: y }",
                "a place for JSON has exactly one of script, assign, type, attribute"
            ),
            (api + "    lane: nothing", #"no lane is named "nothing" (known: page, api)"#),
            (api + "    posts: { each: /a }", #"coo.yaml:14:12: error: the posts needs the key "id""#),
            (
                api + "    posts: { each: /a, id: /i, dat: /d }",
                #"unknown key "dat" in the posts (did you mean "date"?)"#
            ),
            (
                api + "    posts: { each: /a, id: /i, date: { at: /d, as: iso8601 } }",
                #"expected one of iso, epoch, epoch-ms, twitter, rfc822, http for "as", found "iso8601""#
            ),
            (api + "    posts: { each: /a, id: /i, take: \"x/{key}\" }", "what is taken has no {id}"),
            (
                api + "    posts: { each: /a, id: /i, url: \"/{ids}\" }",
                #"nothing fills the placeholder {ids} of "/{ids}" (did you mean {id}?)"#
            ),
            (api + "    posts: { each: /a, id: /i, own: { at: /u } }", #"the owner needs the key "is""#),
            (api + "    posts: { each: /a, id: /i, own: { at: /u, is: \"{usr}\" } }", "(did you mean {user}?)"),
            (
                api + "    posts: { each: /a, id: /i, context: yes }",
                #"expected true or false for "context", found "yes""#
            ),
            (api + "    counters: [ /a ]", #"expected names with pointers for "counters", found a list"#),
            (api + "    counters: { posts: a }", #""a" is not a JSON pointer"#),
            (api + "    next: [ { number: page } ]", "a number has no end here (give \"last\", or \"posts\""),
            (api + "    next: [ { html-rel: next, param: a } ]", #"the key "param" goes with "json" only"#),
            (
                api + "    next: [ { json: /a, param: a, url: \"/{value}\" } ]",
                #"a next rule has either "url" or "param""#
            ),
            (api + "    next: [ { json: /a, last: /b } ]", #"the key "last" goes with "number" only"#),
            (api + "    next: [ { json: /a, body: \"{valeu}\" } ]", "(did you mean {value}?)"),
            (api + "    next: [ { json: /a, type: a/b } ]", #"the key "type" goes with "body" only"#),
            (
                api + "    next: [ { json: /a, method: GET, body: a } ]",
                #"a GET has no body (leave "method" out or make it POST)"#
            ),
            (
                api + "    next: [ { json: /a, body: a, type: json } ]",
                #"expected a media type for "type", found "json""#
            ),
            (api + "    yields: [ { from: /a, as: api, when: { a: b } } ]", #""a" is not a JSON pointer"#),
            (
                api + "    yields: [ { from: /a, as: api, lane: apy } ]",
                #"no lane is named "apy" (did you mean "api"?)"#
            ),
            (
                api + "    yields: [ { from: /a, as: api, url: \"/{value|lowr}\" } ]",
                #"unknown filter "lowr" in {value|lowr}"#
            ),
        ])
    func `a mistake is found at its place`(_ rules: String, _ expected: String) {
        let found = LanguageSample.findings(rules)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }

    private func match(_ keys: String) -> [String] {
        Profile.parse(
            "profile: x\nversion: 1\ntitle: X\nmatch:\n  - { kind: post, \(keys) }\nseed: [ { url: \"{url}\", as: page } ]",
            file: "x.yaml"
        ).findings.map(\.description)
    }

    @Test(
        arguments: [
            (#"url: "/{user}", canonicl: "/{user}""#, #"(did you mean "canonical"?)"#),
            (
                #"url: [ "/{user}/{id}", "/{id}" ], canonical: "https://x.com/{user}/{id}""#,
                "nothing fills the placeholder {user}"
            ),
            (#"url: "/{user}", not: { usr: [ a ] }"#, #"the match has no placeholder {usr} (did you mean "user"?)"#),
            (#"url: "/{user}", not: [ a ]"#, #"expected placeholders with words for "not", found a list"#),
            (#"url: "/watch?v={id}", query: { v: "{id}" }"#, #"a URL with "query" has no "?" of its own"#),
            (#"handle: "@{user}", query: { v: "{id}" }"#, #"the key "query" goes with "url" only"#),
            (#"url: "/{user}", query: { v: "{id:dgits}" }"#, #"(did you mean "digits"?)"#),
            (#"url: "/{user|lower}""#, "has a filter, which only a template may have"),
            (#"url: "/{user}", supported: no"#, #"expected true or false for "supported""#),
            (#"url: []"#, "expected a URL"),
        ])
    func `a mistake in a match is found`(_ keys: String, _ expected: String) {
        let found = match(keys)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }

    @Test(arguments: [
        "lanes: [ { name: a } ]", "lanes: [ { about: a } ]", "lanes: [ { name: a b, about: x } ]",
        "lanes: [ { name: a, about: x }, { name: a, about: y } ]",
    ])
    func `a lane has a name of its own and says what it is`(_ lanes: String) {
        let start = LanguageSample.head.split(separator: "lanes:")[0]
        #expect(!Profile.parse(start + lanes, file: "x.yaml").findings.isEmpty)
    }
}
