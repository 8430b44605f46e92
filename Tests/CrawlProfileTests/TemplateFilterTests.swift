// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import CrawlProfile

@Suite struct TemplateFilterTests {
    @Test(
        arguments: [
            ("{x|lower}", "MinPrés%2F", "minprés%2f"), ("/{x|decode}", "urn%3Ali%3a1%2F2", "/urn:li:1%2F2"),
            ("/{x|decode|decode}", "a%252Fb", "/a%2Fb"), ("{x|decode}", "a%3A%2F%2Fb", "a://b"),
            ("{x|encode}", "a b/c:d%20", "a%20b%2Fc%3Ad%2520"),
            ("{x|decode|encode}", "a%3Ab", "a%3Ab"), ("{x|base58}", "ZZ", "3363"),
            ("{x|lower|encode}", "A:B", "a%3Ab"), ("{x}", "a/b?c", "a/b?c"),
        ])
    func `a filter changes what was caught`(_ template: String, _ value: String, _ expected: String) throws {
        #expect(try URLTemplate(template).filled(captured: ["x": value]) == expected)
    }

    @Test(
        arguments: [
            ("{x|base58}", "0OIl"), ("{x|base58}", "zzzzzzzzzzzzzzzz"),
            ("{x|base58}", String(repeating: "1", count: 400)),
            ("{x|syndication-token}", "12a"), ("{x|syndication-token}", String(repeating: "9", count: 400)),
            ("{x|decode}", "%2E%2E"), ("{x|decode}", "%2e"),
        ])
    func `a value that a filter cannot take makes no URL`(_ template: String, _ value: String) throws {
        #expect(try URLTemplate(template).filled(captured: ["x": value]) == nil)
    }

    // What Chromium's engine says of ((id / 1e15) * Math.PI).toString(36).replace(/(0+|\.)/g, "").
    @Test(
        arguments: [
            ("1445138063169458179", "3i419iolx1h"), ("20", "6dq1a2xwd93"), ("1", "bhi2ay3f28n"),
            ("1625163461837271043", "3xtlnnwjgj"), ("1859376982764597408", "4i9ekywwsu"),
            ("999999999999999999", "2f9lc2ug9mm"), ("9223372036854775807", "mcw2svce2ao"),
            ("29700859248", "4cpz7iolllc"),
            ("1234567890123456789", "2zqic77uqyk"),
        ])
    func `the token of the syndication service is that of a browser`(_ id: String, _ token: String) {
        #expect(SyndicationToken.token(of: id) == token)
    }

    @Test(arguments: [
        ("{x|lwoer}", "did you mean \"lower\"?"), ("{x|}", "one of lower"), ("{x|lower|rot13}", "one of lower"),
    ])
    func `an unknown filter is found`(_ template: String, _ hint: String) {
        do throws(URLPattern.Malformed) {
            _ = try URLTemplate(template)
            Issue.record("\(template) was read")
        } catch {
            #expect(error.hint?.contains(hint) == true, "\(error)")
        }
        #expect(throws: URLPattern.Malformed.self) { try URLPattern("/{x|lower}") }
        #expect(throws: URLPattern.Malformed.self) { try BodyTemplate("a=\(template)", type: "") }
    }

    @Test(
        arguments: [
            (#"{"a":"{x}","b":{}}"#, "application/json", "q\"\\\n\u{1}é", #"{"a":"q\"\\\n\u0001é","b":{}}"#),
            (
                #"v={"c":"{x}"}&d=1"#, "application/x-www-form-urlencoded", "a&b=\"c\" é",
                #"v={"c":"a%26b%3D%22c%22%20%C3%A9"}&d=1"#
            ),
            ("v={x|encode}", "application/x-www-form-urlencoded", "a&b", "v=a%26b"),
            ("{a}{ b}{x", "text/plain;charset=json", "1", "{ b}{x"),
        ])
    func `a value cannot end the text that it stands in`(
        _ template: String, _ type: String, _ value: String, _ expected: String
    ) throws {
        let body = try BodyTemplate(template, type: type)
        #expect(body.filled(with: ["x": value, "a": ""]) == (template.hasPrefix("{a}") ? nil : expected))
    }

    @Test func `a body without a value is none`() throws {
        #expect(try BodyTemplate(#"{"a":"{x}"}"#, type: "").filled(with: [:]) == nil)
    }
}
