// SPDX-License-Identifier: EUPL-1.2

import GRDB

@testable import Collection

extension PlatformCheck {
    /// What the newest run of a collection found.
    init(_ layout: CollectionLayout) throws {
        let database = try CollectionDatabase(layout: layout)
        self = try database.read { db in
            let newest = "(SELECT max(id) FROM runs)"
            var mediaOfPosts: [String: [String]] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT * FROM found_media WHERE run_id = \(newest)") {
                mediaOfPosts[row["post_id"], default: []].append(row["url"])
            }
            var check = PlatformCheck()
            check.posts = try Row.fetchAll(db, sql: "SELECT * FROM found_posts WHERE run_id = \(newest) ORDER BY id")
                .map { row in
                    Post(
                        id: row["post_id"], url: row["url"], date: row["date"], relation: row["relation"],
                        isPinned: row["pinned"], media: mediaOfPosts[row["post_id"]] ?? [])
                }
            for row in try Row.fetchAll(db, sql: "SELECT * FROM urls WHERE run_id = \(newest)") {
                let (url, outcome): (String, String?) = (row["url"], row["outcome"])
                // The same content as before is a capture too.
                check.outcomes[url] = outcome == "revisit" ? "captured" : outcome ?? row["state"]
                if row["kind"] == "media", check.outcomes[url] == "captured" { check.media.insert(url) }
            }
            for row in try Row.fetchAll(db, sql: "SELECT * FROM counters WHERE run_id = \(newest)") {
                check.counters[row["name"]] = row["value"]
            }
            for row in try Row.fetchAll(db, sql: "SELECT state FROM accounts WHERE run_id = \(newest)") {
                if let state: String = row["state"] { check.states.insert(state) }
            }
            return check
        }
    }
}
