// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@testable import Rewriting

struct RecompressionTests {
    typealias Fixture = RewriteFixture

    static let records =
        [Fixture.warcinfo("x.warc.gz")] + (1...3).map { Fixture.response($0, Array("page \($0)".utf8)) }

    private func recompress(
        _ fixture: RewriteFixture, _ bytes: [UInt8], as name: String = "x.warc.gz",
        _ change: (inout RecompressionOptions) -> Void = { _ in }
    ) throws -> RecompressionResult {
        let path = try fixture.folder.write(bytes, to: name)
        var options = RecompressionOptions(outputDirectory: fixture.out)
        change(&options)
        defer { #expect(TestFile.bytes(path) == bytes, "the input is never touched") }
        return try Recompression(options).run(path)
    }

    @Test func `members that are right are copied byte for byte`() throws {
        let bytes = try Fixture.gzip(Self.records)
        let fixture = try RewriteFixture()
        let result = try recompress(fixture, bytes)
        #expect(fixture.bytes("x.warc.gz") == bytes)
        #expect(result.copied == 4 && result.records == 4 && result.changed == 0 && result.isChecked)
    }

    @Test(arguments: [0, 1], [("\r\n\r\n", "\r\n\r\n"), ("", "\r\n\r\n\r\n\r\n"), ("", "\r\n")])
    func `members with line ends too many or too few are written anew`(at: Int, ends: (String, String)) throws {
        var records = Self.records
        records[at] = Array(ends.0.utf8) + records[at].dropLast(4) + Array(ends.1.utf8)
        let fixture = try RewriteFixture()
        let result = try recompress(fixture, Fixture.gzip(records))
        #expect(result.copied == 3 && result.isChecked)
        #expect(fixture.bytes("x.warc.gz") == (try Fixture.gzip(Self.records)))
    }

    @Test func `a member that ends inside a record is not copied`() throws {
        for record in [0, 1] {
            var pieces = Self.records
            pieces.insert(Array(pieces[record].dropFirst(50)), at: record + 1)
            pieces[record].removeLast(pieces[record].count - 50)
            let fixture = try RewriteFixture()
            #expect(try recompress(fixture, Fixture.gzip(pieces)).copied == 3)
            #expect(fixture.bytes("x.warc.gz") == (try Fixture.gzip(Self.records)))
        }
    }

    @Test(arguments: RewriteFormat.allCases, [true, false])
    func `any form becomes any other with the same records`(format: RewriteFormat, oneMember: Bool) throws {
        let bytes = try oneMember ? Fixture.gzip([Self.records.flatMap { $0 }]) : Self.records.flatMap { $0 }
        let fixture = try RewriteFixture()
        let result = try recompress(fixture, bytes, as: "x.warc.gz") { $0.format = format }
        let path = fixture.out + "/x" + format.suffix
        #expect(result.outputs == [path] && result.isChecked)
        #expect(try WARCReader(path: path).container == format.container)
        let plain = try fixture.folder.write(Self.records.flatMap { $0 }, to: "plain.warc")
        #expect(try Fixture.contents(path) == Fixture.contents(plain))
        #expect(try Fixture.headers(path).first?.filename == "x" + format.suffix)
        // And back: what was once written is written the same again.
        let back = try Recompression(RecompressionOptions(outputDirectory: fixture.folder.path + "/out")).run(
            format == .gz ? try fixture.folder.write(bytes, to: "y.warc") : path)
        #expect(back.records == 4 || format == .gz)
    }

    @Test func `records above the limit for whole ones are the same too`() throws {
        let big = Fixture.response(1, Fixture.noise(RecordEncoder.wholeRecordLimit + 12345))
        for format in RewriteFormat.allCases {
            let fixture = try RewriteFixture()
            _ = try recompress(fixture, big + Self.records[2], as: "x.warc") { $0.format = format }
            let contents = try Fixture.contents(fixture.out + "/x" + format.suffix)
            #expect(contents.map(\.block.count) == [big, Self.records[2]].map { Self.blockCount($0) })
        }
    }

    private static func blockCount(_ record: [UInt8]) -> Int {
        (MemberTail.endOfHeader(record)).map { record.count - $0 - 4 } ?? 0
    }

    @Test func `WARC 1-0 has whole seconds, its own profile and an info that says so`() throws {
        let revisit = Fixture.record(
            [
                "WARC-Type: revisit", "WARC-Record-ID: \(Fixture.id(8))", "WARC-Date: 2026-11-22T12:00:30.999999Z",
                "WARC-Target-URI: https://social.example/1",
                "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
                "WARC-Refers-To-Date: 2026-11-22T12:00:11.123456Z",
                "WARC-Payload-Digest: \(DigestStream.digest(of: Array("page 1".utf8), .sha1).labelled)",
                "Content-Type: application/http; msgtype=response",
            ], Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
        let fixture = try RewriteFixture()
        let bytes = try Fixture.gzip(Self.records + [revisit])
        let result = try recompress(fixture, bytes) { $0.version = .v1_0 }
        let headers = try Fixture.headers(fixture.out + "/x.warc.gz")
        #expect(headers.allSatisfy { $0.version == "WARC/1.0" && $0["WARC-Date"]?.utf8.count == 20 })
        #expect(headers.last?["WARC-Refers-To-Date"] == "2026-11-22T12:00:11Z")
        #expect(headers.last?.profile == "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest")
        #expect(headers.last?.contentType == "application/http; msgtype=response")
        #expect(
            headers.map(\.blockDigest).dropFirst().dropLast()
                == (try Fixture.headers(result.path)).map(\.blockDigest)[1..<4])
        let info = try #require(try Fixture.contents(fixture.out + "/x.warc.gz").first)
        #expect(String(decoding: info.block, as: UTF8.self).contains("format: WARC File Format 1.0\r\n"))
    }

    @Test func `for JHOVE addresses are bare and ASCII, and every record has a Content-Type`() throws {
        func record(_ type: String, _ uri: String, _ block: String, _ lines: [String] = []) -> [UInt8] {
            Fixture.record(
                [
                    "WARC-Type: \(type)", "WARC-Record-ID: \(Fixture.id(8))", "WARC-Date: 20261122120000",
                    "WARC-Target-URI: \(uri)",
                ] + lines, Array(block.utf8))
        }
        let digest = "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
        let bytes =
            record("response", "<https://a.example/ü x>", "HTTP/1.1 200 OK\r\n\r\n")
            + record("resource", "urn:x", "data")
            + record(
                "revisit", "https://a.example/", "HTTP/1.1 200 OK\r\n\r\n",
                [digest, "Content-Type: application/http;msgtype=response"])
        let fixture = try RewriteFixture()
        _ = try recompress(fixture, bytes, as: "x.warc") { $0.forJHOVE = true }
        let headers = try Fixture.headers(fixture.out + "/x.warc.gz")
        #expect(headers.map(\.targetURI) == ["https://a.example/%C3%BC%20x", "urn:x", "https://a.example/"])
        #expect(headers[0]["WARC-Target-URI"]?.hasPrefix("<") == false)
        #expect(
            headers.map(\.contentType) == [
                "application/http; msgtype=response", "application/octet-stream", "application/http",
            ])
        #expect(headers.allSatisfy { $0.version == "WARC/1.0" && $0["WARC-Date"] == "2026-11-22T12:00:00Z" })
    }

