// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Verification

@Suite struct ForecastTests {
    private func answers(_ bytes: [UInt8], _ name: String = "x.warc") throws -> [EmulatedTool: ToolAnswer] {
        let folder = try TemporaryDirectory()
        let path = try folder.write(bytes, to: name)
        var answers: [EmulatedTool: ToolAnswer] = [:]
        for tool in EmulatedTool.allCases { answers[tool] = try ToolForecast.answer(of: tool, path: path) }
        return answers
    }

    @Test func `a clean file is accepted by all`() throws {
        for (tool, answer) in try answers(CleanFile.records.flatMap(GzipMember.make), "x.warc.gz") {
            #expect(answer.accepts, "\(tool): \(answer.summary)")
            #expect(answer.records == 4)
        }
    }

    @Test func `JHOVE knows no WARC 1.1`() throws {
        let answers = try answers(RecordText.resource(version: "WARC/1.1"))
        #expect(answers[.jhove]?.summary == "{E:UNKNOWN:Magic version number=1}")
        #expect(answers[.jwat]?.accepts == true)
    }

    @Test(arguments: [
        ("WARC/1", "E:INVALID_DATA:Magic Version string"), ("WARC/1.2", "E:UNKNOWN:Magic version number"),
        ("WARC/x.y", "E:UNKNOWN:Magic version number"), ("WARC/1.0.0", "E:INVALID_DATA:Magic Version string"),
        ("warc/1.0", ""), ("WARC/0.18", ""), ("WARC/1.0 ", "E:UNKNOWN:Magic version number"),
    ])
    func `versions are told apart as JWAT does`(_ version: String, _ diagnostic: String) throws {
        let answer = try #require(try answers(RecordText.resource(version: version))[.jwat])
        #expect(answer.diagnostics == (diagnostic.isEmpty ? [:] : [diagnostic: 1]))
    }

    @Test func `a date of the right form and no calendar stops JWAT 1.2.1`() throws {
        let answers = try answers(RecordText.resource([("WARC-Date", "2021-02-29T00:00:00Z")]))
        #expect(
            answers[.jwat]?.exception
                == "java.time.DateTimeException: Invalid date 'February 29' as '2021' is not a leap year")
        #expect(
            answers[.jhove]?.diagnostics == [
                "E:INVALID_EXPECTED:'WARC-Date' value": 1, "E:REQUIRED_INVALID:'WARC-Date' header": 1,
            ])
    }

    @Test func `each tool has its own idea of a chunked body's digest`() throws {
        let chunked = "4\r\ntext\r\n0\r\n\r\n"
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        func accepting(_ payload: String) throws -> Set<EmulatedTool> {
            let digest = RecordText.sha1(Array(payload.utf8))
            let bytes = RecordText.response([("WARC-Payload-Digest", digest)], head: head, body: chunked)
            return Set(try answers(bytes).filter { $0.value.accepts }.keys)
        }
        #expect(try accepting("text") == [.jwarc])
        #expect(try accepting(chunked) == [.jhove, .jwat, .warcio, .fastwarc])
    }

    @Test func `two records in a member: warcio stops, jwarc counts, JWAT reads one`() throws {
        let answers = try answers(GzipMember.make(CleanFile.records[0] + CleanFile.records[1]), "x.warc.gz")
        #expect(answers[.warcio]?.accepts == false)
        #expect(answers[.jwarc]?.misaligned == 1)
        #expect(answers[.jwat]?.records == 1)
        #expect(answers[.fastwarc]?.records == 2)
    }
}
