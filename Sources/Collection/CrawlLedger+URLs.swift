// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import CDX
import FoundationEssentials
import GRDB

/// URLs that were handed out, and when the next ones of their host may be.
package struct ClaimedURLs: Sendable {
    package let urls: [QueuedURL]
    /// When `urls` is empty: the earliest moment at which one falls due; nil when the host has none left.
    package let nextDue: ArchiveDate?

    package init(urls: [QueuedURL], nextDue: ArchiveDate?) {
        (self.urls, self.nextDue) = (urls, nextDue)
    }
}

extension CrawlLedger {
    /// URLs to be fetched, by queue.
    package func backlog(of run: CrawlRun) throws(CollectionError) -> [URLQueue: Int] {
        try database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT host, account, count(*) AS number FROM urls
                    WHERE run_id = ? AND state = 'todo' GROUP BY host, account
                    """,
                arguments: [run.id])
            return Dictionary(
                rows.map { (URLQueue(host: $0["host"], account: $0["account"]), $0["number"]) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// Hands out at most `limit` URLs of a queue that are due, the most urgent first; they are `fetching` from now on.
    package func claim(
        _ queue: URLQueue, limit: Int, of run: CrawlRun, at now: ArchiveDate
    ) throws(CollectionError) -> ClaimedURLs {
        try claim(host: queue.host, account: queue.account, limit: limit, of: run, at: now)
    }

    /// As `claim(_:limit:of:at:)`, for all accounts of a host when none is named.
    package func claim(
        host: String, account: String? = nil, limit: Int, of run: CrawlRun, at now: ArchiveDate
    ) throws(CollectionError) -> ClaimedURLs {
        try database.writeLoosely { try Self.claim(host: host, account: account, limit: limit, of: run, at: now, $0) }
    }

    /// As `claim(_:limit:of:at:)`, for several queues in one transaction.
    package func claim(
        _ wishes: [(URLQueue, limit: Int)], of run: CrawlRun, at now: ArchiveDate
    ) throws(CollectionError) -> [(URLQueue, ClaimedURLs)] {
        try database.writeLoosely { db in
            try wishes.map { queue, limit in
                let claimed = try Self.claim(
                    host: queue.host, account: queue.account, limit: limit, of: run, at: now, db)
                return (queue, claimed)
            }
        }
    }

    private static func claim(
        host: String, account: String?, limit: Int, of run: CrawlRun, at now: ArchiveDate, _ db: Database
    ) throws -> ClaimedURLs {
        // Spelled out for one account: only then the index has the order.
        let queue = "run_id = ? AND host = ? AND state = 'todo'" + (account == nil ? "" : " AND account = ?")
        let names: StatementArguments = account.map { [run.id, host, $0] } ?? [run.id, host]
        let urls = try db.rows(
            "SELECT * FROM urls WHERE \(queue) AND not_before <= ? ORDER BY priority, id LIMIT ?",
            names + [now.microseconds, limit], QueuedURL.init(row:))
        for url in urls {
            try db.perform("UPDATE urls SET state = 'fetching' WHERE id = ?", [url.id])
        }
        guard urls.isEmpty else { return ClaimedURLs(urls: urls, nextDue: nil) }
        let due: Int64? = try db.value("SELECT min(not_before) FROM urls WHERE \(queue)", names)
        return ClaimedURLs(urls: [], nextDue: due.map { ArchiveDate(microseconds: $0) })
    }

    /// Enters a robots.txt and hands it out at once, because the crawl needs it before it can go on; nil when the URL is in the
    /// frontier as something else, whose row must stay as it is.
    package func claim(_ found: FoundURL, of run: CrawlRun, at now: ArchiveDate) throws(CollectionError) -> QueuedURL? {
        try database.writeLoosely { db in
            _ = try Self.insert(found, run: run.id, at: now, db)
            let url = try db.row(
                "SELECT * FROM urls WHERE run_id = ? AND url = ? AND kind = 'robots'", [run.id, found.url],
                QueuedURL.init(row:))
            guard let url else { return nil }
            try db.perform("UPDATE urls SET state = 'fetching' WHERE id = ?", [url.id])
            return url
        }
    }

    /// Writes what finished tries changed, and how far the archive files have come, in one transaction.
    ///
    /// `log` is called at the end of the transaction, to add the lines of the crawl log. When the transaction does not come through,
    /// the next start cuts those lines off again; when a power cut takes them, it writes them anew. `isLogSynced` when the lines of
    /// all earlier commits are on the disk.
    package func commit(
        _ commits: [CaptureCommit], fileLengths: [String: UInt64], of run: CrawlRun, at now: ArchiveDate,
        isLogSynced: Bool = false, log: (CommitReceipt) throws -> LogLines
    ) throws(CollectionError) -> CommitReceipt {
        try database.write { db in
            var receipt = CommitReceipt()
            for (name, length) in fileLengths {
                try db.perform(
                    "UPDATE archive_files SET length = ? WHERE name = ?",
                    [Int64(clamping: length), name])
            }
            for commit in commits { try Self.apply(commit, run: run.id, at: now, db, &receipt) }
            try CrawlLogTail.note(try log(receipt), isSynced: isLogSynced, of: run, db)
            return receipt
        }
    }

    private static func apply(
        _ commit: CaptureCommit, run: Int64, at now: ArchiveDate, _ db: Database, _ receipt: inout CommitReceipt
    ) throws {
        var captureID: Int64?
        if let capture = commit.capture {
            guard
                let fileID: Int64 = try db.value(
                    "SELECT id FROM archive_files WHERE name = ?", [capture.cdx.filename])
            else { throw DatabaseError(message: "archive file \(capture.cdx.filename) is not registered") }
            captureID = try capture.insert(db, fileID: fileID)
            if commit.isOriginal, let digest = capture.cdx.digest {
                try db.perform(
                    "INSERT OR IGNORE INTO digests (digest, capture_id) VALUES (?, ?)",
                    [digest, captureID])
            }
        }
        if let memory = commit.robots {
            let earliest = ArchiveDate(seconds: 0)
            try remember(HostMemory(nextFetch: earliest, robots: memory.robots), of: memory.host, db)
        }
        switch commit.change {
        case .stored(let outcome, let detail):
            try finish(commit, "stored", outcome, detail, captureID, now, db)
        case .ended(let outcome, let detail):
            try finish(commit, "ended", outcome, detail, captureID, now, db)
        case .retry(let notBefore, let detail):
            try db.perform(
                "UPDATE urls SET state = 'todo', attempts = attempts + 1, not_before = ?, detail = ? WHERE id = ?",
                [notBefore.microseconds, detail, commit.url.id])
            receipt.added[commit.url.queue, default: 0] += 1
        case .unlisted:
            break
        case .untried:
            try db.perform("UPDATE urls SET state = 'todo' WHERE id = ?", [commit.url.id])
        }
        try note(commit.posts, run: run, capture: captureID, lane: commit.url.lane, at: now, db)
        try note(commit.counters, run: run, capture: captureID, at: now, db)
        if let state = commit.accountState { try note(state: state, of: commit.url.account, run: run, db) }
        if let sign = commit.sign, let pause = try note(sign, of: commit.url.account, run: run, at: now, db) {
            receipt.pauses.append(pause)
        }
        for found in commit.found where try insert(found, run: run, at: now, db) {
            if found.refusal == nil {
                receipt.added[found.queue, default: 0] += 1
            } else {
                receipt.refused.append(found)
            }
        }
    }

    private static func finish(
        _ commit: CaptureCommit, _ state: String, _ outcome: Outcome, _ detail: String?, _ capture: Int64?,
        _ now: ArchiveDate, _ db: Database
    ) throws {
        try db.perform(
            """
            UPDATE urls SET state = ?, attempts = attempts + 1, outcome = ?, detail = ?, capture_id = ?, ended = ?,
                target = ?
            WHERE id = ?
            """,
            [
                state, outcome.description, detail, capture, now.microseconds, commit.target, commit.url.id,
            ])
    }

    /// Enters a URL unless the run has met it; true when it is new.
    ///
    /// A URL that was out of scope on the first way may be in scope on another (a page's requisite): then it is opened again; but
    /// the page of a post out of the period is not, because a link to it does not say when that was posted.
    /// One that waits as a page and is needed by another page moves up, so that a crawl that ends early leaves whole pages.
    static func insert(_ found: FoundURL, run: Int64, at now: ArchiveDate, _ db: Database) throws -> Bool {
        let key = found.request?.key ?? ""
        try db.perform(
            """
            INSERT INTO urls (run_id, url, method, body, body_type, request_key, host, account, kind, hops, via, lane,
                post, trail, priority, optional, state, outcome, detail, ended)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id, url, request_key) DO UPDATE SET account = excluded.account, kind = excluded.kind,
                hops = excluded.hops, via = excluded.via, lane = excluded.lane, post = excluded.post,
                trail = excluded.trail, priority = excluded.priority, optional = excluded.optional, state = 'todo',
                outcome = NULL, detail = NULL, ended = NULL
            WHERE urls.outcome = 'refused:scope' AND excluded.state = 'todo'
                AND NOT (urls.detail LIKE 'posted %' AND excluded.kind = 'page' AND excluded.post IS NULL)
            """,
            [
                run, found.url, found.request?.method ?? "GET", found.request.map { Data($0.body) },
                found.request?.type,
                key, found.host, found.account, found.kind.rawValue, found.hops, found.via, found.lane, found.post,
                found.trail, found.priority, found.isOptional, found.refusal == nil ? "todo" : "ended",
                found.refusal?.outcome.description, found.refusal?.detail, found.refusal.map { _ in now.microseconds },
            ])
        if db.changesCount > 0 { return true }
        if found.refusal == nil {
            try db.perform(
                """
                UPDATE urls SET kind = ?, hops = ?, via = ?, priority = ?
                WHERE run_id = ? AND url = ? AND request_key = ? AND state = 'todo' AND attempts = 0 AND priority > ?
                """,
                [
                    found.kind.rawValue, found.hops, found.via, found.priority, run, found.url, key, found.priority,
                ])
        }
        return false
    }
}

extension QueuedURL {
    init(row: Row) throws {
        guard let kind = CaptureKind(rawValue: row["kind"]) else {
            throw DatabaseError(message: "URL \(row["id"] as Int64) has an unknown kind")
        }
        let method: String = row["method"]
        let body: Data? = row["body"]
        let request = RequestMessage(method: method, body: body.map { [UInt8]($0) } ?? [], type: row["body_type"])
        self.init(
            id: row["id"], url: row["url"], host: row["host"], account: row["account"], kind: kind, hops: row["hops"],
            via: row["via"], attempts: row["attempts"], request: method == "GET" ? nil : request, lane: row["lane"],
            post: row["post"],
            trail: row["trail"])
    }
}
