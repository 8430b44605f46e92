// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Testing

@Suite struct NextRuleTests {
    private func next(
        _ rule: String, _ body: String, url: String = "https://coo.example/api/anna?limit=5&cursor=a%3Db",
        request: RequestContent? = nil, more: String = ""
    ) throws -> Discovery? {
        let method = request == nil ? "" : "\n    method: POST"
        return try LanguageSample.reading(
            "api:\n  - name: a\n    on: \"{origin}/api/{user}\"\(method)\n    next: [ \(rule) ]\n\(more)", body,
            url: url, request: request
        ).found.first { $0.relation == .nextPage }
    }

    @Test(
        arguments: [
            (#"{"m": {"t": "x=y&z"}}"#, "https://coo.example/api/anna?limit=5&cursor=x%3Dy%26z"),
            (#"{"m": {"t": 7}}"#, "https://coo.example/api/anna?limit=5&cursor=7"),
            (#"{"m": {"t": ""}}"#, nil), ("{}", nil), (#"{"m": {"t": "a=b"}}"#, nil),
        ] as [(String, String?)])
    func `a parameter of the own URL gets the value`(_ body: String, _ expected: String?) throws {
        #expect(try next("{ json: /m/t, param: cursor }", body)?.url == expected)
    }

    @Test(
        arguments: [
            ("https://coo.example/api/anna", "https://coo.example/api/anna?cursor=x"),
            ("https://coo.example/api/anna?", "https://coo.example/api/anna?cursor=x"),
            ("https://coo.example/api/anna?cursor", "https://coo.example/api/anna?cursor=x"),
            ("https://coo.example/api/anna?cursor=1&a&cursor=2", "https://coo.example/api/anna?cursor=x&a"),
            ("https://coo.example/api/anna?%63ursor=1", "https://coo.example/api/anna?cursor=x"),
        ])
    func `the parameter takes the place of the one that was there`(_ url: String, _ expected: String) throws {
        #expect(try next("{ json: /t, param: cursor }", #"{"t": "x"}"#, url: url)?.url == expected)
    }

    @Test func `a list goes on only while the answer says so`() throws {
        let rule = "{ json: /t, param: cursor, while: /hasMore }"
        #expect(try next(rule, #"{"t": "x", "hasMore": true}"#) != nil)
        #expect(try next(rule, #"{"t": "x", "hasMore": false}"#) == nil)
        #expect(try next(rule, #"{"t": "x"}"#) == nil)
    }

    @Test func `the next page may be asked for with a body, and the one after it too`() throws {
        let rule =
            #"{ json: "/**/continuationCommand/token", with: { v: /ctx/version }, url: "{origin}/api/anna", body: '{"v":"{v}","c":"{value}"}' }"#
        let first = RequestContent(body: Array("{}".utf8), type: "application/json")
        let answer = #"{"ctx": {"version": "2.1"}, "items": [1, {"x": {"continuationCommand": {"token": "t\"1"}}}]}"#
        let found = try #require(try next(rule, answer, url: "https://coo.example/api/anna", request: first))
        #expect(found.url == "https://coo.example/api/anna")
        #expect(found.kind == .api)
        #expect(found.request == RequestContent(body: Array(#"{"v":"2.1","c":"t\"1"}"#.utf8), type: "application/json"))
        // The same question again would lead round in a circle.
        #expect(try next(rule, answer, url: "https://coo.example/api/anna", request: found.request) == nil)
        let form = try next("{ json: /t, body: 'c={value}&d=1' }", #"{"t": "a&b"}"#, request: first)
        #expect(
            form?.request == RequestContent(body: Array("c=a%26b&d=1".utf8), type: "application/x-www-form-urlencoded"))
        #expect(form?.url == "https://coo.example/api/anna?limit=5&cursor=a%3Db")
    }

    @Test func `a rule is for answers to its method alone`() throws {
        let rules =
            "api:\n  - { name: a, on: \"/**\", yields: [ { from: /u, as: page } ] }\n  - { name: b, on: \"/**\", method: POST, yields: [ { from: /v, as: page } ] }"
        let body = #"{"u": "/u", "v": "/v"}"#
        #expect(try LanguageSample.reading(rules, body).found.map(\.url) == ["https://coo.example/u"])
        #expect(
            try LanguageSample.reading(rules, body, request: RequestContent()).found.map(\.url) == [
                "https://coo.example/v"
            ])
    }

    @Test(
        arguments: [
            ("https://coo.example/api/anna", #"{"pages": 3}"#, "https://coo.example/api/anna?page=2"),
            ("https://coo.example/api/anna?page=2", #"{"pages": "3"}"#, "https://coo.example/api/anna?page=3"),
            ("https://coo.example/api/anna?page=3", #"{"pages": 3}"#, nil),
            ("https://coo.example/api/anna?page=1", "{}", nil),
            ("https://coo.example/api/anna?page=x", #"{"pages": 3}"#, nil),
            ("https://coo.example/api/anna?page=-5", #"{"pages": 3}"#, nil),
            ("https://coo.example/api/anna?page=99999999999999999999", #"{"pages": 3}"#, nil),
            ("https://coo.example/api/anna?page=1000000", #"{"pages": 99999999999}"#, nil),
        ] as [(String, String, String?)])
    func `numbered pages are counted up to the last`(_ url: String, _ body: String, _ expected: String?) throws {
        #expect(try next("{ number: page, last: /pages }", body, url: url)?.url == expected)
    }

    @Test func `numbered pages without a last one go on as long as they show posts`() throws {
        let posts = "    posts: { each: \"/p/*\", id: /id }"
        #expect(
            try next("{ number: p }", #"{"p": [{"id": 1}]}"#, more: posts)?.url
                == "https://coo.example/api/anna?limit=5&cursor=a%3Db&p=2")
        #expect(try next("{ number: p }", #"{"p": []}"#, more: posts) == nil)
    }

    @Test func `what a page leads to is a page, what a feed leads to a feed`() throws {
        let page = try LanguageSample.reading(
            "api:\n  - { name: a, on: \"/**\", in: { script: d }, lane: page, next: [ { json: /n } ] }",
            #"<script id=d>{"n": "/2"}</script>"#, type: "text/html"
        ).found.first
        #expect(page?.kind == .page)
        #expect(page?.lane == "page")
        let feed = try LanguageSample.reading(
            "api:\n  - { name: a, on: \"/**\", in: feed, next: [ { json: /next } ] }",
            #"<feed><link rel="next" href="?p=2"/></feed>"#, type: "text/xml"
        ).found.first
        #expect(feed?.url == "https://coo.example/api/anna?p=2")
        #expect(feed?.kind == .feed)
    }
}
