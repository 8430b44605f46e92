// SPDX-License-Identifier: EUPL-1.2

import CDX
import TestSupport
import Testing

/// Our lines in each dialect against those that the tool of the same name prints for the same records.
@Suite(.needsInterop) struct IndexDialectInteropTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private static let forms: [(dialect: CDXDialect, format: CDXFormat, tool: String, arguments: [String])] = [
        (.cdxjIndexer, .cdxj, "cdxj-indexer", []), (.cdxjIndexer, .cdx11, "cdxj-indexer", ["-11"]),
        (.cdxjIndexer, .cdx9, "cdxj-indexer", ["-9"]), (.pywb, .cdxj, "cdx-indexer", ["-j"]),
        (.pywb, .cdx11, "cdx-indexer", []), (.pywb, .cdx9, "cdx-indexer", ["-9"]),
    ]

    private func compare(
        _ bytes: [UInt8], _ form: (dialect: CDXDialect, format: CDXFormat, tool: String, arguments: [String]),
        keysRequests: Bool = false
    ) async throws {
        let path = try folder.write(bytes, to: "x.warc")
        let tool = try #require(Tier.tool(form.tool))
        let result = try await ToolProcess.run(tool, form.arguments + (keysRequests ? ["-p"] : []) + [path])
        #expect(result.status == 0, "\(result.errors.suffix(500))")
        var lines = form.format.header.map { [$0] } ?? []
        let indexer = CDXIndexer(options: .init(dialect: form.dialect, keysRequests: keysRequests))
        try indexer.forEachRecord(of: path) { lines.append($0.line(form.format, dialect: form.dialect)) }
        for (own, others) in zip(lines, result.lines) where own != others {
            Issue.record("\(own.prefix(300))…\(own.suffix(99)) instead of \(others.prefix(300))…\(others.suffix(99))")
        }
        #expect(lines.count == result.lines.count)
    }

    private var records: [UInt8] {
        var sample = SampleRecords()
        let ok = "HTTP/1.1 200 OK\r\n"
        for head in [
            ok + "Content-Type: text/html; charset=x\r\n\r\nhi", ok + "\r\nhi",
            ok + "Content-Type: text/html ; charset=x\r\n\r\nhi", ok + "Content-Type: text/html, text/plain\r\n\r\nhi",
            ok + "Content-Type: text / html\r\n\r\nhi", ok + "Content-Type: TEXT/Html\r\n\r\nhi",
            ok + "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\nhi", ok + "Content-Type: \"a/b\"\r\n\r\n",
            "HTTP/1.1 302\r\nContent-Type: a/b\r\n\r\n", "HTTP/2 204\r\nContent-Type: a/b\r\n\r\n",
            "HTTP/1.1 abc OK\r\nContent-Type: a/b\r\n\r\n", "HTTP/1.1  200 OK\r\nContent-Type: a/b\r\n\r\n",
            "HTTP/1.1 20000 OK\r\nContent-Type: a/b\r\n\r\n", "ICY 200 OK\r\nContent-Type: a/b\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Type: a/b\n\nhi", ok + "garbage line\r\nContent-Type: a/b\r\n\r\nhi",
            "HTTP/1.1\t200 OK\r\nContent-Type: a/b\r\n\r\n", "",
        ] { sample.add("response", head) }
        let page = ok + "Content-Type: a/b\r\n\r\nhi"
        for uri in [
            "https://e.example/{n}", "HTTP://e.example/{n}", "ftp://e.example/{n}", "urn:x:{n}",
            "<http://e.example/{n}>",
            "http://e.example/a b{n}", "http://e.example/\u{E9}\u{2603}\u{1F600}{n}", "http://e.example/\"q\"\\{n}",
            "http://www.E.example:80/{n}/?b&a=/#x",
        ] { sample.add("response", page, uri: uri) }
        sample.add("response", page, contentType: "text/html")
        sample.add("response", "x", uri: "dns:e{n}.example", contentType: "text/dns")
        for type in ["resource", "metadata"] {
            sample.add(type, "hi", contentType: "text/html; x")
            sample.add(type, "hi", contentType: nil)
            sample.add(type, "hi", contentType: "application/warc-fields")
            sample.add(type, "hi", contentType: "application/warc-fields; charset=utf-8")
            sample.add(type, "hi", contentType: "text/anvl")
            sample.add(type, "hi", contentType: "text/anvl; a")
        }
        for type in ["conversion", "continuation", "somewhat", "RESPONSE"] {
            sample.add(type, "hi", contentType: "text/plain")
        }
        sample.add("warcinfo", "software: x", contentType: "application/warc-fields")
        sample.add("revisit", ok + "Content-Type: a/b\r\n\r\n", fields: ["WARC-Payload-Digest: sha1:AAAA"])
        sample.add("revisit", "", fields: ["WARC-Payload-Digest: sha1:AAAA"])
        for digest in ["md5:ab", "SHA1:ab", "sha-1:ab", "ab", "sha256:ab"] {
            sample.add("response", page, fields: ["WARC-Payload-Digest: \(digest)"])
        }
        sample.add("response", page, fields: ["WARC-Identified-Payload-Type: text/x; q"])
        sample.add("resource", "hi", contentType: "a/b", fields: ["WARC-Identified-Payload-Type: text/x"])
        sample.add("resource", "hi", contentType: "a/b", fields: ["WARC-Block-Digest: sha1:AAAA"])
        return sample.bytes
    }

    @Test(arguments: forms.indices) func `each kind of record has the line that the tool prints`(
        _ form: Int
    ) async throws {
        try await compare(records, Self.forms[form])
    }

    private static let bodies: [(String?, String)] = [
        ("application/x-www-form-urlencoded", "a=%zz&b=%4&c=%FF&d=%C3%A9+x&e=%E2%98"),
        ("application/x-www-form-urlencoded", "a=b\r\nc"), ("application/x-www-form-urlencoded", ""),
        ("application/x-www-form-urlencoded", "é=ü%A9%ED%A0%80%F0%9F%98%80%%41"),
        ("application/x-www-form-urlencoded;charset=latin1", String(repeating: "x", count: 5000)),
        ("application/x-www-form-urlencodedx", String(repeating: "%C3%A9", count: 2000)),
        ("APPLICATION/JSON", "{}"), ("application/jsonx", #"{"a":1}"#), ("application/json", #"{"a":""}"#),
        ("application/json", #"[{"a":1},{"a":2},[3,{"x":3}]]"#), ("application/json", #""s""#),
        ("application/json", ""),
        ("application/json", #"{"a":{"b":[1,{"c":[2,[3]]}]},"b":4,"c":5,"":6}"#),
        ("application/json", #"{"a":1,"a":2,"b":3,"a":4}"#), ("application/json", #"{"a.2_":1,"a":[1,2]}"#),
        ("application/json", #"{"a":[1,2],"a.2_":7}"#),
        ("application/json", #"{"a b":"c d","\u00e9":"\u2603\ud83d\ude00"}"#),
        ("application/json", #"{"a":"~!*()'-._/@:$,;+&=?#[]% \\\"<>^`{|}"}"#), ("application/json", #"{"z":"\ud800"}"#),
        ("application/json", #"{"a":"é"}"#), ("application/json", "\u{FEFF}{\"a\":1}"), ("application/json", "{'a':1}"),
        ("application/json", #"{"a":1,}"#), ("application/json", #"{"a":01}"#),
        ("application/json", "{\"a\":\"x\ny\"}"),
        ("application/json", #"{"a":NaN}"#), ("application/json", #" {"a": 1.5, "b": 1e-7, "c": 0.0001, "d": -3} "#),
        (
            "application/json",
            "{\"a\":" + String(repeating: "[", count: 900) + "1" + String(repeating: "]", count: 900) + "}"
        ),
        ("application/json", "{\"a\":" + String(repeating: "[", count: 3000)),
        ("application/json", #"{"a":"x","b":""# + String(repeating: "y", count: 5000) + "\"}"),
        ("text/plain", #"{"a":1}"#), ("text/plain", "[1]"), ("text/plain", #"{"a":1} x"#), ("text/plain", "5"),
        ("text/plain;charset=utf-8", "hello"), ("text/html", #"{"a":1}"#), ("application/graphql", "{a}"), (nil, "a=1"),
        ("", "a=1"), ("application/octet-stream", String(repeating: "x", count: 5000)),
        ("multipart/form-data", "--AaB\r\n"),
        (
            "multipart/form-data; boundary=AaB",
            "x\r\n--AaB\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nl1\r\nl2\r\n--AaB\r\ncontent-disposition: form-data; "
                + "NAME=\"a\\\"b&=é\"\r\n\r\nü c\r\n--AaB\r\nContent-Disposition: form-data; name=f; filename=\"x\"\r\n"
                + "Content-Type: text/plain\r\n\r\nfile\r\n--AaB\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--AaB--\r\ny"
        ),
    ]

    /// Where numbers and literals have a spelling in each dialect, and more that differs.
    private static let dialectBodies: [(String, String)] = [
        (
            "application/json",
            #"{"a":1.5,"b":1e3,"c":1e22,"d":1e16,"e":123456789012345678901234567890,"f":1.0,"g":-0.0,"h":-0,"j":0.00001,"#
                + #""l":1e-400,"m":1.7976931348623157e308,"n":2.5e21,"p":-4.0,"q":1e15,"s":9007199254740993.0,"#
                + #""t":10000000000000002.0,"u":[true,false,null],"v":123456789012345680000.5}"#
        ),
        ("application/json", #"{"a":1e400,"b":1}"#), ("application/json", "{\"a\":1}\n{\"a\":2,\"b\":[3,4]}"),
        ("application/json", "{\"a\":1}\nbad"), ("application/json", "{\"a\":1}\n\n{\"b\":2}"),
        ("text/plain", "{\"a\":1}\n{\"b\":2}"),
        ("application/octet-stream", ""), ("text/plain", ""),
    ]

    @Test(arguments: [0, 3]) func `requests lead to the keys that the tool makes`(_ form: Int) async throws {
        var sample = SampleRecords()
        for (type, body) in Self.bodies {
            sample.addExchange(method: "POST", contentType: type, body: Array(body.utf8))
        }
        for (type, body) in Self.dialectBodies {
            sample.addExchange(method: "PUT", contentType: type, body: Array(body.utf8))
        }
        sample.addExchange(method: "POST", contentType: "application/x-www-form-urlencoded", body: [0xFF, 0xFE])
        sample.addExchange(method: "POST", contentType: "image/png", body: [0, 0xFB, 0xFF, 0xFE])
        sample.addExchange(method: "POST", contentType: "text/plain", body: [0xFF])
        for method in ["GET", "HEAD", "OPTIONS", "DELETE", "PATCH"] {
            sample.addExchange(method: method, contentType: "text/plain", body: Array("a".utf8))
        }
        try await compare(sample.bytes, Self.forms[form], keysRequests: true)
    }
}
