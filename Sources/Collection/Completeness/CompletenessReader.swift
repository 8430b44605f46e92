// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime
import GRDB

/// Reads completeness statements from the ledger of a collection. Blocking; may be used from several threads.
///
/// Rows are streamed: a million posts take no more memory than a thousand.
package struct CompletenessReader: Sendable {
    private let database: CollectionDatabase

    package init(database: CollectionDatabase) { self.database = database }

    /// The collection's ledger at one moment. Not to be kept beyond the call that it was given to.
    package struct Snapshot {
        let db: Database
        package let scope: CompletenessStatement.Extent
        /// The runs that are counted, oldest first.
        package let runs: [CompletenessStatement.RunLine]
    }

    /// Runs `body` on one state of the ledger: what it asks for agrees, also while a crawl goes on.
    ///
    /// - Throws: a `CollectionError` for what can't be read and for a run or an account that there is not; what `body` throws.
    package func read<Value>(
        _ scope: CompletenessStatement.Extent, _ body: (Snapshot) throws -> Value
    ) throws -> Value {
        // An error of the body is its own affair: the database only describes those of its own.
        try database.read { db -> Result<Value, any Error> in
            var runs = try Row.fetchAll(db, sql: "SELECT * FROM runs ORDER BY id")
                .compactMap { CompletenessStatement.RunLine(row: $0) }
            if let run = scope.run {
                runs = runs.filter { $0.id == run }
                guard !runs.isEmpty else {
                    throw CollectionError(
                        .notFound, path: database.layout.root, "there is no run \(run) in this collection",
                        hint: "`kabinet status` names the newest")
                }
            }
            let snapshot = Snapshot(db: db, scope: scope, runs: runs)
            return Result { try body(snapshot) }
        }.get()
    }

    /// The statement, with the first `shown` missing things of each account.
    package func statement(
        _ scope: CompletenessStatement.Extent, shown: Int, now: ArchiveDate = .now()
    ) throws -> CompletenessStatement {
        try read(scope) { try $0.statement(shown: shown, now: now) }
    }
}

extension CompletenessReader.Snapshot {
    /// The whole statement, with the first `shown` missing things of each account.
    package func statement(shown: Int, now: ArchiveDate) throws -> CompletenessStatement {
        let accounts = try heads(now: now).map { try statement(of: $0, shown: shown) { _ in } }
        return CompletenessStatement(scope: scope, written: now, runs: runs, accounts: accounts)
    }

    /// The statement of one account; `missing` gets everything that is missing of it, one after the other.
    func statement(
        of head: AccountHead, shown: Int, missing: (MissingItem) throws -> Void
    ) throws -> AccountStatement {
        var tally = AccountTally(head.identity, shown: shown)
        var told = Set<Int>()
        func lose(_ loss: AccountTally.Loss) throws {
            guard loss.counts, told.insert(loss.item.url.hashValue).inserted else { return }
            tally.add(loss)
            try missing(loss.item)
        }
        let account = head.identity.account
        // What cuts a list short comes first: it hides more than any single post.
        try eachLoss(of: account) { if $0.item.kind == .list { try lose($0) } }
        try eachPost(of: account) { post in
            guard let reason = tally.add(post.post) else { return }
            let item = try item(post, reason: reason)
            if let url = item.url { told.insert(Optional(url).hashValue) }
            tally.note(item)
            try missing(item)
        }
        try eachMedium(of: account) { medium in
            guard let reason = tally.add(medium: medium.post), told.insert(medium.post.url.hashValue).inserted
            else { return }
            let item = try item(medium, reason: reason)
            tally.note(item)
            try missing(item)
        }
        try eachLoss(of: account) { if $0.item.kind != .list { try lose($0) } }
        return tally.statement(
            claims: try claims(of: account), addresses: head.addresses, lanes: head.lanes, stopped: head.stopped,
            now: head.now)
    }

    private func item(_ found: FoundRow, reason: String) throws -> MissingItem {
        MissingItem(
            kind: found.kind, post: found.post.id, url: found.post.url, date: found.post.date, reason: reason,
            detail: found.post.address?.detail, evidence: try evidence(found.capture),
            shownBy: try evidence(found.shownBy))
    }

    /// The record of a capture.
    func evidence(_ capture: Int64?) throws -> Evidence? {
        guard let capture else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT archive_files.name, offset, record_id, date, url FROM captures
                JOIN archive_files ON archive_files.id = captures.file_id WHERE captures.id = ?
                """)
        return try Row.fetchOne(statement, arguments: [capture]).map { row in
            Evidence(
                file: row["name"], offset: row["offset"], recordID: row["record_id"],
                date: ArchiveDate(microseconds: row["date"]), url: row["url"])
        }
    }

    /// The newest number that the platform stated under each name.
    private func claims(of account: String) throws -> [AccountStatement.Claim] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT name, value, seen, capture_id, max(run_id) FROM counters
                WHERE run_id IN (\(runList)) AND account = ? GROUP BY name ORDER BY name
                """,
            arguments: [account]
        ).map { row in
            AccountStatement.Claim(
                name: row["name"], value: row["value"], seen: ArchiveDate(microseconds: row["seen"]),
                evidence: try evidence(row["capture_id"]))
        }
    }

    /// The ids of the runs for an `IN`; numbers of our own, and never empty.
    var runList: String { runs.isEmpty ? "-1" : runs.map { String($0.id) }.joined(separator: ", ") }
}

extension CompletenessStatement.RunLine {
    /// Nil for a run in a state that this version does not know.
    init?(row: Row) {
        guard let run = CrawlRun(row: row) else { return nil }
        let ended: Int64? = row["ended"]
        self.init(
            id: run.id, began: run.started, ended: ended.map { ArchiveDate(microseconds: $0) }, state: run.state,
            end: row["ending"])
    }
}
