// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Testing
import WARC

@Suite struct WARCHeaderTests {
    private func parse(_ text: String) throws -> WARCHeader { try WARCHeader(parsing: Array(text.utf8)) }

    @Test func `fields keep their order and repetitions`() throws {
        let header = try parse("WARC/1.1\r\nWARC-Protocol: h2\r\nA: 1\r\nwarc-protocol: tls/1.3\r\n\r\nrest: no\r\n")
        #expect(header.version == "WARC/1.1")
        #expect(header.fields.map(\.name) == ["WARC-Protocol", "A", "warc-protocol"])
        #expect(header.all("WARC-PROTOCOL") == ["h2", "tls/1.3"])
        #expect(header["rest"] == nil)
        #expect(header.oddities.isEmpty)
    }

    @Test(arguments: [
        ("WARC/1.0\nA: 1\n\n", WARCHeader.Oddities.bareLineFeed),
        ("WARC/1.0\r\nA:1\r\n\r\n", WARCHeader.Oddities()),
        ("WARC/1.0\r\nA : 1\r\n\r\n", .spaceBeforeColon),
        ("WARC/0.17\r\nA:   1  \r\n\r\n", WARCHeader.Oddities()),
        ("WARC/0.9\r\nA: 1\r\n\r\n", .unknownVersion),
        ("WARC/1.0\r\nnonsense\r\nA: 1\r\n\r\n", .lineWithoutColon),
        ("WARC/1.0\r\n: x\r\nA: 1\r\n\r\n", .lineWithoutColon),
        ("WARC/1.0\r\nA: 1\r\n", .missingEnd),
        ("warc/1.0\r\nA: 1\r\n\r\n", .magicCase),
        ("WARC/1.0 \r\nA: 1\r\n\r\n", WARCHeader.Oddities()),
    ])
    func `what other writers do is read and named`(_ text: String, _ oddities: WARCHeader.Oddities) throws {
        let header = try parse(text)
        #expect(header["a"] == "1")
        #expect(header.oddities == oddities)
    }

    @Test func `a folded value is one value`() throws {
        let header = try parse("WARC/1.0\r\nA: one\r\n two\r\n\tthree\r\nB: x\r\n y\r\n\r\n")
        #expect(header["A"] == "one two three")
        #expect(header["B"] == "x y")
        #expect(header.oddities == .foldedLine)
    }

    @Test func `bytes that are no UTF-8 come back as they were`() throws {
        let bytes = Array("WARC/1.0\r\nA: ".utf8) + [0xE9, 0x74, 0xE9] + Array("\r\n\r\n".utf8)
        let header = try WARCHeader(parsing: bytes)
        #expect(header["A"] == "été")
        #expect(header.serialized() == bytes)
    }

    @Test func `brackets around identifiers are taken away`() throws {
        let header = try parse(
            "WARC/1.0\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <http://e.example/>\r\n"
                + "WARC-Concurrent-To: <urn:uuid:2>\r\nWARC-Concurrent-To: <urn:uuid:3>\r\n\r\n")
        #expect(header.recordID == "urn:uuid:1")
        #expect(header.targetURI == "http://e.example/")
        #expect(header.concurrentTo == ["urn:uuid:2", "urn:uuid:3"])
        #expect(try parse("WARC/1.0\r\nWARC-Target-URI: <\r\n\r\n").targetURI == "<")
    }

    @Test(arguments: [
        ("0", UInt64?.some(0)), ("17", 17), ("9223372036854775807", 9_223_372_036_854_775_807),
        ("9223372036854775808", nil), ("99999999999999999999999", nil), ("-1", nil), ("+1", nil), ("1x", nil),
        ("", nil), ("0x10", nil),
    ])
    func `only a plain number is a length`(_ text: String, _ expected: UInt64?) throws {
        #expect(try parse("WARC/1.0\r\nContent-Length: \(text)\r\n\r\n").contentLength == expected)
    }

    @Test func `a value cannot start a line of its own`() throws {
        var header = WARCHeader()
        header.append("WARC-Target-URI", "http://e.example/\r\nWARC-Type: warcinfo\r\n\r\nx")
        header.append("Bad\r\nName: y", "\u{0}z\u{7F}")
        header.append("\r\n", "dropped")
        header.set("WARC-Target-URI", "a\nb")
        let again = try WARCHeader(parsing: header.serialized())
        #expect(again == header)
        #expect(again.fields == [WARCField("WARC-Target-URI", "a b"), WARCField("BadNamey", "z")])
    }

    @Test func `set keeps the place and leaves one`() {
        var header = WARCHeader(fields: [WARCField("A", "1"), WARCField("B", "2"), WARCField("a", "3")])
        header.set("A", "9")
        #expect(header.fields == [WARCField("A", "9"), WARCField("B", "2")])
        header.set("C", "4")
        header.remove("b")
        #expect(header.fields == [WARCField("A", "9"), WARCField("C", "4")])
    }

    @Test(arguments: ["", "\r\n", "HTTP/1.1 200 OK\r\n\r\n", "WAR", "warc\r\n\r\n"])
    func `anything else is an error and no header`(_ text: String) {
        #expect(throws: WARCError.self) { try parse(text) }
    }

    @Test func `every byte in every place of a header is survived`() {
        let bytes = Array("WARC/1.1\r\nA: b\r\n c\r\nD: e\r\n\r\n".utf8)
        for index in bytes.indices {
            for value in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = value
                guard let header = try? WARCHeader(parsing: changed) else { continue }
                #expect((try? WARCHeader(parsing: header.serialized())) == header, "byte \(index) is \(value)")
            }
        }
    }

    @Test func `dates and types are read`() throws {
        let header = try parse(
            "WARC/1.1\r\nWARC-Type: ReVisit\r\nWARC-Date: 2026-11-22T12:00:00.123456Z\r\nWARC-Refers-To-Date: now\r\n\r\n"
        )
        #expect(header.type == .revisit)
        #expect(header.date == Fixture.date)
        #expect(header.refersToDate == nil)
        #expect(WARCRecordType("x-new") == .unknown("x-new"))
    }

    @Test(arguments: [
        ("20261122120000", "2026-11-22T12:00:00Z"), ("2026112212", "2026-11-22T12:00:00Z"),
        ("2026-11-22", "2026-11-22T00:00:00Z"), ("2026-11-22t12:00:00z", "2026-11-22T12:00:00Z"),
        ("2026-11-22 12:00", "2026-11-22T12:00:00Z"), ("2026-11-22T12:00:00", "2026-11-22T12:00:00Z"),
        ("2026-11-22T12:00:00+02:00", "2026-11-22T10:00:00Z"), ("2026-11-22T12:00:00-0130", "2026-11-22T13:30:00Z"),
        ("2026-11-22T12:00:00.123456789012Z", "2026-11-22T12:00:00Z"),
        ("blue monday", nil), ("", nil), ("2026-13-22T12:00:00Z", nil), ("2026-11-22T12:00:00.Z", nil),
        ("2026-11-22T12:00:00+99:00", nil), ("2026-11-22T12", nil),
    ])
    func `dates of other forms are read where they are clear`(_ text: String, _ expected: String?) throws {
        #expect(try parse("WARC/1.0\r\nWARC-Date: \(text)\r\n\r\n").date?.iso8601Seconds == expected)
    }

    @Test func `a header of many folded lines is one long value`() throws {
        let lines = String(repeating: " b\r\n", count: 100_000)
        let header = try WARCHeader(parsing: Array("WARC/1.0\r\nX-A: a\r\n\(lines)\r\n".utf8))
        #expect(header["X-A"]?.utf8.count == 200_001)
    }
}
