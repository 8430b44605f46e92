// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import TestSupport
import Testing
import Verification
import WARC

@testable import Rewriting

/// What other validators will say of what is written.
struct ForecastTests {
    typealias Fixture = RewriteFixture

    private func expectAccepted(_ paths: [String], by tools: [EmulatedTool]) throws {
        for path in paths {
            for tool in tools {
                let answer = try ToolForecast.answer(of: tool, path: path)
                #expect(answer.accepts && answer.records > 0, "\(tool.title) \(path) \(answer.summary)")
                #expect(answer.misaligned == 0)
            }
        }
    }

    @Test(arguments: [RewriteFormat.gz, .warc])
    func `files for JHOVE are accepted by JHOVE and the others`(format: RewriteFormat) throws {
        let fixture = try RewriteFixture()
        let page = Fixture.noise(600)
        let repeated = Fixture.response(3, page)
        let bare = Fixture.record(
            [
                "WARC-Type: resource", "WARC-Record-ID: \(Fixture.id(7))", "WARC-Date: 2026-11-22T12:00:20.25Z",
                "WARC-Target-URI: <https://social.example/ü x>",
            ], Array("data".utf8))
        let records = [
            Fixture.warcinfo("x.warc.gz"), Fixture.response(1, page), Fixture.request(2, of: 1), repeated, bare,
        ]
        let path = try fixture.folder.write(Fixture.gzip(records), to: "x.warc.gz")
        #expect(try !ToolForecast.answer(of: .jhove, path: path).accepts)

        // Deduplicated first, so that there is a revisit.
        let smaller = fixture.folder.appending("smaller")
        try FileSystem.makeDirectory(smaller)
        var deduplication = DeduplicationOptions()
        deduplication.outputDirectory = smaller
        let result = try Deduplication(deduplication).run([path])
        #expect(result.changed == 1)
        var options = RecompressionOptions(outputDirectory: fixture.out)
        options.forJHOVE = true
        options.format = format
        let outputs = try Recompression(options).run(result.outputs[0]).outputs
        try expectAccepted(outputs, by: [.jhove, .jwat, .warcio, .jwarc])
    }

    @Test func `deduplicated files of WARC 1-0 are accepted by JHOVE too`() throws {
        let fixture = try RewriteFixture()
        let page = Fixture.noise(600)
        let records = (1...2).map { Fixture.response($0, page, version: "WARC/1.0") }
        let path = try fixture.folder.write(Fixture.gzip(records), to: "x.warc.gz")
        try expectAccepted([path], by: [.jhove, .jwarc])
        var options = DeduplicationOptions()
        options.outputDirectory = fixture.out
        let result = try Deduplication(options).run([path])
        #expect(result.changed == 1)
        try expectAccepted(result.outputs, by: [.jhove, .jwat, .warcio, .jwarc])
    }

    @Test func `mended files are accepted by jwarc`() throws {
        let fixture = try RewriteFixture()
        let records = (1...3).map { Fixture.response($0, Fixture.noise(600)) }
        let shared = try Fixture.gzip([records[0] + records[1]]) + Fixture.gzip([records[2]])
        var mending = Mending()
        mending.outputDirectory = fixture.out
        for (name, bytes) in [("cut", shared.dropLast(9)), ("shared", shared[...]), ("garbage", shared + [1, 2, 3])] {
            let path = try fixture.folder.write(Array(bytes), to: name + ".warc.gz")
            let output = try #require(try mending.mend(path).output)
            try expectAccepted([output], by: [.jwarc, .warcio, .jwat])
        }
    }
}
