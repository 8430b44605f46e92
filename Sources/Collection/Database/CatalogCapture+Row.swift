// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CDX
import GRDB

extension CatalogCapture {
    /// The columns that `init(row:)` reads, from `captures` joined with `archive_files`.
    static let selection = """
        SELECT captures.*, archive_files.name AS filename
        FROM captures JOIN archive_files ON archive_files.id = captures.file_id
        """

    init(row: Row) throws {
        guard let outcome = Outcome(row["outcome"]), let kind = CaptureKind(rawValue: row["kind"]) else {
            throw DatabaseError(message: "capture \(row["id"] as Int64) has an unknown outcome or kind")
        }
        let refersToDate: Int64? = row["refers_to_date"]
        let method: String = row["method"]
        let extras = method == "GET" ? [] : CDXRecord.extras(method: method, query: row["request_query"])
        self.init(
            cdx: CDXRecord(
                urlkey: row["urlkey"], timestamp: row["timestamp"], url: row["url"], mime: row["mime"],
                status: (row["status"] as Int?).map { String($0) }, digest: row["digest"],
                length: UInt64(clamping: row["length"] as Int64), offset: UInt64(clamping: row["offset"] as Int64),
                filename: row["filename"], extras: extras),
            recordID: row["record_id"], recordType: row["record_type"],
            date: ArchiveDate(microseconds: row["date"]), payloadLength: row["payload_length"],
            refersTo: row["refers_to_url"], refersToDate: refersToDate.map { ArchiveDate(microseconds: $0) },
            outcome: outcome, kind: kind, account: row["account"], title: row["title"], runID: row["run_id"],
            requestKey: row["request_key"])
    }

    /// Adds the capture; returns its id.
    func insert(_ db: Database, fileID: Int64) throws -> Int64 {
        try db.perform(
            """
            INSERT INTO captures (run_id, file_id, offset, length, record_id, record_type, urlkey, timestamp, date, url,
                mime, status, digest, payload_length, refers_to_url, refers_to_date, outcome, kind, account,
                title, method, request_query, request_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                runID, fileID, Int64(clamping: cdx.offset), Int64(clamping: cdx.length), recordID, recordType,
                cdx.urlkey, cdx.timestamp, date.microseconds, cdx.url, cdx.mime, cdx.status.flatMap { Int($0) },
                cdx.digest, payloadLength, refersTo, refersToDate?.microseconds, outcome.description, kind.rawValue,
                account, title, cdx.requestMethod ?? "GET", cdx.requestQuery, requestKey,
            ])
        return db.lastInsertedRowID
    }
}
