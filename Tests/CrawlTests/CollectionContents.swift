// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Diagnostics
import GRDB
import TestSupport
import WARC

@testable import Collection

/// What a collection holds, read back from its database, files, indexes and log, each for itself.
struct CollectionContents {
    /// A row of the table of URLs.
    struct URLRow: Hashable {
        let run: Int64
        let url, state: String
        let outcome, detail, record: String?
        let attempts: Int
    }

    /// A record as it stands in a file.
    struct StoredRecord {
        let header: WARCHeader
        let location: WARCRecordLocation
        /// The digest of its payload, worked out from the bytes.
        let payload: ByteStreams.Digest
        let fields: WARCFields?
    }

    let layout: CollectionLayout
    let captures: [CatalogCapture]
    let urls: [URLRow]

    init(_ layout: CollectionLayout) throws {
        self.layout = layout
        let database = try CollectionDatabase(layout: layout)
        captures = try CaptureCatalog(database: database).captures(run: nil)
        urls = try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT urls.*, captures.record_id AS record FROM urls
                    LEFT JOIN captures ON captures.id = urls.capture_id ORDER BY urls.id
                    """
            ).map { row in
                URLRow(
                    run: row["run_id"], url: row["url"], state: row["state"], outcome: row["outcome"],
                    detail: row["detail"], record: row["record"], attempts: row["attempts"])
            }
        }
    }

    func captures(of url: String) -> [CatalogCapture] { captures.filter { $0.cdx.url == url } }

    func url(_ url: String) -> URLRow? { urls.last { $0.url == url } }

    /// The names in `archive/`.
    func files() throws -> [String] { try FileSystem.list(layout.archiveDirectory) }

    /// All records of all files, with every digest worked out anew.
    ///
    /// - Throws: a `Finding` for anything that is not as it has to be.
    func records() throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        for name in try files() {
            let reader = try WARCReader(path: layout.archiveDirectory + "/" + name)
            while let record = try reader.next() {
                if record.header.type == .warcinfo, record.header.filename != name.replacing(".open", with: "") {
                    throw Finding("\(name): warcinfo names \(record.header.filename ?? "nothing")")
                }
                records.append(try Self.checked(record, in: name))
            }
            if let first = reader.diagnostics.first { throw Finding("\(first)") }
        }
        return records
    }

    private static func checked(_ record: WARCRecord, in name: String) throws -> StoredRecord {
        let (block, payload) = (DigestStream(.sha256), DigestStream(.sha256))
        var bytes: [UInt8] = []
        let hasHTTP =
            record.header.type == .response || record.header.type == .revisit || record.header.type == .request
        let headLength = hasHTTP ? try record.httpHead()?.count ?? 0 : 0
        var place = 0
        try record.forEachBlockChunk { chunk in
            block.update(chunk)
            let start = min(max(headLength - place, 0), chunk.count)
            payload.update(UnsafeRawBufferPointer(rebasing: chunk[start...]))
            place += chunk.count
            if record.header.type == .metadata { bytes += Array(chunk) }
        }
        try record.finish()
        let place2 = "\(name)@\(record.location.offset)"
        guard let labelled = record.header.blockDigest, ByteStreams.Digest(labelled: labelled) == block.finish() else {
            throw Finding("\(place2): the block digest is wrong")
        }
        let digest = payload.finish()
        if record.header.type == .response, let labelled = record.header.payloadDigest,
            ByteStreams.Digest(labelled: labelled) != digest
        {
            throw Finding("\(place2): the payload digest is wrong")
        }
        return StoredRecord(
            header: record.header, location: record.location, payload: digest,
            fields: record.header.type == .metadata ? WARCFields(parsing: bytes) : nil)
    }

    /// The lines of an index file without its header.
    func indexLines(_ path: String) -> [String] {
        (TestFile.text(path) ?? "").split(separator: "\n").map(String.init).filter { !$0.hasPrefix(" CDX") }
    }

    /// The columns of every line of the crawl log, by their names.
    func log() throws -> [[String: String]] {
        guard let text = TestFile.text(layout.crawlLogPath) else { throw Finding("there is no crawl log") }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let head = lines.first, head.hasPrefix("# ") else {
            throw Finding("the crawl log has no head or ends in the middle of a line")
        }
        let names = head.dropFirst(2).split(separator: "\t").map(String.init)
        return try lines.dropFirst().map { line in
            let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard values.count == names.count else { throw Finding("\(values.count) columns: \(line)") }
            return Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first })
        }
    }

    /// The database, the files and the indexes tell the same; an error says where they don't.
    func agree() throws {
        let records = try records()
        let answers = records.filter { $0.header.type == .response || $0.header.type == .revisit }
        let inFiles = Set(answers.map { "\($0.header.recordID ?? "")@\($0.location.filename)@\($0.location.offset)" })
        let inTable = Set(captures.map { "\($0.recordID.dropFirst().dropLast())@\($0.cdx.filename)@\($0.cdx.offset)" })
        guard inFiles == inTable, answers.count == captures.count else {
            throw Finding(
                "files without table: \(inFiles.subtracting(inTable)), table without files: \(inTable.subtracting(inFiles))"
            )
        }
        guard
            indexLines(layout.cdxjPath).sorted(by: Self.byBytes)
                == captures.map(\.cdx.cdxjLine).sorted(by: Self.byBytes),
            indexLines(layout.cdxPath).sorted(by: Self.byBytes)
                == captures.map(\.cdx.cdx11Line).sorted(by: Self.byBytes)
        else { throw Finding("the index files are not those of the captures") }
        let stored = Set(captures.map(\.recordID))
        let responses = Dictionary(
            answers.filter { $0.header.type == .response }.compactMap { record in
                record.header.recordID.map { ($0, record) }
            },
            uniquingKeysWith: { first, _ in first })
        for url in urls where url.state == "stored" {
            guard let record = url.record, stored.contains(record) else {
                throw Finding("\(url.url) is stored, and has no record")
            }
        }
        for url in urls where url.state == "ended" && url.record != nil {
            throw Finding("\(url.url) ended without a record, and has one")
        }
        for revisit in answers where revisit.header.type == .revisit {
            guard let original = revisit.header.refersTo.flatMap({ responses[$0] }),
                original.header.targetURI == revisit.header.refersToTargetURI,
                original.header.payloadDigest == revisit.header.payloadDigest,
                original.header.date == revisit.header.refersToDate
            else { throw Finding("\(revisit.header.targetURI ?? "") revisits nothing that is here") }
        }
    }

    private static func byBytes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// What is not as it has to be.
    struct Finding: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
