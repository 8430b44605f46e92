// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@testable import Rewriting

struct DeduplicationTests {
    typealias Fixture = RewriteFixture

    static let page = Fixture.noise(2000)
    static let other = Fixture.noise(2000, seed: 2)

    private func options(_ out: String?) -> DeduplicationOptions {
        var options = DeduplicationOptions()
        options.outputDirectory = out
        return options
    }

    private func write(_ fixture: RewriteFixture, _ records: [[UInt8]], as name: String) throws -> String {
        try fixture.folder.write(name.hasSuffix("gz") ? Fixture.gzip(records) : records.flatMap { $0 }, to: name)
    }

    @Test(arguments: ["warc.gz", "warc"], ["WARC/1.1", "WARC/1.0"])
    func `repeated payloads become revisits, all else stays, and undo brings the same bytes back`(
        ending: String, version: String
    ) throws {
        let fixture = try RewriteFixture()
        func response(_ number: Int, _ body: [UInt8]) -> [UInt8] { Fixture.response(number, body, version: version) }
        let first = [
            Fixture.warcinfo("a"), response(1, Self.page), Fixture.request(21, of: 1), response(2, Self.other),
        ]
        let second = [response(3, Self.other), response(4, Fixture.noise(500, seed: 3)), response(5, Self.page)]
        let paths = try [write(fixture, first, as: "a." + ending), write(fixture, second, as: "b." + ending)]
        let before = paths.map { TestFile.bytes($0) }
        let result = try Deduplication(options(fixture.out)).run(paths)
        #expect(result.changed == 2 && result.files == 2 && result.records == 7 && result.responses == 5)
        #expect(paths.map { TestFile.bytes($0) } == before)
        #expect(result.bytesIn == before.reduce(0) { $0 + UInt64($1?.count ?? 0) })
        #expect(result.bytesOut == UInt64(fixture.bytes("a." + ending).count + fixture.bytes("b." + ending).count))
        #expect(fixture.bytes("a." + ending) == before[0])
        let untouched = ending == "warc" ? second[1] : try Fixture.gzip([second[1]])
        #expect(fixture.bytes("b." + ending).firstRange(of: untouched) != nil)

        let headers = try Fixture.headers(fixture.out + "/b." + ending)
        #expect(headers.map(\.type) == [.revisit, .response, .revisit])
        let original = try Fixture.headers(paths[0])[3]
        let revisit = headers[0]
        let source = try Fixture.headers(paths[1])[0]
        #expect(revisit.version == version && revisit.recordID == source.recordID)
        #expect(revisit["WARC-Date"] == source["WARC-Date"] && revisit.payloadDigest == source.payloadDigest)
        #expect(revisit.refersTo == original.recordID && revisit.refersToTargetURI == original.targetURI)
        #expect(revisit["WARC-Refers-To-Date"] == original["WARC-Date"] && revisit.truncated == "length")
        #expect(
            revisit.profile == "http://netpreserve.org/warc/\(version.dropFirst(5))/revisit/identical-payload-digest")
        let block = try Fixture.contents(fixture.out + "/b." + ending)[0].block
        #expect(
            block.starts(with: Array("HTTP/1.1 200 OK\r\nX-Number: 3".utf8)) && block.suffix(4) == [13, 10, 13, 10])
        #expect(revisit.blockDigest == DigestStream.digest(of: block, .sha256).labelled)

        let back = fixture.folder.appending("back")
        try FileSystem.makeDirectory(back)
        let undone = try Rematerialisation(options(back)).run(result.outputs)
        #expect(undone.changed == 2 && undone.kept == 0)
        for (path, name) in zip(paths, ["a.", "b."]) {
            #expect(try Fixture.contents(path) == Fixture.contents(back + "/" + name + ending))
            for (old, new) in zip(try Fixture.headers(path), try Fixture.headers(back + "/" + name + ending)) {
                #expect(Set(old.fields) == Set(new.fields))
            }
        }
    }

    @Test func `a dry run counts the same and writes nothing`() throws {
        let fixture = try RewriteFixture()
        let path = try write(
            fixture, [Fixture.response(1, Self.page), Fixture.response(2, Self.page)], as: "a.warc.gz")
        let dry = try Deduplication(options(nil)).run([path])
        let real = try Deduplication(options(fixture.out)).run([path])
        #expect(dry.changed == 1 && dry.bytesOut == real.bytesOut && dry.isDryRun)
        #expect(dry.summary.hasPrefix("1 files, 2 records, 2 payloads: 1 could become revisits"))
        #expect(fixture.written == ["a.warc.gz"])
    }

    @Test func `what is small, empty, truncated, coded otherwise or of a wrong digest stays`() throws {
        let fixture = try RewriteFixture()
        let small = Fixture.noise(200)
        let cases: [(String, [UInt8], [UInt8])] = [
            ("small", Fixture.response(1, small), Fixture.response(2, small)),
            ("empty", Fixture.response(1, []), Fixture.response(2, [])),
            (
                "truncated", Fixture.response(1, Self.page),
                Fixture.response(2, Self.page, fields: ["WARC-Truncated: time"])
            ),
            (
                "coded", Fixture.response(1, Self.page),
                Fixture.response(2, Self.page, head: "Content-Encoding: gzip\r\n")
            ),
            (
                "wrong", Fixture.response(1, Self.page),
                Array(
                    String(decoding: Fixture.response(2, Array(repeating: 65, count: 2000)), as: UTF8.self)
                        .replacing("AAAAA", with: "BBBBB").utf8)
            ),
        ]
        for (name, first, second) in cases {
            let path = try write(fixture, [first, second], as: name + ".warc.gz")
            let result = try Deduplication(options(fixture.out)).run([path])
            #expect(result.changed == 0, "\(name)")
            #expect(fixture.bytes(name + ".warc.gz") == TestFile.bytes(path), "\(name)")
        }
    }

    @Test func `a revisit whose original is missing or has another payload is kept and named`() throws {
        let fixture = try RewriteFixture()
        let records = [Fixture.response(1, Self.page), Fixture.response(2, Self.page)]
        let path = try write(fixture, records, as: "a.warc")
        let result = try Deduplication(options(fixture.out)).run([path])
        let whole = fixture.bytes("a.warc")
        let revisit = Array(whole[records[0].count...])
        let alone = try fixture.folder.write(revisit, to: "alone.warc")
        let changed = try fixture.folder.write(Fixture.response(1, Self.other) + revisit, to: "changed.warc")
        for path in [alone, changed] {
            let undone = try Rematerialisation(options(fixture.out)).run([path])
            #expect(undone.changed == 0 && undone.kept == 1 && undone.notes.count == 1)
            #expect(fixture.bytes(ArchiveName.last(of: path)) == TestFile.bytes(path))
        }
        #expect(result.changed == 1)
    }

    @Test func `a wrong block digest is not made right, neither there nor back`() throws {
        let fixture = try RewriteFixture()
        let records = [1, 2, 3].map { Fixture.response($0, Self.page) }
        // Same length, other head than the digest says.
        var bytes = records[1]
        let number = try #require(bytes.firstRange(of: Array("X-Number: 2".utf8)))
        bytes.replaceSubrange(number, with: Array("X-Number: 7".utf8))
        let path = try write(fixture, [records[0], bytes, records[2]], as: "a.warc")
        let result = try Deduplication(options(fixture.out)).run([path])
        #expect(result.changed == 1)
        #expect(fixture.bytes("a.warc").firstRange(of: bytes) != nil)
        var made = fixture.bytes("a.warc")
        let other = try #require(made.firstRange(of: Array("X-Number: 3".utf8)))
        made.replaceSubrange(other, with: Array("X-Number: 8".utf8))
        let undo = try fixture.folder.write(made, to: "b.warc")
        let back = try Rematerialisation(options(fixture.out)).run([undo])
        #expect(back.changed == 0 && back.kept == 1 && fixture.bytes("b.warc") == made)
    }

    @Test func `the profile that older writers have for another address is undone too`() throws {
        let fixture = try RewriteFixture()
        let path = try write(fixture, [1, 2].map { Fixture.response($0, Self.page) }, as: "a.warc")
        #expect(try Deduplication(options(fixture.out)).run([path]).changed == 1)
        var made = fixture.bytes("a.warc")
        let place = try #require(made.firstRange(of: Array("/identical-payload-digest".utf8)))
        made.replaceSubrange(place, with: Array("/uri-agnostic-identical-payload-digest".utf8))
        let old = try fixture.folder.write(made, to: "b.warc")
        #expect(try Rematerialisation(options(fixture.out)).run([old]).changed == 1)
        let contents = try Fixture.contents(fixture.out + "/b.warc")
        #expect(contents == (try Fixture.contents(path)))
    }

    @Test func `damage is copied as it is and never referred to`() throws {
        let fixture = try RewriteFixture()
        let members = try (1...3).map { try Fixture.gzip([Fixture.response($0, Self.page)]) }
        var damaged = members[0]
        damaged[damaged.count - 6] ^= 1
        let path = try fixture.folder.write(damaged + members[1] + members[2] + [1, 2, 3], to: "a.warc.gz")
        let result = try Deduplication(options(fixture.out)).run([path])
        #expect(result.changed == 1)
        let bytes = fixture.bytes("a.warc.gz")
        #expect(bytes.starts(with: damaged + members[1]) && bytes.suffix(3) == [1, 2, 3])
    }

    @Test func `two inputs of one name, and one that is still open, are refused before anything is written`() throws {
        let fixture = try RewriteFixture()
        let records = [Fixture.response(1, Self.page)]
        let first = try write(fixture, records, as: "a.warc")
        let second = try write(fixture, records, as: "b/a.warc")
        let open = try write(fixture, records, as: "c.warc.open")
        for paths in [[first, second], [first, first], [open]] {
            #expect(throws: RewriteError.self) { try Deduplication(options(fixture.out)).run(paths) }
        }
        #expect(fixture.written.isEmpty)
    }
}
