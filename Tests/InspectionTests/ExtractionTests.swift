// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@testable import Inspection

@Suite struct ExtractionTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Extracts into `out`; the manifest, and what was missing.
    private func extract(
        _ files: [String], filter: RecordFilter = RecordFilter(), form: PayloadForm = .content, limit: UInt64 = 1 << 30
    ) throws -> (manifest: String, missing: [String], problems: [String]) {
        let target = try ExtractionFolder(folder.appending("out"))
        var (missing, problems) = ([String](), [String]())
        var extraction = Extraction(files: files, filter: filter, form: form, limit: limit)
        try extraction.run(
            Extraction.Receiver(
                take: { record, payload in
                    let outcome = try target.add(record, form: form, payload)
                    if let problem = outcome.problem { problems.append(problem) }
                    return true
                },
                miss: { record, problem in missing.append(record.url) }, found: { _ in }, finish: { _, _ in }))
        return (TestFile.text(try target.finish()) ?? "", missing, problems)
    }

    private func text(_ name: String) -> String? { TestFile.text(folder.appending("out/" + name)) }

    @Test func `payloads become files, empty ones and other kinds of records do not`() throws {
        let file = try folder.write(try ArchiveBytes.gzip(ArchiveBytes.small).bytes, to: "a.warc.gz")
        let result = try extract([file])
        #expect(
            try FileSystem.list(folder.appending("out")) == [
                "20250131235959-media.social.example-1.jpg", "20261122120000-Social.example-_minister.html",
                "20261122120000-urn_kabinet_posts.json", "manifest.jsonl",
            ])
        #expect(text("20261122120000-Social.example-_minister.html") == "<p>Dag</p>")
        #expect(result.manifest.split(separator: "\n").count == 4)
        #expect(result.missing == ["https://social.example/@minister"] || result.missing.isEmpty)
    }

    @Test func `codings come off as far as is asked`() throws {
        let text = Array(String(repeating: "Dag, minister. ", count: 20).utf8)
        let zipped = try GzipCompressor().member(text)
        let chunked = Array("\(String(zipped.count, radix: 16))\r\n".utf8) + zipped + Array("\r\n0\r\n\r\n".utf8)
        let file = try folder.write(
            ArchiveBytes.response(
                "http://a.example/x", fields: ["Content-Encoding: gzip", "Transfer-Encoding: chunked"], body: chunked),
            to: "a.warc")
        for (form, expected) in [(PayloadForm.stored, chunked), (.transfer, zipped), (.content, text)] {
            var bytes: [UInt8] = []
            let reader = try WARCReader(path: file)
            let record = try #require(try reader.next())
            let outcome = try PayloadStream.read(record, as: form, limit: 1 << 20) { bytes += $0 }
            #expect(bytes == expected)
            #expect(outcome == .init(bytes: UInt64(expected.count), problem: nil))
        }
    }

    @Test func `a revisit gets the payload of the record it repeats, also out of another file`() throws {
        let digest = "WARC-Payload-Digest: sha1:AAAA"
        let original = ArchiveBytes.response(
            "http://a.example/1", lines: [digest, "WARC-Record-ID: <urn:1>"], body: Array("same".utf8))
        func revisit(_ url: String, _ lines: [String]) -> [UInt8] {
            ArchiveBytes.response(url, lines: lines, kind: "revisit", body: [])
        }
        let first = try folder.write(
            try ArchiveBytes.gzip([
                revisit("http://a.example/2", [digest]), revisit("http://a.example/3", ["WARC-Refers-To: <urn:1>"]),
                revisit(
                    "http://a.example/4",
                    [
                        "WARC-Refers-To-Target-URI: http://a.example/1", "WARC-Refers-To-Date: 2026-11-22T12:00:00Z",
                    ]), revisit("http://a.example/5", ["WARC-Payload-Digest: sha1:BBBB"]),
                revisit("http://a.example/6", []),
            ]).bytes, to: "b.warc.gz")
        let second = try folder.write(try ArchiveBytes.gzip([original]).bytes, to: "c.warc.gz")
        let result = try extract([first, second])
        for number in 1...4 { #expect(text("20261122120000-a.example-\(number).html") == "same") }
        #expect(Set(result.missing) == ["http://a.example/5", "http://a.example/6"])
    }

    @Test func `a record of the right ID with another digest is not what a revisit repeats`() throws {
        let digests = ["same", "other"].map { DigestStream.digest(of: Array($0.utf8), .sha1).labelled }
        let original = ArchiveBytes.response(
            "http://a.example/1", lines: ["WARC-Payload-Digest: \(digests[0])", "WARC-Record-ID: <urn:1>"],
            body: Array("same".utf8))
        let revisit = ArchiveBytes.response(
            "http://a.example/2", lines: ["WARC-Refers-To: <urn:1>", "WARC-Payload-Digest: \(digests[1])"],
            kind: "revisit", body: [])
        let file = try folder.write(try ArchiveBytes.gzip([original, revisit]).bytes, to: "a.warc.gz")
        #expect(try extract([file]).missing == ["http://a.example/2"])
    }

    @Test func `nothing that is there is replaced`() throws {
        let page = ArchiveBytes.response("http://a.example/1", body: Array("one".utf8))
        let other = ArchiveBytes.response("http://a.example/1", body: Array("two".utf8))
        let file = try folder.write(page + other + other, to: "a.warc")
        _ = try extract([file])
        _ = try extract([file])
        #expect(text("20261122120000-a.example-1.html") == "one")
        #expect(text("20261122120000-a.example-1-\(page.count).html") == "two")
        #expect(text("20261122120000-a.example-1-0.html") == "one")
        #expect(text("20261122120000-a.example-1-\(page.count)-2.html") == "two")
        let names = try FileSystem.list(folder.appending("out"))
        #expect(names.count == 8 && !names.contains { $0.hasSuffix(".tmp") })
        #expect(names.contains("manifest.jsonl") && names.contains("manifest-2.jsonl"))
    }

    @Test func `a payload that is cut is written as far as it goes, and said to be`() throws {
        let record = ArchiveBytes.response("http://a.example/1", body: Array("0123456789".utf8))
        let file = try folder.write(Array(record.dropLast(9)), to: "a.warc")
        let result = try extract([file])
        #expect(text("20261122120000-a.example-1.html") == "01234")
        #expect(result.problems.count == 1)
        #expect(result.manifest.contains("\"problem\": "))
    }

    @Test func `a payload beyond the limit ends there, and is said to`() throws {
        let file = try folder.write(
            ArchiveBytes.response("http://a.example/1", body: Array("0123456789".utf8)), to: "a.warc")
        let result = try extract([file], limit: 4)
        #expect(text("20261122120000-a.example-1.html") == "0123")
        #expect(result.problems == ["the payload has more than the 4 bytes allowed"])
    }

    @Test func `an offset picks one record, whatever its kind`() throws {
        let (bytes, offsets) = try ArchiveBytes.gzip(ArchiveBytes.small)
        let file = try folder.write(bytes, to: "a.warc.gz")
        var filter = RecordFilter()
        filter.offsets = [offsets[0]]
        let result = try extract([file], filter: filter)
        #expect(result.manifest.split(separator: "\n").count == 1)
        #expect(text("20261122120000-index.txt") == "software: a\r\n")
    }

    @Test func `an abandoned extraction leaves no manifest and no half file`() throws {
        struct Stop: Error {}
        do {
            let target = try ExtractionFolder(folder.appending("out"))
            let file = try folder.write(ArchiveBytes.small[1], to: "a.warc")
            var extraction = Extraction(files: [file], filter: RecordFilter(), form: .content, limit: 100)
            let receiver = Extraction.Receiver(
                take: { record, _ in
                    _ = try target.add(record, form: .content) { _ in throw Stop() }
                    return true
                }, miss: { _, _ in }, found: { _ in }, finish: { _, _ in })
            #expect(throws: Stop.self) { try extraction.run(receiver) }
        }
        #expect(try FileSystem.list(folder.appending("out")).isEmpty)
    }

    @Test func `a record is found by its offset alone`() throws {
        let (bytes, offsets) = try ArchiveBytes.gzip(ArchiveBytes.small)
        let file = try folder.write(bytes, to: "a.warc.gz")
        for (index, offset) in offsets.enumerated() {
            var stored: [UInt8] = []
            try RecordAtOffset(path: file, offset: offset).forEachStoredChunk { stored += $0 }
            let end = index + 1 < offsets.count ? Int(offsets[index + 1]) : bytes.count
            #expect(stored == Array(bytes[Int(offset)..<end]))
        }
        for offset in [1, UInt64(bytes.count), UInt64.max] {
            #expect(throws: WARCError.self) { try RecordAtOffset(path: file, offset: offset) }
        }
    }
}
