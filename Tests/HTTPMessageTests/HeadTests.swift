// SPDX-License-Identifier: EUPL-1.2

import HTTPMessage
import Testing

@Suite struct HeadTests {
    @Test func `a head is read and serialises to the bytes it was read from`() throws {
        let bytes = Array(
            "HTTP/1.1 200 Very  Good\r\nServer:nginx\r\nSET-cookie: a=1 \r\nset-Cookie: b\r\nX-Fold: one\r\n\t two\r\nEmpty:\r\n\r\n"
                .utf8)
        let head = try HTTPResponseHead(parsing: bytes + Array("<html>\r\n\r\n".utf8))
        #expect(head.version == "HTTP/1.1" && head.status == 200 && head.reason == "Very  Good")
        #expect(head.fields["server"] == "nginx")
        #expect(head.fields.all("Set-Cookie") == ["a=1", "b"])
        #expect(head.fields["x-fold"] == "one two")
        #expect(head.fields["empty"] == "")
        #expect(head.fields["absent"] == nil)
        #expect(head.fields.count == 5)
        #expect(head.serialized() == bytes)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\nA: 1\n\nbody", 200, "OK", 1), ("HTTP/1.0 404\r\n\r\n", 404, "", 0),
            ("http/2 204 \r\n\r\n", 204, "", 0),
            ("\r\n\r\nHTTP/1.1  301  Moved\r\nLocation: /\r\n\r\n", 301, "Moved", 1),
            ("HTTP/1.1 200 OK\r\ngarbage\r\n: x\r\nbad name: 1\r\nGood : 2\r\n\r\n", 200, "OK", 1),
            ("HTTP/1.1 200 OK\r\n leading fold\r\nA: 1", 200, "OK", 1), ("HTTP/1.1 999 \u{1}\r\n\r\n", 999, "\u{1}", 0),
        ])
    func `odd heads are read all the same`(_ text: String, _ status: Int, _ reason: String, _ count: Int) throws {
        let head = try HTTPResponseHead(parsing: Array(text.utf8))
        #expect(head.status == status && head.reason == reason && head.fields.count == count)
    }

    @Test(arguments: [
        "", "\r\n\r\n", "HTTP/1.1\r\n\r\n", "200 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 -1 OK\r\n\r\n",
        "\0\0", "<html>", "HTTP/1.\0 1 200 OK\r\n\r\n",
    ])
    func `what has no status line is refused`(_ text: String) {
        #expect { try HTTPResponseHead(parsing: Array(text.utf8)) } throws: {
            ($0 as? HTTPMessageError)?.code == .badStartLine
        }
    }

    @Test func `bytes of any code page survive reading, changing and writing`() throws {
        let all = (1...255).map(UInt8.init).filter { ![9, 10, 13, 32].contains($0) }
        let bytes = Array("HTTP/1.1 200 ".utf8) + [0xEF, 0xFF] + Array("\r\nX-Title: ".utf8) + all + [13, 10, 13, 10]
        var head = try HTTPResponseHead(parsing: bytes)
        #expect(head.serialized() == bytes)
        head.fields.append("X-More", "1")
        head.fields.remove("X-More")
        #expect(head.serialized() == bytes)
        #expect(head.fields["x-title"]?.unicodeScalars.map { UInt8($0.value) } == all)
    }

    @Test func `nobody smuggles a line into a head`() throws {
        let head = HTTPResponseHead(
            status: 200, reason: "OK\r\nX: 1", fields: [HTTPField(name: "A\n", value: "1\r\n\r\n<b>\0€")])
        let text = String(decoding: head.serialized(), as: UTF8.self)
        #expect(text == "HTTP/1.1 200 OK  X: 1\r\nA : 1    <b> €\r\n\r\n")
    }

    @Test func `fields are set in place, appended and removed`() {
        var fields: HTTPFields = [
            HTTPField(name: "A", value: "1"), HTTPField(name: "b", value: "2"), HTTPField(name: "a", value: "3"),
        ]
        fields.set("a", "9")
        fields.set("C", "4")
        #expect(fields.map { $0.name + $0.value } == ["A9", "b2", "C4"])
        let removed = fields.remove("B")
        #expect(removed && fields.count == 2 && !fields.isEmpty)
    }

    @Test func `limits hold`() {
        let line = "A: " + String(repeating: "x", count: 1000) + "\r\n"
        let large = "HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 300) + "\r\n"
        #expect { try HTTPResponseHead(parsing: Array(large.utf8)) } throws: {
            ($0 as? HTTPMessageError)?.code == .headTooLarge
        }
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: 1\r\n", count: 1001) + "\r\n"
        #expect { try HTTPResponseHead(parsing: Array(many.utf8)) } throws: {
            ($0 as? HTTPMessageError)?.code == .tooManyFields
        }
    }

    @Test(
        arguments: [
            ("a\r\n\r\nb", 5), ("a\n\nb", 3), ("a\r\n\nb", 4), ("\r\n\r\na\n\r\n", 8), ("a\r\n", nil), ("", nil),
            ("\n\n\n", nil),
            ("a\r\n \r\n\r\n", 8),
        ] as [(String, Int?)])
    func `the end of a head is behind its blank line`(_ text: String, _ end: Int?) {
        #expect(HTTPMessageHead.endOfHead(in: Array(text.utf8)) == end)
    }

    @Test func `a field is renamed and every other byte stays`() {
        let bytes = Array(
            "HTTP/1.1 200 transfer-encoding: x\r\ntransfer-ENCODING :chunked\nB:2\r\n Transfer-Encoding: fold\r\n\r\n"
                .utf8)
        let renamed = HTTPMessageHead.renaming("Transfer-Encoding", to: "X-T", in: bytes)
        #expect(
            String(decoding: renamed, as: UTF8.self)
                == "HTTP/1.1 200 transfer-encoding: x\r\nX-T:chunked\nB:2\r\n Transfer-Encoding: fold\r\n\r\n")
    }

    @Test(
        arguments: [
            ("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n", "GET", "/a?b", "HTTP/1.1"), ("GET /\n\n", "GET", "/", ""),
            ("GET /a b HTTP/1.0\r\n\r\n", "GET", "/a b", "HTTP/1.0"),
            ("OPTIONS * HTTP/1.1\r\n\r\n", "OPTIONS", "*", "HTTP/1.1"),
        ])
    func `request heads are read and written back`(
        _ text: String, _ method: String, _ target: String, _ version: String
    ) throws {
        var head = try HTTPRequestHead(parsing: Array(text.utf8))
        #expect(head.method == method && head.target == target && head.version == version)
        #expect(head.serialized() == Array(text.utf8))
        head.fields.set("Cookie", "redacted")
        let again = try HTTPRequestHead(parsing: head.serialized())
        #expect(again.target == target && again.fields["cookie"] == "redacted")
        #expect { try HTTPRequestHead(parsing: Array("GET\r\n\r\n".utf8)) } throws: { $0 is HTTPMessageError }
    }
}
