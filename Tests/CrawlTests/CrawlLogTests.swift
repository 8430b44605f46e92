// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import Collection
import TestSupport
import Testing

@testable import Crawl

@Suite struct CrawlLogTests {
    private static let now = ArchiveDate(seconds: 1_700_000_000)
    private static let hostile = "a\tb\nc\r\u{0}\u{7f}\u{85}\u{2028}\u{2029}d"

    private func url(_ text: String) -> QueuedURL {
        QueuedURL(
            id: 1, url: text, host: "a", account: Self.hostile, kind: .page, hops: "L", via: Self.hostile, attempts: 0)
    }

    private func lines(_ log: (CrawlLog) throws -> Void) throws -> [[String]] {
        let folder = try TemporaryDirectory()
        try log(try CrawlLog(path: folder.appending("crawl.log")))
        let text = try #require(TestFile.text(folder.appending("crawl.log")))
        #expect(text.hasSuffix("\n"))
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func `no value breaks a line or moves a column`() throws {
        let refused = FoundURL(
            url: "http://a/\(Self.hostile)", host: "a", account: "", kind: .media, hops: "", via: nil, priority: 1,
            refusal: FoundURL.Refusal(.refused(.scope), detail: Self.hostile))
        let lines = try lines { log in
            _ = try log.append(
                [
                    CaptureCommit(
                        url: url("http://a/\(Self.hostile)"), change: .ended(.failed(.dns), detail: Self.hostile)),
                    CaptureCommit(url: url("http://a/"), change: .retry(notBefore: Self.now, detail: Self.hostile)),
                    CaptureCommit(url: url("http://a/"), change: .untried),
                ], refused: [refused], at: Self.now)
        }
        #expect(lines.map(\.count) == [12, 12, 12, 12])
        #expect(lines.dropFirst().map { $0[1] } == ["failed:dns", "retry", "refused:scope"])
        for value in lines.dropFirst().joined() {
            #expect(!value.unicodeScalars.contains { $0.value < 32 || (0x7F...0x9F).contains($0.value) })
            #expect(!value.isEmpty)
        }
        #expect(lines[3][6] == "-" && lines[3][8] == "-")
    }

    @Test func `the names of the columns are written once, and the length is that of the file`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.appending("crawl.log")
        for _ in 0..<2 {
            let log = try CrawlLog(path: path)
            let added = try log.append(
                [CaptureCommit(url: url("http://a/"), change: .ended(.gone, detail: nil))], refused: [], at: Self.now)
            #expect(Int(added.start) + added.text.utf8.count == TestFile.bytes(path)?.count)
            #expect(TestFile.text(path)?.hasSuffix(added.text) == true)
        }
        let text = try #require(TestFile.text(path))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("# time\t") } == 1)
        #expect(text.split(separator: "\n").count == 3)
    }

    @Test func `a stored answer is told with its status, size, digest and place`() throws {
        let cdx = CDXRecord(
            urlkey: "a)/", timestamp: "20231114221320", url: "http://a/", mime: "text/html", status: "200",
            digest: "sha256:00", length: 10, offset: 77, filename: "f.warc.gz")
        let capture = CatalogCapture(
            cdx: cdx, recordID: "<urn:uuid:0>", recordType: "response", date: Self.now, payloadLength: 1234,
            outcome: .captured, kind: .page, account: "x", runID: 1)
        let lines = try lines { log in
            _ = try log.append(
                [CaptureCommit(url: url("http://a/"), change: .stored(.captured, detail: nil), capture: capture)],
                refused: [], at: Self.now)
        }
        #expect(lines[1].prefix(4) == ["2023-11-14T22:13:20.000000Z", "captured", "200", "1234"])
        #expect(lines[1].suffix(3) == ["sha256:00", "f.warc.gz@77", "-"])
    }
}
