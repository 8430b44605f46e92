// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import Dedup
import TestSupport
import Testing

@Suite struct PayloadDeduplicatorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// A database with one committed original of `payload`.
    private func table(holding payload: [UInt8]) throws -> DigestTable {
        let layout = CollectionLayout(root: directory.path)
        try layout.makeDirectories()
        let database = try CollectionDatabase(layout: layout)
        let ledger = CrawlLedger(database: database)
        let found = FoundURL(
            url: "http://a.example/", host: "a.example", account: "a", kind: .page, hops: "", via: nil, priority: 0)
        let now = ArchiveDate(seconds: 1_700_000_000)
        let run = try ledger.begin(settings: "{}", seeds: [found], at: now)
        let url = try #require(ledger.claim(host: "a.example", limit: 1, of: run, at: now).urls.first)
        try ArchiveFiles(database: database).register("a.warc.gz", account: "a")
        let digest = DigestStream.digest(of: payload, .sha256).labelled
        let capture = CatalogCapture(
            cdx: CDXRecord(
                urlkey: "example,a)/", timestamp: now.digits14, url: url.url, mime: "text/html", status: "200",
                digest: digest, length: 10, offset: 0, filename: "a.warc.gz"),
            recordID: "<urn:uuid:1>", recordType: "response", date: now, payloadLength: Int64(payload.count),
            outcome: .captured, kind: .page, account: "a", runID: run.id)
        _ = try ledger.commit(
            [CaptureCommit(url: url, change: .stored(.captured, detail: nil), capture: capture, isOriginal: true)],
            fileLengths: ["a.warc.gz": 10], of: run, at: now, log: { _ in LogLines(start: 0, text: "") })
        return DigestTable(database: database)
    }

    @Test func `a repeated payload refers to the committed original`() throws {
        let payload = [UInt8](repeating: 7, count: 1000)
        let dedup = PayloadDeduplicator(table: try table(holding: payload))
        let decision = try dedup.decision(
            digest: DigestStream.digest(of: payload, .sha256), length: 1000, isWhole: true)
        guard case .revisit(let original) = decision else {
            Issue.record("expected a revisit, found \(decision)")
            return
        }
        #expect(original.url == "http://a.example/")
        #expect(original.recordID == "<urn:uuid:1>")
    }

    /// Payloads whose SHA-256 holds a zero byte: a digest is bytes, never a C string.
    @Test func `digests with zero bytes are told apart`() throws {
        let payloads = (0..<2000).map { Array("payload \($0)".utf8) + [UInt8](repeating: 1, count: 300) }
        let withZero = payloads.filter { DigestStream.digest(of: $0, .sha256).bytes.first == 0 }
        let (first, second) = (try #require(withZero.first), try #require(withZero.last))
        try #require(first != second)
        let dedup = PayloadDeduplicator(table: try table(holding: first))
        let decision = try dedup.decision(
            digest: DigestStream.digest(of: second, .sha256), length: UInt64(second.count), isWhole: true)
        #expect(decision == .store(isOriginal: true))
    }

    @Test(arguments: [
        (0, true, PayloadDeduplicator.Decision.store(isOriginal: false)), (255, true, .store(isOriginal: false)),
        (256, true, .store(isOriginal: true)), (5000, false, .store(isOriginal: false)),
    ])
    func `tiny, empty and cut payloads are stored and nothing refers to them`(
        length: Int, isWhole: Bool, expected: PayloadDeduplicator.Decision
    ) throws {
        let dedup = PayloadDeduplicator(table: try table(holding: [1, 2, 3]))
        let payload = [UInt8](repeating: 9, count: length)
        let decision = try dedup.decision(
            digest: DigestStream.digest(of: payload, .sha256), length: UInt64(length), isWhole: isWhole)
        #expect(decision == expected)
    }
}
