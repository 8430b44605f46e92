// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import TestSupport
import Testing
import WARC

@Suite struct WARCFindingTests {
    private let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    private func reader(_ text: String, _ policy: WARCReadingPolicy = .lenient) throws -> WARCReader {
        try WARCReader(path: try folder.write(Array(text.utf8), to: "x.warc"), policy: policy)
    }

    private static func record(
        version: String = "WARC/1.0", type: String = "WARC-Type: resource",
        uri: String = "WARC-Target-URI: http://e.example/", date: String = "WARC-Date: 2026-11-22T12:00:00Z",
        length: String = "Content-Length: 2", end: String = "\r\n\r\n"
    ) -> String {
        [version, type, "WARC-Record-ID: <urn:uuid:1>", uri, date, length, "", "ab"].joined(separator: "\r\n") + end
    }

    @Test(
        arguments: [
            (record(), nil),
            (record(version: "warc/1.0"), .magicCase),
            (record(version: "WARC/0.9"), .unknownVersion),
            (record(type: "WARC-Type: resource\nX: y"), .bareLineFeed),
            (record(type: "WARC-Type : resource"), .spaceBeforeColon),
            (record(type: "WARC-Type: resource\r\nnonsense"), .lineWithoutColon),
            (record(type: "X: y"), .missingField),
            (record(uri: "WARC-Target-URI: <http://e.example/>"), .bracketedURI),
            (record(date: "WARC-Date: 20261122120000"), .unusualDate),
            (record(length: "X: y"), .missingContentLength),
            (record(length: "Content-Length: two"), .invalidContentLength),
            (record(length: "Content-Length: 200"), .cutBlock),
            (record(end: "\r\n"), .badTrailer),
            ("garbage\r\n" + record(), .notARecord),
            ("WARC/1.0\r\nWARC-Type: resource\r\n", .headerCut),
        ] as [(String, WARCIrregularity?)])
    func `each irregularity is one finding with its place`(_ text: String, _ expected: WARCIrregularity?) throws {
        let reader = try reader(text)
        while try reader.next() != nil {}
        #expect(reader.findings.first?.irregularity == expected)
        #expect(reader.findings.allSatisfy { $0.offset == 0 && $0.path.hasSuffix("/x.warc") })
        #expect(reader.diagnostics.map(\.severity) == reader.findings.map(\.severity))
    }

    @Test func `a policy ignores, warns or fails`() throws {
        let text = Self.record(version: "WARC/0.9") + Self.record()
        let silent = try reader(text, .silent)
        #expect(try Fixture.uris(silent).count == 2)
        #expect(silent.findings.isEmpty)
        let strict = try reader(text, .strict)
        let error = #expect(throws: WARCError.self) { try strict.next() }
        #expect(error?.offset == 0)
        #expect(try strict.next() != nil)
        var mixed = WARCReadingPolicy.strict
        mixed[.unknownVersion] = .warn
        let reader = try reader(text, mixed)
        #expect(try Fixture.uris(reader).count == 2)
        #expect(reader.findings.map(\.irregularity) == [.unknownVersion])
        #expect(reader.takeFindings().count == 1)
        #expect(reader.takeFindings().isEmpty)
    }
}
