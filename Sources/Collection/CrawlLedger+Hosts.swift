// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

extension CrawlLedger {
    /// What is remembered of those hosts that have to be left alone, or asked sparingly, at a moment; by the key of their pace.
    package func rests(at now: ArchiveDate) throws(CollectionError) -> [String: HostMemory] {
        try database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT host, next_fetch, backoff, rate_remaining, rate_reset FROM hosts
                    WHERE next_fetch > ? OR rate_reset > ?
                    """,
                arguments: [now.microseconds, now.microseconds])
            return Dictionary(
                rows.map { row in
                    var memory = HostMemory(
                        nextFetch: ArchiveDate(microseconds: row["next_fetch"]), backoff: row["backoff"])
                    if let remaining: Int = row["rate_remaining"], let reset: Int64 = row["rate_reset"] {
                        memory.rate = HostMemory.Rate(remaining: remaining, reset: ArchiveDate(microseconds: reset))
                    }
                    return (row["host"], memory)
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Remembers several at once, in one transaction.
    package func remember(_ memories: [(key: String, memory: HostMemory)]) throws(CollectionError) {
        try database.write { db in
            for (key, memory) in memories { try Self.remember(memory, of: key, db) }
        }
    }
}
