// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing
import WARC

@Suite struct ARCReaderTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func reader(_ bytes: [UInt8]) throws -> WARCReader {
        try WARCReader(path: try folder.write(bytes, to: "x.arc"))
    }

    /// A version block and two pages, each with the line end that parts it from the next.
    static let records: [[UInt8]] = {
        let about = "1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Dag</p>"
        return [
            "filedesc://x.arc 0.0.0.0 20261122120000 text/plain \(about.utf8.count)\n\(about)\n",
            "http://e.example/1 192.0.2.1 20261122120001 text/html \(page.utf8.count)\n\(page)\n",
            "http://e.example/2 192.0.2.1 20261122120002 text/html \(page.utf8.count)\n\(page)\n",
        ].map { Array($0.utf8) }
    }()

    @Test(arguments: [true, false])
    func `records come out in the words of WARC`(_ compressed: Bool) throws {
        let parts = try Self.records.map { compressed ? try Fixture.gzip([$0]) : $0 }
        let reader = try reader(parts.flatMap { $0 })
        var offset: UInt64 = 0
        var types: [WARCRecordType?] = []
        for part in parts {
            let record = try #require(try reader.next())
            #expect(record.isARC && record.header.version == "ARC/1.0")
            #expect(record.offset == offset && record.isAligned)
            types.append(record.header.type)
            if record.header.type == .response {
                try record.withHTTPSummary { #expect($0?.status == 200) }
                #expect(try record.readPayload(limit: 100) == Array("<p>Dag</p>".utf8))
            }
            try record.finish()
            #expect(record.location.length == UInt64(part.count - (compressed ? 0 : 1)))
            offset += UInt64(part.count)
        }
        #expect(types == [.warcinfo, .response, .response])
        #expect(try reader.next() == nil)
        #expect(reader.findings.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a record is reached by its offset`(_ compressed: Bool) throws {
        let parts = try Self.records.map { compressed ? try Fixture.gzip([$0]) : $0 }
        let path = try folder.write(parts.flatMap { $0 }, to: "x.arc")
        let payload = try WARCPayloadReader(path: path, offset: UInt64(parts[0].count + parts[1].count))
        #expect(payload.header.targetURI == "http://e.example/2")
        #expect(payload.payloadLength == 10)
        var bytes: [UInt8] = []
        try payload.stream(from: 3, count: 3) { bytes += $0 }
        #expect(bytes == Array("Dag".utf8))
    }

    @Test func `after garbage the next record line is found`() throws {
        let reader = try reader(Self.records[0] + Array("garbage\nhttp://no.record/ here\n".utf8) + Self.records[1])
        #expect(try Fixture.uris(reader) == ["filedesc://x.arc", "http://e.example/1"])
        #expect(reader.findings.map(\.irregularity) == [.badTrailer])
    }

    @Test func `lines like those of ARC are content in a WARC file`() throws {
        let reader = try reader(
            Fixture.response(1, "x") + Array("garbage\n".utf8) + Self.records[1] + Fixture.response(2, "y"))
        #expect(try Fixture.uris(reader) == ["https://social.example/1", "https://social.example/2"])
    }
}
