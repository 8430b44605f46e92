// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import TestSupport
import Testing
import WARC

@Suite struct RequestKeyTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private static let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhi"
    private static let post =
        "POST /x HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=1"

    private func record(
        _ type: String, _ id: Int, _ block: String, uri: String = "http://e.example/x", to other: Int? = nil
    )
        -> [UInt8]
    {
        let partner = other.map { "WARC-Concurrent-To: <urn:x:\($0)>\r\n" } ?? ""
        let head =
            "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Date: 2026-11-22T12:00:00Z\r\nWARC-Target-URI: \(uri)\r\n"
            + "WARC-Record-ID: <urn:x:\(id)>\r\nWARC-Payload-Digest: sha1:AAAA\r\n\(partner)"
        return Array("\(head)Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n".utf8)
    }

    private func keys(_ bytes: [UInt8], _ dialect: CDXDialect = .cdxjIndexer) throws -> [String] {
        let path = try folder.write(bytes, to: "x.warc")
        var keys: [String] = []
        let indexer = CDXIndexer(options: .init(dialect: dialect, keysRequests: true))
        let summary = try indexer.forEachRecord(of: path) { keys.append(String($0.urlkey.dropFirst(10))) }
        #expect(summary.lines == keys.count)
        return keys
    }

    @Test func `a request keys the answer right beside it that names it or is named by it`() throws {
        let keyed = "/x?__wb_method=post&a=1"
        #expect(try keys(record("response", 1, Self.answer) + record("request", 2, Self.post, to: 1)) == [keyed])
        #expect(try keys(record("response", 1, Self.answer, to: 2) + record("request", 2, Self.post)) == [keyed])
        #expect(try keys(record("request", 2, Self.post) + record("response", 1, Self.answer, to: 2)) == [keyed])
        #expect(try keys(record("request", 2, Self.post, to: 1) + record("response", 1, Self.answer)) == [keyed])
        #expect(
            try keys(
                record("response", 1, Self.answer) + record("response", 3, Self.answer)
                    + record("request", 2, Self.post, to: 3)) == ["/x", keyed])
        #expect(
            try keys(
                record("response", 1, Self.answer) + record("request", 2, Self.post, to: 1)
                    + record("response", 3, Self.answer, to: 2)) == [keyed, "/x"])
    }

    @Test func `others stay as they are`() throws {
        #expect(try keys(record("response", 1, Self.answer) + record("request", 2, Self.post)) == ["/x"])
        #expect(try keys(record("response", 1, Self.answer) + record("request", 2, Self.post, to: 9)) == ["/x"])
        #expect(
            try keys(
                record("response", 1, Self.answer)
                    + record("request", 2, Self.post, uri: "http://e.example/y", to: 1)) == ["/x"])
        #expect(
            try keys(record("response", 1, Self.answer) + record("request", 2, "GET / HTTP/1.1\r\n\r\n", to: 1))
                == ["/x"])
        let revisit = record("revisit", 1, Self.answer) + record("request", 2, Self.post, to: 1)
        #expect(try keys(revisit) == ["/x"])
        #expect(try keys(revisit, .pywb) == ["/x?__wb_method=post&a=1"])
        let apart =
            record("response", 1, Self.answer) + record("warcinfo", 3, "a: b") + record("request", 2, Self.post, to: 1)
        #expect(try keys(apart) == ["/x"])
        #expect(try keys(apart, .pywb) == ["/x?__wb_method=post&a=1"])
    }

    @Test(arguments: [4094, 4095, 4096, 4097], [CDXDialect.cdxjIndexer, .pywb])
    func `a pair that lies in two stretches of the scan is found`(_ before: Int, _ dialect: CDXDialect) throws {
        var bytes: [UInt8] = []
        for number in 0..<before { bytes += record("response", number + 10, "", uri: "http://e.example/\(number)") }
        bytes += record("response", 1, Self.answer) + record("request", 2, Self.post, to: 1)
        bytes += record("request", 3, Self.post) + record("response", 4, Self.answer, to: 3)
        let found = try keys(bytes, dialect)
        #expect(found.count == before + 2)
        #expect(found.suffix(2) == ["/x?__wb_method=post&a=1", "/x?__wb_method=post&a=1"])
    }

    @Test func `a line says method and body`() throws {
        let path = try folder.write(
            record("response", 1, Self.answer) + record("request", 2, Self.post, to: 1), to: "x.warc")
        for (dialect, expected) in [
            (CDXDialect.cdxjIndexer, #""filename": "x.warc", "requestBody": "a=1", "method": "POST"}"#),
            (.pywb, #""offset": "0", "method": "POST", "requestBody": "a=1", "filename": "x.warc"}"#),
        ] {
            var lines: [String] = []
            try CDXIndexer(options: .init(dialect: dialect, keysRequests: true)).forEachRecord(of: path) {
                lines.append($0.line(.cdxj, dialect: dialect))
            }
            #expect(lines.count == 1)
            #expect(lines.first?.hasSuffix(expected) == true)
        }
    }

    @Test func `a digest of the stored record is that of its bytes in the file`() throws {
        let bytes = record("response", 1, Self.answer)
        let path = try folder.write(bytes + bytes, to: "x.warc")
        var digests: [String?] = []
        try CDXIndexer(options: .init(digestsRecords: true)).forEachRecord(of: path) { line in
            let start = Int(line.offset)
            let stored = Array((bytes + bytes)[start..<start + Int(line.length)])
            #expect(line.extras.map(\.name) == ["recordDigest"])
            #expect(line.extras.first?.value == DigestStream.digest(of: stored, .sha256).labelled)
            digests.append(line.extras.first?.value)
        }
        #expect(digests.count == 2 && digests[0] == digests[1])
    }

    @Test(arguments: [
        ("/a/b", "c/x.warc.gz", "c/x.warc.gz"), ("/a/b/", "../d/x.warc", "../d/x.warc"),
        ("/a/./b/c", "x.warc.gz.open", "../x.warc.gz"),
    ])
    func `file names are relative to the root`(_ root: String, _ file: String, _ expected: String) throws {
        for part in ["a/b/c", "a/d"] { try FileSystem.makeDirectory(folder.appending(part)) }
        let path = try folder.write(record("response", 1, Self.answer), to: "a/b/" + file)
        var names: [String] = []
        try CDXIndexer(options: .init(root: folder.path + root)).forEachRecord(of: path) { names.append($0.filename) }
        #expect(names == [expected])
    }

    @Test func `names that look the same are two, and many leaves are cut`() {
        func query(_ body: String) -> String {
            CDXRequestKey(method: "POST", contentType: "application/json", body: Array(body.utf8)).query
        }
        #expect(query("{\"\u{E9}\": 1, \"e\u{301}\": 2}") == "%C3%A9=1&e%CC%81=2")
        #expect(query("[{\"\u{E9}\": 1}, {\"e\u{301}\": 2}, {\"\u{E9}\": 3}]") == "%C3%A9=1&e%CC%81=2&%C3%A9.2_=3")
        let many = "{\"a\": [" + String(repeating: "1,", count: 50_000) + "2], \"b\": 3}"
        #expect(query(many).hasPrefix("a=1&a.2_=1&a.3_=1&"))
        #expect(query(many).utf8.count == CDXRequestKey.queryLimit)
        #expect(query(many + "x") == "")
    }

    @Test(arguments: [
        "", "{", "[", "{\"a\":", String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
        "{\"a\":\"\\u", "{\"a\":\"\\ud83d\\u", "-", "1e", "{\"a\":1e999999999}", "{\"a\":-1e308}", "\u{FEFF}",
        "{\"a\":5e-324}",
    ])
    func `no body makes the canonical form trap`(_ body: String) {
        for dialect in CDXDialect.allCases {
            for type in [
                "application/json", "text/plain", "multipart/form-data; boundary=\"", "multipart/form-data; boundary=a",
                "application/x-www-form-urlencoded", "x",
            ] {
                let whole = Array(body.utf8)
                for count in [whole.count, whole.count / 2, 1, 0] {
                    let key = CDXRequestKey(
                        method: "post", contentType: type, body: Array(whole.prefix(count)), dialect: dialect)
                    #expect(key.method == "POST")
                    #expect(key.query.unicodeScalars.count <= CDXRequestKey.queryLimit)
                }
            }
        }
    }
}
