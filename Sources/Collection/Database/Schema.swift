// SPDX-License-Identifier: EUPL-1.2

import GRDB

/// The tables of `kabinet.sqlite` and how one version becomes the next.
///
/// `archive_files`, `captures` and `digests` are a cache of `archive/`; all others are crawl state.
/// Dates are microseconds since 1970 UTC, offsets and lengths bytes.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 crawl and captures") { db in
            try db.execute(sql: crawlAndCaptures)
        }
        migrator.registerMigration("2 requests, posts and accounts") { db in
            try db.execute(sql: requestsPostsAndAccounts)
        }
        migrator.registerMigration("3 tail of the crawl log") { db in
            try db.execute(sql: tailOfTheLog)
        }
        migrator.registerMigration("4 completeness") { db in
            try db.execute(sql: completeness)
        }
        return migrator
    }()

    private static let tailOfTheLog = """
        -- Lines of logs/crawl.log that have not been synced yet, and the byte each piece begins at: on start they are written anew.
        CREATE TABLE log_tail (
            id INTEGER PRIMARY KEY,
            start INTEGER NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        """

    private static let crawlAndCaptures = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            started INTEGER NOT NULL,
            ended INTEGER,
            state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
            settings TEXT NOT NULL,
            -- Committed length of logs/crawl.log; on start the log is cut back to it.
            log_length INTEGER
        ) STRICT;

        -- "length" is the committed length: on start a file is cut back to it.
        CREATE TABLE archive_files (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            account TEXT NOT NULL,
            length INTEGER NOT NULL DEFAULT 0,
            closed INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE captures (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            file_id INTEGER NOT NULL REFERENCES archive_files (id),
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            record_id TEXT NOT NULL,
            record_type TEXT NOT NULL,
            urlkey TEXT NOT NULL,
            timestamp TEXT NOT NULL,
            date INTEGER NOT NULL,
            url TEXT NOT NULL,
            mime TEXT,
            status INTEGER,
            digest TEXT,
            payload_length INTEGER NOT NULL,
            refers_to_url TEXT,
            refers_to_date INTEGER,
            outcome TEXT NOT NULL,
            kind TEXT NOT NULL,
            account TEXT NOT NULL,
            title TEXT
        ) STRICT;
        CREATE INDEX captures_by_key ON captures (urlkey, timestamp);
        CREATE INDEX captures_by_account ON captures (account, kind, date);
        CREATE INDEX captures_by_kind ON captures (kind, date);

        -- One original per payload: always a whole "response", never a revisit.
        CREATE TABLE digests (
            digest TEXT PRIMARY KEY,
            capture_id INTEGER NOT NULL REFERENCES captures (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE urls (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            url TEXT NOT NULL,
            host TEXT NOT NULL,
            account TEXT NOT NULL,
            kind TEXT NOT NULL,
            hops TEXT NOT NULL,
            via TEXT,
            priority INTEGER NOT NULL,
            -- 1 when a server may well not have it: its absence is no gap.
            optional INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('todo', 'fetching', 'stored', 'ended')),
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            outcome TEXT,
            detail TEXT,
            capture_id INTEGER,
            ended INTEGER,
            UNIQUE (run_id, url)
        ) STRICT;
        CREATE INDEX urls_todo ON urls (run_id, host, priority, id) WHERE state = 'todo';
        CREATE INDEX urls_by_state ON urls (run_id, state);

        CREATE TABLE hosts (
            host TEXT PRIMARY KEY,
            next_fetch INTEGER NOT NULL DEFAULT 0,
            backoff INTEGER NOT NULL DEFAULT 0,
            robots BLOB,
            robots_status INTEGER,
            robots_fetched INTEGER
        ) STRICT, WITHOUT ROWID;
        """
}
