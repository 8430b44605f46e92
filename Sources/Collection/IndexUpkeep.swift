// SPDX-License-Identifier: EUPL-1.2

import CDX
import GRDB

/// Keeps `indexes/` equal to the captures of the database. Blocking.
package struct IndexUpkeep: Sendable {
    private let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    /// Writes both index files anew, sorted by bytes, and puts them in place in one step each. Memory stays bounded: the index
    /// writer sorts on disk what does not fit.
    package func write() throws(CollectionError) {
        let layout = database.layout
        try database.read { db in
            let cdxj = IndexWriter(path: layout.cdxjPath)
            let cdx = IndexWriter(path: layout.cdxPath)
            try cdx.add(CDXRecord.cdx11Header)
            let rows = try Row.fetchCursor(
                db, sql: "\(CatalogCapture.selection) ORDER BY captures.urlkey, captures.timestamp")
            while let row = try rows.next() {
                let record = try CatalogCapture(row: row).cdx
                try cdxj.add(record.cdxjLine)
                try cdx.add(record.cdx11Line)
            }
            try cdxj.finish(mergingExisting: false)
            try cdx.finish(mergingExisting: false)
        }
    }
}
