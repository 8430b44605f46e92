// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@testable import Rewriting

struct MendingTests {
    typealias Fixture = RewriteFixture

    static let records = (1...3).map { Fixture.response($0, Array("page \($0)".utf8)) }

    private func mend(_ fixture: RewriteFixture, _ bytes: [UInt8], as name: String) throws -> MendResult {
        let path = try fixture.folder.write(bytes, to: name)
        var mending = Mending()
        mending.outputDirectory = fixture.out
        mending.mayReplace = true
        let result = try mending.mend(path)
        #expect(TestFile.bytes(path) == bytes, "the input is never touched")
        return result
    }

    @Test func `a healthy file is said to be so and nothing is written`() throws {
        for (name, bytes) in [("a.warc.gz", try Fixture.gzip(Self.records)), ("a.warc", Self.records.flatMap { $0 })] {
            let fixture = try RewriteFixture()
            let result = try mend(fixture, bytes, as: name)
            #expect(result.isHealthy && result.output == nil && result.records == 3)
            #expect(fixture.written.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `a file cut at any byte keeps its whole records, and the rest lies beside`(isGzip: Bool) throws {
        let pieces = try Self.records.map { isGzip ? try Fixture.gzip([$0]) : $0 }
        let whole = pieces.flatMap { $0 }
        let ends = pieces.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        let fixture = try RewriteFixture()
        for length in 1...whole.count {
            let bytes = Array(whole[..<length])
            // A plain record without the whole empty lines at its end still has its whole block, and so may a cut member.
            let certain = ends.last { $0 <= length } ?? 0
            let name = isGzip ? "cut.warc.gz" : "cut.warc"
            do {
                let result = try mend(fixture, bytes, as: name)
                let count = ends.firstIndex(of: certain) ?? 0
                #expect(result.records == count || result.records == count + 1, "\(length)")
                if result.output != nil {
                    #expect(try Fixture.contents(fixture.out + "/" + name).count == result.records, "\(length)")
                    #expect(fixture.bytes(name).starts(with: bytes[..<certain]), "\(length)")
                }
                if result.rest != nil {
                    #expect(fixture.bytes(name + ".rest") == Array(bytes[certain...]), "\(length)")
                }
                if result.records == count, certain < length { #expect(result.rest != nil, "\(length)") }
            } catch let error as RewriteError {
                #expect(error.code == .badInput && certain == 0, "\(length) \(error)")
            }
        }
    }

    @Test func `damage inside a member takes this record alone`() throws {
        let members = try (1...3).map {
            try Fixture.gzip([Fixture.response($0, Fixture.noise(2000, seed: UInt64($0)))])
        }
        var damaged = members[1]
        for index in 600..<700 { damaged[index] ^= 0x55 }
        let fixture = try RewriteFixture()
        let result = try mend(fixture, members[0] + damaged + members[2], as: "x.warc.gz")
        #expect(result.records == 2 && result.rewritten == 0)
        #expect(fixture.bytes("x.warc.gz") == members[0] + members[2])
        #expect(fixture.bytes("x.warc.gz.rest") == damaged)
        #expect(result.ranges.map(\.range) == [UInt64(members[0].count)..<UInt64(members[0].count + damaged.count)])
        let report = try #require(TestFile.text(fixture.out + "/x.warc.gz.mend.json"))
        #expect(report.contains("\"offset\": \(members[0].count)") && report.contains("social.example/2"))
    }

    @Test func `bytes behind the last member are cut off and kept`() throws {
        let good = try Fixture.gzip(Self.records)
        let fixture = try RewriteFixture()
        let result = try mend(fixture, good + Array("garbage".utf8), as: "x.warc.gz")
        #expect(result.records == 3)
        #expect(fixture.bytes("x.warc.gz") == good)
        #expect(fixture.bytes("x.warc.gz.rest") == Array("garbage".utf8))
    }

    @Test func `an open file gets its final name, also when it is whole`() throws {
        let good = try Fixture.gzip(Self.records)
        let folder = try TemporaryDirectory()
        let path = try folder.write(good, to: "x.warc.gz.open")
        let result = try Mending().mend(path)
        #expect(result.isHealthy && result.output == folder.appending("x.warc.gz"))
        #expect(TestFile.bytes(folder.appending("x.warc.gz")) == good)
        #expect(throws: RewriteError.self) { try Mending().mend(path) }
    }

    @Test func `whole records in a cut member of many are saved`() throws {
        let member = try Fixture.gzip([(1...3).flatMap { Fixture.response($0, Fixture.noise(3000, seed: UInt64($0))) }])
        let fixture = try RewriteFixture()
        let cut = Array(member[..<(member.count - 1500)])
        let result = try mend(fixture, cut, as: "x.warc.gz")
        #expect(result.records == 2 && result.rewritten == 2)
        #expect(try Fixture.contents(fixture.out + "/x.warc.gz").map(\.uri).map { $0.last } == ["1", "2"])
        #expect(fixture.bytes("x.warc.gz.rest") == cut)
    }

    @Test func `records that share a member get one each`() throws {
        let fixture = try RewriteFixture()
        let result = try mend(fixture, try Fixture.gzip([Self.records.flatMap { $0 }]), as: "x.warc.gz")
        #expect(result.records == 3 && result.rewritten == 3 && result.rest == nil)
        #expect(fixture.bytes("x.warc.gz") == (try Fixture.gzip(Self.records)))
    }

    @Test(arguments: ["x.warc", "x.warc.gz"])
    func `a record with one empty line behind it is framed anew, and nothing is cut`(name: String) throws {
        let pieces = [Self.records[0], Array(Self.records[1].dropLast(2)), Self.records[2]]
        let bytes = name.hasSuffix("gz") ? try Fixture.gzip(pieces) : pieces.flatMap { $0 }
        let fixture = try RewriteFixture()
        let result = try mend(fixture, bytes, as: name)
        #expect(result.records == 3 && result.rewritten == 1 && result.rest == nil)
        #expect(result.ranges.map(\.fate) == [.reframed])
        #expect(try Fixture.contents(fixture.out + "/" + name).count == 3)
    }

    @Test func `a Content-Length past the end takes no later records along`() throws {
        let wrong = Fixture.record(["WARC-Type: resource", "WARC-Target-URI: urn:x"], Array("body".utf8))
        let text = String(decoding: wrong, as: UTF8.self)
        for length in ["400", "4000000000", "9223372036854775807", "99999999999999999999"] {
            let bad = Array(text.replacing("Content-Length: 4", with: "Content-Length: " + length).utf8)
            let fixture = try RewriteFixture()
            let result = try mend(fixture, Self.records[0] + bad + Self.records[1] + Self.records[2], as: "x.warc")
            #expect(result.records == 3, "\(length)")
            #expect(fixture.bytes("x.warc") == Self.records.flatMap { $0 })
            #expect(fixture.bytes("x.warc.rest") == bad)
        }
    }

    @Test func `records inside a damaged record's block do not come out as the file's own`() throws {
        let inner = Fixture.response(9, Array("inner".utf8))
        let outer = Fixture.response(1, inner)
        let fixture = try RewriteFixture()
        let cut = Array(outer.dropLast(6))
        let result = try mend(fixture, Self.records[1] + cut, as: "x.warc")
        #expect(result.records == 1)
        #expect(fixture.bytes("x.warc.rest") == cut)
    }

    @Test func `a file without a whole record is bad input and leaves nothing`() throws {
        let fixture = try RewriteFixture()
        for bytes in [[], Array("no archive".utf8), Array(Self.records[0].prefix(300))] {
            let path = try fixture.folder.write(bytes, to: "x.warc")
            var mending = Mending()
            mending.outputDirectory = fixture.out
            #expect { try mending.mend(path) } throws: { ($0 as? RewriteError)?.code == .badInput }
            #expect(fixture.written.isEmpty)
        }
    }

    @Test func `the input is never overwritten, and another file only when asked`() throws {
        let fixture = try RewriteFixture()
        let bytes = try Fixture.gzip(Self.records) + [1]
        let path = try fixture.folder.write(bytes, to: "out/x.warc.gz")
        var mending = Mending()
        mending.outputDirectory = fixture.out
        mending.mayReplace = true
        #expect { try mending.mend(path) } throws: { ($0 as? RewriteError)?.code == .exists }
        #expect(TestFile.bytes(path) == bytes && fixture.written == ["x.warc.gz"])
    }
}
