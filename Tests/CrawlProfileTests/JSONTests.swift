// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import CrawlProfile

@Suite struct JSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `numbers keep every digit`() throws {
        let value = try read(#"[115987654321098765432, -1.50e+3, 9007199254740993]"#)
        #expect(value == .array([.number("115987654321098765432"), .number("-1.50e+3"), .number("9007199254740993")]))
    }

    @Test(
        arguments: [
            (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u00e9\u0000""#, "é\u{0}"),
            (#""\ud83d\ude00""#, "😀"),
            (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"), (#""""#, ""),
        ])
    func `escapes in strings`(_ text: String, _ expected: String) throws {
        #expect(try read(text) == .string(expected))
    }

    @Test(
        arguments: [
            "", " ", "{", "[", "[1", "[1,", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru", "nul",
            "01x", "1.",
            "1e", "-", "+1", "\"", "\"\\", "\"\\u12\"", "\"\\x\"", "[] []", "\u{1}", "'a'", "<html>",
        ])
    func `what is no JSON is an error`(_ text: String) {
        #expect(throws: JSONReader.Malformed.self) { try read(text) }
    }

    @Test func `a document cut anywhere is an error`() throws {
        let text = Array(#"{"a":[1,true,null,"\u00e9\n",{"b":-1.5e3}],"c":"é"}"#.utf8)
        _ = try JSONReader.read(text)
        for length in text.indices {
            #expect(throws: JSONReader.Malformed.self) { try JSONReader.read(Array(text[..<length])) }
        }
    }

    @Test func `nesting is limited`() throws {
        let deep = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try read(deep(JSONReader.deepest))
        #expect(throws: JSONReader.Malformed.self) { try read(deep(100_000)) }
        #expect(throws: JSONReader.Malformed.self) { try read(String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test(arguments: ["\u{FEFF}[1]", ")]}'\n[1]", "for(;;);[1]", " \t\r\n[1] "])
    func `guards before the document are passed over`(_ text: String) throws {
        #expect(try read(text) == .array([.number("1")]))
    }

    @Test func `invalid UTF-8 is text with replacement characters`() throws {
        #expect(try JSONReader.read([0x22, 0xFF, 0x22]) == .string("\u{FFFD}"))
    }

    // RFC 6901 §5, and the wildcard.
    @Test(
        arguments: [
            ("", 1), ("/foo", 1), ("/foo/0", 1), ("/foo/2", 0), ("/foo/-1", 0), ("/", 1), ("/a~1b", 1), ("/m~0n", 1),
            ("/foo/*", 2),
            ("/*", 7), ("/list/*/id", 2), ("/list/*/media/*/url", 3), ("/list/*/none", 0), ("/foo/0/x", 0),
        ])
    func `a pointer picks values`(_ pointer: String, _ count: Int) throws {
        let document = try read(
            #"""
            {"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, "null": null, "x": {"y": 1},
             "list": [{"id": 1, "media": [{"url": "a"}, {"url": "b"}]}, {"id": 2, "media": [{"url": "c"}, {}]}, {"media": []}]}
            """#)
        #expect(JSONPointer(pointer)?.values(in: document).count == count)
    }

    @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~"])
    func `what is no pointer is none`(_ text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test(
        arguments: [
            ("null", false), ("false", false), ("0", false), ("0.0", false), ("\"\"", false), ("[]", false),
            ("{}", false),
            ("true", true), ("7", true), ("\"0\"", true), ("[0]", true), ("{\"a\":0}", true),
        ])
    func `what counts as there`(_ text: String, _ expected: Bool) throws {
        #expect(try read(text).isTruthy == expected)
    }
}

/// The tokens of pointers that RFC 6901 does not have.
@Suite struct JSONPointerTests {
    private func texts(_ pointer: String, _ json: String) throws -> [String] {
        try #require(JSONPointer(pointer)).values(in: JSONReader.read(Array(json.utf8))).map { $0.text ?? "-" }
    }

    @Test(
        arguments: [
            ("/**/id", ["1", "2", "3"]), ("/a/**/id", ["1", "2"]), ("/**/b/id", ["2"]), ("/**/c/*/id", ["3"]),
            ("/**/**/id", ["1", "2", "3"]),
            ("/c/last/id", ["3"]), ("/**/last/id", ["3"]), ("/o/last", ["x"]), ("/c/last/last", []), ("/**/none", []),
        ])
    func `any depth and the last`(_ pointer: String, _ expected: [String]) throws {
        #expect(
            try texts(pointer, #"{"a": {"id": 1, "b": {"id": 2}}, "c": [7, {"id": 3}], "o": {"last": "x"}, "e": []}"#)
                == expected)
    }

    @Test func `a pointer picks a bounded number of values, and soon`() throws {
        let wide = "[" + (0..<300_000).map { "{\"a\":\($0)}" }.joined(separator: ",") + "]"
        #expect(try texts("/**/a", wide).count == JSONPointer.mostValues)
        let deep = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
        #expect(
            try texts("/**/x/**/x/**/x", "[" + Array(repeating: deep, count: 500).joined(separator: ",") + "]").isEmpty)
        #expect(JSONPointer(String(repeating: "/*", count: 65)) == nil)
    }

    @Test(
        arguments: [
            ("cursor-bottom-*", "cursor-bottom-12", true), ("*-bottom-*", "cursor-bottom-", true),
            ("a*b*c", "abbbc", true), ("a", "a", true), ("*", "", true),
            ("**", "x", true), ("", "", true), ("a*", "b", false), ("a", "aa", false), ("*a", "ab", false),
            ("", "a", false), ("A", "a", false),
        ])
    func `a star in a text stands for any characters`(_ pattern: String, _ text: String, _ expected: Bool) {
        #expect(WildcardText(pattern).matches(text) == expected)
    }

    @Test func `stars without end are matched soon`() {
        let text = String(repeating: "a", count: 60_000)
        #expect(!WildcardText(String(repeating: "*a", count: 500) + "*b").matches(text))
        #expect(!WildcardText("a*").matches(String(repeating: "a", count: 70_000)))
    }
}
