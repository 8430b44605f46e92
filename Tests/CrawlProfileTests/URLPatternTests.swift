// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile
import Testing

@Suite struct URLPatternTests {
    struct Case: Sendable {
        let pattern: String
        let url: String
        let captures: [String: String]?

        init(_ pattern: String, _ url: String, _ captures: [String: String]?) {
            self.pattern = pattern
            self.url = url
            self.captures = captures
        }
    }

    @Test(
        arguments: [
            Case("https://a.org/x", "https://a.org/x", [:]),
            Case("https://a.org/x", "https://a.org/x/", [:]),
            Case("https://a.org/x", "https://a.org/x?q=1", [:]),
            Case("https://a.org/x", "https://a.org/x#top", [:]),
            Case("https://a.org/x", "https://a.org/xy", nil),
            Case("https://a.org/x?q=1", "https://a.org/x", nil),
            Case("https://a.org/*", "https://a.org/x", [:]),
            Case("https://a.org/*", "https://a.org/", nil),
            Case("https://a.org/*", "https://a.org/x/y", nil),
            Case("https://a.org/**", "https://a.org/x/y?z", [:]),
            Case("//*/x", "http://a.org/x", ["scheme": "http"]),
            Case(
                "/@{user}", "http://127.0.0.1:3077/@gen_1",
                ["scheme": "http", "authority": "127.0.0.1:3077", "user": "gen_1"]),
            Case("/@{user}.rss", "https://a.org/@b.rss", ["scheme": "https", "authority": "a.org", "user": "b"]),
            Case(
                "/@{user}/{id:digits}", "https://a.org/@b/12",
                ["scheme": "https", "authority": "a.org", "user": "b", "id": "12"]),
            Case("/@{user}/{id:digits}", "https://a.org/@b/1x", nil),
            Case("/{a}/**/{b}", "https://h/1/2/3/4", ["scheme": "https", "authority": "h", "a": "1", "b": "4"]),
            Case("/**/logout", "https://h/logout", ["scheme": "https", "authority": "h"]),
            Case("/**/logout", "https://h/a/b/logout", ["scheme": "https", "authority": "h"]),
            Case("/**/logout", "https://h/a/blogout", nil),
            Case("{origin}/a?b={c}&**", "https://h:8/a?b=1&d", ["scheme": "https", "authority": "h:8", "c": "1"]),
            Case("https://{host}/", "https://h:8/", nil),
        ])
    func `a pattern matches whole URLs`(_ sample: Case) throws {
        #expect(try URLPattern(sample.pattern).match(sample.url) == sample.captures)
    }

    @Test func `a name with a value matches only that value`() throws {
        let pattern = try URLPattern("{origin}/@{user}")
        let bindings = ["scheme": "http", "authority": "a.org", "user": "Anna", "id": "1"]
        #expect(pattern.match("https://a.org/@anna", bindings: bindings) != nil)
        #expect(pattern.match("https://A.org/@Anna", bindings: bindings) != nil)
        #expect(pattern.match("https://a.org/@bram", bindings: bindings) == nil)
        #expect(pattern.match("https://b.org/@anna", bindings: bindings) == nil)
        #expect(try URLPattern("/{id}").match("https://a.org/2", bindings: bindings) == nil)
    }

    @Test func `a pattern that invites backtracking ends soon`() throws {
        let pattern = try URLPattern("**a**a**a**a**a**a**a**a**a**a**a**b")
        #expect(pattern.match("https://" + String(repeating: "a", count: 8000)) == nil)
        #expect(pattern.match("https://" + String(repeating: "a", count: 100_000)) == nil)
    }

    @Test(
        arguments: [
            ("x/y", 0, "a pattern starts with"), ("/{", 1, "\"{\" without \"}\""), ("/a}", 2, "\"}\" without \"{\""),
            ("/{}", 1, "is not a placeholder"), ("/{a b}", 1, "is not a placeholder"),
            ("/{id:digit}", 1, "unknown kind \"digit\""),
            ("", 0, "a pattern starts with"),
        ])
    func `a malformed pattern says where`(_ text: String, _ offset: Int, _ message: String) {
        let error = #expect(throws: URLPattern.Malformed.self) { try URLPattern(text) }
        #expect(error?.offset == offset)
        #expect(error?.message.contains(message) == true)
    }

    @Test func `values of strangers cannot leave their place in a template`() throws {
        let template = try URLTemplate("{origin}/api/{value}/x?c={cursor}")
        let captured = ["origin": "https://a.org"]
        #expect(
            template.filled(captured: captured, values: ["value": "a/../b?c#d", "cursor": "é&f=%2F"])
                == "https://a.org/api/a%2F..%2Fb%3Fc%23d/x?c=%C3%A9%26f%3D%252F")
        #expect(template.filled(captured: captured, values: ["value": "..", "cursor": "1"]) == nil)
        #expect(template.filled(captured: captured, values: ["value": "", "cursor": "1"]) == nil)
        #expect(template.filled(captured: captured, values: ["value": "1"]) == nil)
        #expect(throws: URLPattern.Malformed.self) { try URLTemplate("/{id:digits}") }
    }

    @Test(
        arguments: [
            ("a.org", "A.org", true), ("a.org", "x.a.org", false), ("*.a.org", "x.a.org", true),
            ("*.a.org", "y.x.a.org", true),
            ("*.a.org", "a.org", false), ("a.*.org", "a.b.org", true), ("a.*.org", "a.b.c.org", false),
        ])
    func `a host pattern matches by labels`(_ pattern: String, _ host: String, _ matches: Bool) {
        #expect(HostPattern(pattern)?.matches(host) == matches)
    }

    @Test(arguments: ["", "a/b", "a:1", "a..b", "*a.org", "https://a.org"])
    func `what is no host is no host pattern`(_ text: String) {
        #expect(HostPattern(text) == nil)
    }
}
