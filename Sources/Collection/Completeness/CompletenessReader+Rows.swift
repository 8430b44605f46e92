// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import GRDB

/// A post or a medium as the ledger has it, with the captures that show what became of it.
struct FoundRow {
    var post: AccountTally.Post
    var kind: MissingItem.Kind
    /// The capture of its own address.
    var capture: Int64?
    /// The capture of the answer that showed it.
    var shownBy: Int64?
}

extension CompletenessReader.Snapshot {
    /// What ended without success, as the index of the ledger has it: the expression has to be the same.
    static let isLost = Schema.isLost

    /// Goes over all posts of an account, each once.
    func eachPost(of account: String, _ body: (FoundRow) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT f.post_id, f.url, f.date, f.relation, f.pinned, f.in_period, f.capture_id AS shown, f.run_id,
                    u.id AS row, u.outcome, u.detail, u.capture_id,
                    coalesce(c.outcome IN \(Outcome.held), 0) AS is_shown
                FROM found_posts AS f
                LEFT JOIN urls AS u ON u.run_id = f.run_id AND u.url = f.url AND u.request_key = ''
                LEFT JOIN captures AS c ON c.id = f.capture_id
                WHERE f.run_id IN (\(runList)) AND f.account = ? ORDER BY f.post_id, f.run_id DESC
                """,
            arguments: [account])
        var current: FoundRow?
        while let row = try rows.next() {
            let id: String = row["post_id"]
            if let done = current, done.post.id != id {
                try body(done)
                current = nil
            }
            if current == nil {
                var post = AccountTally.Post(id: id, url: row["url"])
                post.date = (row["date"] as Int64?).map { ArchiveDate(microseconds: $0) }
                post.relation = AccountTally.Post.Relation(rawValue: row["relation"]) ?? .own
                post.isPinned = row["pinned"]
                post.isInPeriod = row["in_period"] ?? true
                let kind: MissingItem.Kind =
                    switch post.relation {
                    case .own: .own
                    case .repost: .repost
                    case .context: .context
                    }
                current = FoundRow(post: post, kind: kind, shownBy: row["shown"])
            }
            if row["is_shown"], current?.post.isShown == false {
                current?.post.isShown = true
                current?.shownBy = row["shown"]
            }
            try take(row, of: account, into: &current)
        }
        if let current { try body(current) }
    }

    /// Goes over all media that posts of an account name, each once.
    func eachMedium(of account: String, _ body: (FoundRow) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT m.post_id, m.url, m.run_id, f.date, f.in_period, f.capture_id AS shown,
                    u.id AS row, u.outcome, u.detail, u.capture_id
                FROM found_media AS m
                LEFT JOIN found_posts AS f
                    ON f.run_id = m.run_id AND f.account = m.account AND f.post_id = m.post_id
                LEFT JOIN urls AS u ON u.run_id = m.run_id AND u.url = m.url AND u.request_key = ''
                WHERE m.run_id IN (\(runList)) AND m.account = ? ORDER BY m.url, m.run_id DESC
                """,
            arguments: [account])
        var current: FoundRow?
        while let row = try rows.next() {
            let url: String = row["url"]
            if let done = current, done.post.url != url {
                try body(done)
                current = nil
            }
            if current == nil {
                var post = AccountTally.Post(id: row["post_id"], url: url)
                post.date = (row["date"] as Int64?).map { ArchiveDate(microseconds: $0) }
                post.isInPeriod = row["in_period"] ?? true
                current = FoundRow(post: post, kind: .media, shownBy: row["shown"])
            }
            // One picture may stand in several posts: it is wanted if any of them is.
            if row["in_period"] ?? true { current?.post.isInPeriod = true }
            try take(row, of: account, into: &current)
        }
        if let current { try body(current) }
    }

    /// Adds what one run came to with the address; the newest run comes first.
    private func take(_ row: Row, of account: String, into current: inout FoundRow?) throws {
        guard row["row"] as Int64? != nil else { return }
        var outcome = (row["outcome"] as String?).flatMap { Outcome($0) }
        var capture: Int64? = row["capture_id"]
        if outcome == .redirected, let url = current?.post.url,
            let target = try lostTarget(of: url, account, run: row["run_id"])
        {
            (outcome, capture) = (target.outcome, target.capture ?? capture)
        }
        if current?.post.address == nil {
            current?.post.address = AccountTally.Fate(
                isHeld: outcome?.isSuccess == true, newest: outcome, detail: row["detail"])
            current?.capture = capture
        } else if outcome?.isSuccess == true {
            current?.post.address?.isHeld = true
        }
    }

    /// What became of the place to which an address redirects, when that was no success.
    private func lostTarget(
        of url: String, _ account: String, run: Int64
    ) throws -> (outcome: Outcome, capture: Int64?)? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT outcome, capture_id FROM urls
                WHERE run_id = ? AND account = ? AND via = ? AND hops LIKE '%R' AND \(Self.isLost) LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [run, account, url]).flatMap { row in
            Outcome(row["outcome"]).map { ($0, row["capture_id"]) }
        }
    }

    /// Goes over the addresses that ended without success in the newest run that met them, and were never got.
    func eachLoss(of account: String, _ body: (AccountTally.Loss) throws -> Void) throws {
        let isLast =
            runs.count < 2
            ? "1"
            : """
            NOT EXISTS (SELECT 1 FROM urls AS n WHERE n.run_id IN (\(runList)) AND n.url = urls.url
                AND n.request_key = urls.request_key
                AND (n.run_id > urls.run_id OR n.outcome IN \(Outcome.held)))
            """
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT * FROM urls
                WHERE run_id IN (\(runList)) AND account = ? AND \(Self.isLost) AND kind <> 'robots' AND \(isLast)
                """,
            arguments: [account])
        while let row = try rows.next() {
            guard let outcome = Outcome(row["outcome"]), let kind = CaptureKind(rawValue: row["kind"]) else { continue }
            let isSeed = (row["hops"] as String).allSatisfy { $0 == "R" }
            let isList = row["post"] as String? == nil && (isSeed || kind == .api || kind == .feed)
            let item = MissingItem(
                kind: isList ? .list : kind == .media ? .media : .address, post: row["post"], url: row["url"],
                reason: outcome.description, detail: row["detail"], evidence: try evidence(row["capture_id"]),
                shownBy: nil)
            var loss = AccountTally.Loss(item, outcome: outcome)
            loss.isOptional = row["optional"]
            loss.ended = (row["ended"] as Int64?).map { ArchiveDate(microseconds: $0) }
            try body(loss)
        }
    }
}