    @Test func `a split keeps exchanges together, and each file has its own info`() throws {
        var records = [Fixture.warcinfo("x.warc.gz")]
        for number in 1...12 {
            records.append(Fixture.response(number, Fixture.noise(3000, seed: UInt64(number))))
            records.append(Fixture.request(number + 100, of: number))
        }
        let inputs = [("x.warc.gz", try Fixture.gzip(records)), ("x.warc", records.flatMap { $0 })]
        for (name, bytes) in inputs + [("x.warc.gz", try Fixture.gzip([records.flatMap { $0 }]))] {
            let fixture = try RewriteFixture()
            let result = try recompress(fixture, bytes, as: name) { $0.maximumSize = 10_000 }
            #expect(result.outputs.count > 3 && result.isChecked)
            var all: [RewriteFixture.Content] = []
            for output in result.outputs {
                #expect(try FileSystem.size(of: output) <= 10_000)
                let headers = try Fixture.headers(output)
                let info = try #require(headers.first)
                #expect(info.type == .warcinfo && info.filename == ArchiveName.last(of: output))
                #expect(headers.dropFirst().allSatisfy { $0.warcinfoID == info.recordID })
                for request in headers where request.type == .request {
                    #expect(headers.contains { $0.recordID == request.concurrentTo.first })
                }
                all += try Fixture.contents(output).dropFirst()
            }
            let plain = try fixture.folder.write(records.flatMap { $0 }, to: "plain.warc")
            #expect(all == Array(try Fixture.contents(plain).dropFirst()))
            let ids = try result.outputs.map { try Fixture.headers($0).first?.recordID }
            #expect(Set(ids).count == ids.count && ids.first == String(Fixture.id(0).dropFirst().dropLast()))
        }
    }

