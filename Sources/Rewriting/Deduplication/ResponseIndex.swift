// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import FoundationEssentials
import GRDB
import WARC

/// Where the responses of many files are, by record ID and by address and time.
final class ResponseIndex {
    /// A response of one of the files.
    struct Place: Sendable, Hashable {
        var file: Int
        var offset: UInt64
    }

    private let database: ScratchDatabase

    init(directory: String) throws(RewriteError) {
        database = try ScratchDatabase(
            directory: directory,
            schema: "CREATE TABLE place (key BLOB PRIMARY KEY, file INTEGER, start INTEGER) WITHOUT ROWID")
    }

    /// Adds a response; the first of a key stays.
    func add(_ header: WARCHeader, at place: Place) throws(RewriteError) {
        let keys = [header.recordID.map(Self.key(id:)), Self.key(header.targetURI, header.date)].compactMap { $0 }
        try database.access { db in
            for key in keys {
                try db.cachedStatement(sql: "INSERT OR IGNORE INTO place VALUES (?, ?, ?)")
                    .execute(arguments: [key, place.file, Int64(clamping: place.offset)])
            }
        }
    }

    /// The response that a revisit refers to.
    func original(of revisit: WARCHeader) throws(RewriteError) -> Place? {
        let keys = [
            revisit.refersTo.map(Self.key(id:)),
            Self.key(
                revisit.refersToTargetURI.map { WARCRecordID(uri: $0).uri } ?? revisit.targetURI, revisit.refersToDate),
        ].compactMap { $0 }
        return try database.access { db in
            for key in keys {
                let find = try db.cachedStatement(sql: "SELECT file, start FROM place WHERE key = ?")
                guard let row = try Row.fetchOne(find, arguments: [key]) else { continue }
                return Place(file: row[0], offset: UInt64(row[1] as Int64))
            }
            return nil
        }
    }

    private static func key(id: String) -> Data { hashed("id\n" + id) }

    /// Whole seconds: a file of WARC/1.0 has no more, and the digest of the payload has to be right as well.
    private static func key(_ uri: String?, _ date: ArchiveDate?) -> Data? {
        guard let uri, let date else { return nil }
        return hashed("\(date.digits14)\n\(uri)")
    }

    private static func hashed(_ text: String) -> Data {
        Data(DigestStream.digest(of: Array(text.utf8), .sha256).bytes)
    }
}
