// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

/// The record that a revisit may refer to.
package struct OriginalCapture: Sendable, Hashable {
    /// `WARC-Record-ID` with its angle brackets.
    package let recordID: String
    package let url: String
    package let date: ArchiveDate
    /// Labelled payload digest.
    package let digest: String

    package init(recordID: String, url: String, date: ArchiveDate, digest: String) {
        (self.recordID, self.url, self.date, self.digest) = (recordID, url, date, digest)
    }
}

/// Which payloads the collection holds, by digest. Blocking.
package struct DigestTable: Sendable {
    private let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    /// The committed original of a payload.
    package func original(of digest: String) throws(CollectionError) -> OriginalCapture? {
        try database.lookUp { db in
            try db.row(
                """
                SELECT captures.record_id, captures.url, captures.date FROM digests
                JOIN captures ON captures.id = digests.capture_id WHERE digests.digest = ?
                """,
                [digest]
            ) {
                OriginalCapture(
                    recordID: $0["record_id"], url: $0["url"], date: ArchiveDate(microseconds: $0["date"]),
                    digest: digest)
            }
        }
    }
}
