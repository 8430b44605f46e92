// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import Crawl
import DemoSite
import Diagnostics
import Scope
import TestSupport
import Testing
import WARC

@Suite struct WholeSiteTests {
    @Test func `the whole site is captured as its truth says, and a second run stores only references`() async throws {
        try await CrawlStage.with { stage in
            let end = try await stage.crawl()
            #expect(end.cause == .finished)
            #expect(end.exitCode == .done)
            let truth = stage.server.world.truth(.site, base: stage.base)
            let first = try stage.contents()
            #expect(TruthCheck(first, truth).gaps == [])
            try first.agree()
            #expect(try first.files().allSatisfy { $0.hasSuffix(".warc.gz") })
            try checkLog(first)
            try checkRecordOrder(first)

            let bytesBefore = try archiveBytes(first)
            let again = try await stage.crawl()
            #expect(again.exitCode == .done)
            let both = try stage.contents()
            try both.agree()
            let second = both.captures.filter { $0.runID == 2 }
            #expect(TruthCheck(both, truth, isOnce: false).gaps == [])
            let anew = second.filter { $0.recordType == "response" && $0.payloadLength >= 256 }
            #expect(anew.map(\.cdx.url) == [])
            #expect(second.contains { $0.recordType == "revisit" })
            #expect(try archiveBytes(both) < bytesBefore * 2)
            try checkReports(both.layout, runs: 2)
        }
    }

    @Test func `the same bytes under two addresses are stored once`() async throws {
        try await CrawlStage.with { stage in
            let world = stage.server.world
            let account = try #require(world.officials.first)
            let settings = stage.settings([account.avatarPath, account.avatarOriginalPath]) { $0.scope = .page }
            #expect(try await stage.crawl(settings).exitCode == .done)
            let captures = try stage.contents().captures.filter { $0.kind == .media }
            #expect(captures.count == 2)
            #expect(captures.filter { $0.recordType == "response" }.count == 1)
            #expect(Set(captures.map(\.payloadLength)).count == 1)
            try stage.contents().agree()
        }
    }

    private func archiveBytes(_ contents: CollectionContents) throws -> UInt64 {
        try contents.files().reduce(0) { $0 + (try FileSystem.size(of: contents.layout.archiveDirectory + "/" + $1)) }
    }

    /// One line for each address that was seen, tried again or not.
    private func checkLog(_ contents: CollectionContents) throws {
        let lines = try contents.log()
        let ends = lines.filter { $0["outcome"] != "retry" }
        #expect(ends.compactMap { $0["url"] }.sorted() == contents.urls.map(\.url).sorted())
        for line in ends {
            let outcome = try #require(line["outcome"])
            #expect(Outcome(outcome) != nil, "\(outcome)")
            #expect(contents.url(line["url"] ?? "")?.outcome == outcome)
        }
        let excluded = ends.filter { $0["outcome"] == "refused:robots" }
        #expect(excluded.count == 1)
        #expect(excluded.first?["detail"]?.contains("Disallow: /private/") == true)
    }

    /// Answer, request and metadata of one exchange lie side by side and name each other.
    private func checkRecordOrder(_ contents: CollectionContents) throws {
        let records = try contents.records()
        #expect(records.first?.header.type == .warcinfo)
        let rest = records.filter { $0.header.type != .warcinfo }
        #expect(rest.count == contents.captures.count * 3)
        for index in stride(from: 0, to: rest.count - 2, by: 3) {
            let (answer, request, metadata) = (rest[index].header, rest[index + 1].header, rest[index + 2].header)
            #expect(answer.type == .response || answer.type == .revisit)
            #expect(request.type == .request && metadata.type == .metadata)
            #expect(answer.concurrentTo == [request.recordID].compactMap(\.self))
            #expect(request.concurrentTo == [answer.recordID].compactMap(\.self))
            #expect(metadata.concurrentTo == [answer.recordID].compactMap(\.self))
            #expect(Set([answer.targetURI, request.targetURI, metadata.targetURI]).count == 1)
            #expect(answer.warcinfoID != nil)
        }
    }

    private func checkReports(_ layout: CollectionLayout, runs: Int) throws {
        let reports = try FileSystem.list(layout.logsDirectory).filter { $0.hasPrefix("report-") }
        #expect(reports.count == runs)
        for report in reports {
            let content = try ReportContent(path: layout.logsDirectory + "/" + report)
            #expect(content.end == "finished")
            #expect(content.exitCode == 0)
            #expect((content.outcomes["captured"] ?? 0) + (content.outcomes["revisit"] ?? 0) > 0)
        }
    }
}
