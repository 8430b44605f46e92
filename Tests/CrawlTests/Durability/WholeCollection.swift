// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import GRDB
import TestSupport
import WARC

@testable import Collection

/// Holds a collection against everything that must be so after the last resume.
struct WholeCollection {
    /// Sentences about what is not so.
    let faults: [String]

    /// `isLogWhole` when the crawl log must have a line on each URL: it is not synced, so a power cut may take some.
    init(_ layout: CollectionLayout, site: LargeSite, withTries: Bool = false, isLogWhole: Bool = true) async throws {
        var faults: [String] = []
        let contents = try CollectionContents(layout)
        do { try contents.agree() } catch { faults.append("\(error)") }
        faults += TruthCheck(contents, site.truth, withTries: withTries).gaps
        for url in contents.urls where url.state == "todo" || url.state == "fetching" {
            faults.append("\(url.url) is \(url.state)")
        }
        for name in try contents.files() where !name.hasSuffix(".warc.gz") { faults.append("archive/\(name) is left") }
        faults += try Self.files(layout)
        faults += try Self.digests(contents)
        faults += try Self.log(contents, isWhole: isLogWhole)
        for folder in [layout.root, layout.indexesDirectory, layout.logsDirectory] {
            for name in try FileSystem.list(folder) where name.hasSuffix(".tmp") { faults.append("\(name) is left") }
        }
        faults += try await Self.verified(contents)
        self.faults = faults
    }

    /// The register of files and the files tell the same.
    private static func files(_ layout: CollectionLayout) throws -> [String] {
        let rows = try CollectionDatabase(layout: layout).read { db in
            try Row.fetchAll(db, sql: "SELECT name, length, closed FROM archive_files")
                .map { (name: $0["name"] as String, length: $0["length"] as Int64, isClosed: $0["closed"] as Bool) }
        }
        var faults: [String] = []
        for row in rows {
            let path = layout.archiveDirectory + "/" + row.name
            guard FileSystem.exists(path) else {
                faults.append("\(row.name) is registered and not there")
                continue
            }
            if try FileSystem.size(of: path) != UInt64(row.length) { faults.append("\(row.name) has another length") }
            if !row.isClosed { faults.append("\(row.name) is not closed") }
        }
        for name in try FileSystem.list(layout.archiveDirectory) where !rows.contains(where: { $0.name == name }) {
            faults.append("\(name) is not registered")
        }
        return faults
    }

    /// Each digest is that of a whole response that is where its row says.
    private static func digests(_ contents: CollectionContents) throws -> [String] {
        let rows = try CollectionDatabase(layout: contents.layout).read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT digests.digest, captures.record_id, captures.offset, captures.length, captures.outcome,
                        archive_files.name
                    FROM digests LEFT JOIN captures ON captures.id = digests.capture_id
                    LEFT JOIN archive_files ON archive_files.id = captures.file_id
                    """
            ).map { row in
                (
                    digest: row["digest"] as String, record: row["record_id"] as String?,
                    place: "\(row["name"] as String? ?? "")@\(row["offset"] as Int64? ?? -1)",
                    length: row["length"] as Int64?, outcome: row["outcome"] as String?
                )
            }
        }
        let records = Dictionary(
            try contents.records().map { ("\($0.location.filename)@\($0.location.offset)", $0) },
            uniquingKeysWith: { first, _ in first })
        var faults: [String] = []
        for row in rows {
            guard let record = records[row.place] else {
                faults.append("digest \(row.digest) points to \(row.place), where nothing is")
                continue
            }
            if record.header.type != .response || record.header["WARC-Truncated"] != nil {
                faults.append("digest \(row.digest) points to no whole response")
            }
            if record.payload.labelled != row.digest { faults.append("digest \(row.digest) points to other bytes") }
            if row.record != record.header.recordID.map({ "<\($0)>" }) || row.length != Int64(record.location.length) {
                faults.append("digest \(row.digest): the row of its capture is not that of \(row.place)")
            }
        }
        if rows.isEmpty { faults.append("there are no digests") }
        return faults
    }

    /// The last line about an address tells its end; only what was out of scope at first has one more.
    private static func log(_ contents: CollectionContents, isWhole: Bool) throws -> [String] {
        var faults: [String] = []
        var ends: [String: String] = [:]
        for line in try contents.log() where line["outcome"] != "retry" {
            let earlier = ends.updateValue(line["outcome"] ?? "", forKey: line["url"] ?? "")
            if let earlier, earlier != "refused:scope" { faults.append("the log tells twice of \(line["url"] ?? "")") }
        }
        for url in contents.urls {
            guard let end = ends[url.url] else {
                if isWhole { faults.append("the log does not tell of \(url.url)") }
                continue
            }
            if end != url.outcome {
                faults.append("the log tells \(end) of \(url.url), not \(url.outcome ?? "nothing")")
            }
        }
        return faults
    }

    /// The strict check of the program itself, over all files at once.
    private static func verified(_ contents: CollectionContents) async throws -> [String] {
        let folder = try TemporaryDirectory()
        let output = folder.appending("output")
        let files = try contents.files().map { contents.layout.archiveDirectory + "/" + $0 }
        let process = try KabinetProcess(["verify"] + files, output: output)
        guard try await process.ended() == .exit(0) else { return ["verify: \(TestFile.text(output) ?? "")"] }
        return []
    }

    /// What must be so at any moment, also just after a crash: the database claims nothing that is not in the files.
    static func claims(_ layout: CollectionLayout) throws -> [String] {
        guard FileSystem.exists(layout.databasePath) else { return [] }
        // A copy, because opening a database after a crash repairs it.
        let folder = try TemporaryDirectory()
        for name in ["kabinet.sqlite", "kabinet.sqlite-wal", "kabinet.sqlite-journal"]
        where FileSystem.exists(layout.root + "/" + name) {
            try folder.write(FileSystem.read(layout.root + "/" + name, limit: 1 << 30), to: name)
        }
        let copy = try CollectionDatabase(layout: CollectionLayout(root: folder.path))
        return try copy.read { db in
            var faults: [String] = []
            for row in try Row.fetchAll(db, sql: "SELECT name, length, closed FROM archive_files") {
                let (name, length): (String, Int64) = (row["name"], row["length"])
                guard length > 0 else { continue }
                guard let path = layout.archivePath(of: name) else {
                    faults.append("\(length) bytes of \(name) are claimed, and it is not there")
                    continue
                }
                let size = try FileSystem.size(of: path)
                if size < UInt64(length) { faults.append("\(length) bytes of \(name) are claimed, \(size) are there") }
            }
            let beyond = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM captures LEFT JOIN archive_files AS files ON files.id = captures.file_id
                    WHERE files.id IS NULL OR captures.offset + captures.length > files.length
                    """)
            if beyond != 0 { faults.append("\(beyond ?? 0) captures lie beyond what is committed") }
            let dangling = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM digests LEFT JOIN captures ON captures.id = digests.capture_id
                    WHERE captures.id IS NULL OR captures.record_type <> 'response'
                    """)
            if dangling != 0 { faults.append("\(dangling ?? 0) digests point nowhere") }
            let homeless = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM urls LEFT JOIN captures ON captures.id = urls.capture_id
                    WHERE urls.state = 'stored' AND captures.id IS NULL
                    """)
            if homeless != 0 { faults.append("\(homeless ?? 0) stored URLs have no capture") }
            return faults
        }
    }
}