    @Test func `missing digests are added when asked, and wrong ones are left and said`() throws {
        let wrong = String(decoding: Self.records[1], as: UTF8.self).replacing("page 1", with: "PAGE 1")
        let bytes = try Fixture.gzip([Self.records[0], Array(wrong.utf8)])
        let fixture = try RewriteFixture()
        let result = try recompress(fixture, bytes) { $0.addedDigests = .sha256 }
        #expect(result.mismatches == 1 && result.notes.count == 1)
        let headers = try Fixture.headers(fixture.out + "/x.warc.gz")
        #expect(headers[0].blockDigest?.hasPrefix("sha256:") == true)
        #expect(headers[1].blockDigest == (try Fixture.headers(result.path))[1].blockDigest)
        let other = try RewriteFixture()
        _ = try recompress(other, bytes)
        #expect(try Fixture.headers(other.out + "/x.warc.gz")[0].blockDigest == nil)
    }

    @Test func `a damaged file is refused, and nothing is left`() throws {
        let good = try Fixture.gzip(Self.records)
        let broken: [[UInt8]] = [
            Array(good.dropLast(5)), good + Array("garbage".utf8),
            try Fixture.gzip([Self.records[0] + Array("surplus".utf8)] + Self.records[1...]),
        ]
        for bytes in broken {
            let fixture = try RewriteFixture()
            #expect { _ = try recompress(fixture, bytes) } throws: { ($0 as? RewriteError)?.code == .damaged }
            #expect(fixture.written.isEmpty)
        }
    }

    @Test func `a dictionary stands at the start of a Zstandard file`() throws {
        let records = (1...400).map { number in
            Fixture.response(
                number % 40, Array("A page about the number \(number), and some words that all pages have".utf8))
        }
        let fixture = try RewriteFixture()
        let result = try recompress(fixture, records.flatMap { $0 }, as: "x.warc") {
            $0.format = .zst
            $0.trainsDictionary = true
        }
        #expect(fixture.bytes("x.warc.zst").starts(with: [0x5D, 0x2A, 0x4D, 0x18]))
        #expect(result.isChecked && result.records == 400)
    }

    @Test func `an existing file is not overwritten unless asked`() throws {
        let fixture = try RewriteFixture()
        try fixture.folder.write([1], to: "out/x.warc.gz")
        let bytes = try Fixture.gzip(Self.records)
        #expect { _ = try recompress(fixture, bytes) } throws: { ($0 as? RewriteError)?.code == .exists }
        #expect(fixture.bytes("x.warc.gz") == [1])
        _ = try recompress(fixture, bytes) { $0.mayReplace = true }
        #expect(fixture.bytes("x.warc.gz") == bytes)
    }
}

/// ARC files, by hand: ISO 28500 annex has the same example in words.
struct ARCConversionTests {
    static let arc: String = {
        let block = "1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
        let head = "filedesc://x.arc 0.0.0.0 20040101120000 text/plain \(block.utf8.count)\n"
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Dag</p>"
        let lookup = "20040101120002\n198.51.100.7\n"
        return head + block + "\nhttp://a.example/x y 198.51.100.7 20040101120001 text/html \(page.utf8.count)\n" + page
            + "\ndns:a.example 198.51.100.1 20040101120002 text/dns \(lookup.utf8.count)\n" + lookup + "\n"
    }()

    @Test(arguments: [nil, UInt64(700)])
    func `an ARC file becomes a WARC file with the same blocks`(maximum: UInt64?) throws {
        let fixture = try RewriteFixture()
        let path = try fixture.folder.write(Array(Self.arc.utf8), to: "x.arc")
        var options = RecompressionOptions(outputDirectory: fixture.out)
        options.format = .warc
        options.maximumSize = maximum
        let result = try Recompression(options).run(path)
        #expect(result.records == 3 && result.isChecked && result.outputs.count == (maximum == nil ? 1 : 4))
        let headers = try result.outputs.flatMap { try RewriteFixture.headers($0) }.filter { $0.type != .warcinfo }
        #expect(headers.map(\.type) == [.metadata, .response, .resource])
        #expect(headers.map(\.targetURI) == ["filedesc://x.arc", "http://a.example/x%20y", "dns:a.example"])
        #expect(headers.map(\.ipAddress) == [nil, "198.51.100.7", "198.51.100.1"])
        #expect(
            headers.map { $0["WARC-Date"] } == ["2004-01-01T12:00:00Z", "2004-01-01T12:00:01Z", "2004-01-01T12:00:02Z"])
        #expect(headers[2].contentType == "text/dns")
        let blocks = try result.outputs.flatMap { try RewriteFixture.contents($0) }.filter { $0.type != "warcinfo" }
        #expect(blocks.map { String(decoding: $0.block, as: UTF8.self) }.allSatisfy { Self.arc.contains($0) })
    }
}
