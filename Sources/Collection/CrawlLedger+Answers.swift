// SPDX-License-Identifier: EUPL-1.2

import GRDB

extension CrawlLedger {
    /// Where a URL's answer redirected to in a run; nil when it was no redirect, or there is none yet.
    package func redirectTarget(of url: String, in run: CrawlRun) throws(CollectionError) -> String? {
        try database.lookUp { db in
            try db.value(
                "SELECT target FROM urls WHERE run_id = ? AND url = ? AND request_key = '' AND outcome = ?",
                [run.id, url, Outcome.redirected.description])
        }
    }

    /// The digest of the newest answer of a URL in a run when that was cut off; nil otherwise. `urlkey` is that of its captures.
    package func digestOfCutAnswer(
        urlkey: String, of url: QueuedURL, in run: CrawlRun
    ) throws(CollectionError) -> String? {
        try database.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT digest, outcome FROM captures WHERE urlkey = ? AND run_id = ? AND url = ? AND request_key = ?
                    ORDER BY id DESC LIMIT 1
                    """,
                arguments: [urlkey, run.id, url.url, url.request?.key ?? ""])
            guard let row, row["outcome"] == Outcome.truncated.description else { return nil }
            return row["digest"]
        }
    }
}
