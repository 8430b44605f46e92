// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import WARC

@testable import Rewriting

/// Whatever ends a run, nothing half-written has a final name.
struct InterruptionTests {
    typealias Fixture = RewriteFixture

    @Test func `while a file is written and split, no part of it has its name`() throws {
        let fixture = try RewriteFixture()
        var records = [Fixture.warcinfo("x.warc.gz")]
        for number in 1...8 { records.append(Fixture.response(number, Fixture.noise(3000, seed: UInt64(number)))) }
        let path = try fixture.folder.write(Fixture.gzip(records), to: "x.warc.gz")
        var options = RecompressionOptions(outputDirectory: fixture.out)
        options.maximumSize = 8000
        let out = fixture.out
        // IDs are asked for where a new part begins: in the middle of the run.
        let recompression = Recompression(options) {
            let names = (try? FileSystem.list(out)) ?? []
            #expect(!names.isEmpty && names.allSatisfy { $0.hasSuffix(".tmp") })
            return WARCRecordID.random()
        }
        #expect(try recompression.run(path).outputs.count > 2)
        #expect(fixture.written.allSatisfy { $0.hasSuffix(".warc.gz") })
    }

    @Test func `an output that is given up leaves nothing`() throws {
        let fixture = try RewriteFixture()
        let path = fixture.out + "/x.warc"
        do {
            let output = try RewriteOutput(path: path, mayReplace: false, inputs: [])
            try output.append(Array(repeating: 1, count: 3 << 20))
            #expect(fixture.written.count == 1 && !FileSystem.exists(path))
        }
        #expect(fixture.written.isEmpty)
    }

    @Test func `a name that another program took meanwhile is left to it`() throws {
        let fixture = try RewriteFixture()
        let output = try RewriteOutput(path: fixture.out + "/x.warc", mayReplace: false, inputs: [])
        try output.append([1, 2, 3])
        try fixture.folder.write([9], to: "out/x.warc")
        #expect(throws: RewriteError.self) { try output.commit() }
        #expect(fixture.bytes("x.warc") == [9] && fixture.written == ["x.warc"])
    }

    @Test func `cutting back works in what is pending and in what is written`() throws {
        let fixture = try RewriteFixture()
        let output = try RewriteOutput(path: fixture.out + "/x.warc", mayReplace: false, inputs: [])
        let big = Fixture.noise(5 << 19)
        try output.append(big)
        try output.append([1, 2, 3])
        try output.cut(to: UInt64(big.count) + 1)
        try output.cut(to: 1000)
        try output.append([7])
        try output.commit()
        #expect(fixture.bytes("x.warc") == big[..<1000] + [7])
    }

    @Test(.enabled(if: SmallDisk.isPossible, "\(SmallDisk.reason)"))
    func `a full disk ends each of them with no room, and with nothing left`() throws {
        let fixture = try RewriteFixture()
        let disk = try SmallDisk(mebibytes: 4, in: fixture.folder)
        let page = Fixture.noise(2000)
        let records = (0..<5).map { Fixture.response($0 % 10, Fixture.noise(1 << 20, seed: UInt64($0 + 1))) }
        let good = try Fixture.gzip(records + [Fixture.response(8, page), Fixture.response(9, page)])
        let path = try fixture.folder.write(good, to: "x.warc.gz")
        let damaged = try fixture.folder.write(good + [1, 2, 3], to: "y.warc.gz")

        func expectFull(_ name: String, _ body: () throws -> Void) throws {
            #expect { try body() } throws: { ($0 as? RewriteError)?.code == .diskFull }
            #expect(try FileSystem.list(disk.path).isEmpty, "\(name)")
        }
        try expectFull("recompress") {
            _ = try Recompression(RecompressionOptions(outputDirectory: disk.path)).run(path)
        }
        try expectFull("dedup") {
            var options = DeduplicationOptions()
            options.outputDirectory = disk.path
            _ = try Deduplication(options).run([path])
        }
        try expectFull("mend") {
            var mending = Mending()
            mending.outputDirectory = disk.path
            _ = try mending.mend(damaged)
        }
    }
}
