// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import CDX
import Collection
import HTTPMessage
import TestSupport
import WARC

/// A collection in a folder of its own, with archive files that hold real records.
final class Fixture {
    static let start = ArchiveDate(seconds: 1_700_000_000)
    static let queue = URLQueue(host: "a.example", account: "minpres")

    let folder: TemporaryDirectory
    let layout: CollectionLayout
    let database: CollectionDatabase
    let ledger: CrawlLedger
    let files: ArchiveFiles

    /// A new collection; `prepare` is called before its database is opened.
    init(_ prepare: (CollectionLayout) throws -> Void = { _ in }) throws {
        folder = try TemporaryDirectory()
        layout = CollectionLayout(root: folder.appending("verzameling"))
        try layout.makeDirectories()
        try prepare(layout)
        database = try CollectionDatabase(layout: layout)
        ledger = CrawlLedger(database: database)
        files = ArchiveFiles(database: database)
    }

    func run(_ seeds: [FoundURL] = []) throws -> CrawlRun {
        try ledger.begin(settings: "{}", seeds: seeds, at: Self.start)
    }

    /// An address in the frontier.
    static func found(
        _ url: String, host: String = "a.example", kind: CaptureKind = .page, hops: String = "", priority: Int = 10,
        refusal: FoundURL.Refusal? = nil, via: String? = nil, isOptional: Bool = false
    ) -> FoundURL {
        FoundURL(
            url: url, host: host, account: "minpres", kind: kind, hops: hops, via: via, priority: priority,
            refusal: refusal, isOptional: isOptional)
    }

    /// Begins an archive file with its warcinfo.
    func file(_ name: String, account: String = "minpres") throws -> WARCFileWriter {
        try files.register(name, account: account)
        let writer = try WARCFileWriter(directory: layout.archiveDirectory, name: name)
        _ = try writer.append([
            .warcinfo(id: .random(), date: Self.start, filename: name, info: WARCInfo(software: "test"))
        ])
        return writer
    }

    /// What is stored of one answer.
    struct Answer {
        var url = "http://a.example/"
        var body = [UInt8](repeating: 120, count: 300)
        var status = 200
        var type = "text/html"
        var outcome = Outcome.captured
        var kind = CaptureKind.page
        var title: String?
        var account = "minpres"
        var seconds: Int64 = 0
        var truncated: WARCTruncation?
        var original: CatalogCapture?
    }

    /// Writes the records of an answer as a crawl does; returns its row.
    func store(_ answer: Answer, in file: WARCFileWriter, run: CrawlRun) throws -> CatalogCapture {
        let body = SpooledBody(bytes: answer.body, digest: .sha256)
        let date = ArchiveDate(seconds: Self.start.seconds + answer.seconds)
        let capture = WARCCapture(targetURI: answer.url, date: date, warcinfoID: nil)
        let head = HTTPResponseHead(
            status: answer.status, reason: "OK", fields: [HTTPField(name: "Content-Type", value: answer.type)])
        let (id, metadataID) = (WARCRecordID.random(), WARCRecordID.random())
        let record: WARCRecordDraft
        if let original = answer.original {
            record = .revisit(
                id: id, capture: capture, head: head.serialized(),
                origin: WARCRevisitOrigin(
                    recordID: WARCRecordID(uri: original.recordID), targetURI: original.cdx.url, date: original.date,
                    payloadDigest: original.cdx.digest ?? ""))
        } else {
            record = .response(
                id: id, capture: capture, head: head.serialized(), body: body, truncated: answer.truncated)
        }
        var fields = WARCFields()
        fields.append("outcome", answer.outcome.description)
        fields.append("account", answer.account)
        fields.append("kind", answer.kind.rawValue)
        fields.append("title", answer.title)
        fields.append("run", String(run.id))
        let metadata = WARCRecordDraft.metadata(id: metadataID, capture: capture, concurrentTo: [id], fields: fields)
        let location = try file.append([record, metadata])[0]
        guard let cdx = CDXRecord(header: record.header, httpHead: head, location: location) else {
            throw CollectionError(.inconsistent, path: file.path, "not indexed")
        }
        return CatalogCapture(
            cdx: cdx, recordID: id.bracketed, recordType: answer.original == nil ? "response" : "revisit", date: date,
            payloadLength: Int64(body.count), refersTo: answer.original?.cdx.url, refersToDate: answer.original?.date,
            outcome: answer.outcome, kind: answer.kind, account: answer.account, title: answer.title, runID: run.id)
    }

    /// Copies the files of `archive/` into another collection's folder below the same root.
    func copyArchive(to name: String) throws {
        for file in try FileSystem.list(layout.archiveDirectory) {
            try folder.write(TestFile.bytes(layout.archiveDirectory + "/" + file) ?? [], to: "\(name)/archive/\(file)")
        }
    }

    /// Commits without a log.
    @discardableResult
    func commit(_ commits: [CaptureCommit], lengths: [String: UInt64] = [:], of run: CrawlRun) throws -> CommitReceipt {
        try ledger.commit(commits, fileLengths: lengths, of: run, at: Self.start) { _ in LogLines(start: 0, text: "") }
    }

    var captures: [CatalogCapture] {
        get throws { try CaptureCatalog(database: database).captures(run: nil) }
    }
}
