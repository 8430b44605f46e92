// SPDX-License-Identifier: EUPL-1.2

extension Schema {
    /// Requests other than GET, the lanes by which posts are reached, the posts that answers show, and what is known of accounts.
    static let requestsPostsAndAccounts = """
        CREATE TABLE urls_2 (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            url TEXT NOT NULL,
            -- What is sent: body and its media type for a POST; the key tells requests to one address apart, and is empty for GET.
            method TEXT NOT NULL DEFAULT 'GET',
            body BLOB,
            body_type TEXT,
            request_key TEXT NOT NULL DEFAULT '',
            host TEXT NOT NULL,
            account TEXT NOT NULL,
            kind TEXT NOT NULL,
            hops TEXT NOT NULL,
            via TEXT,
            lane TEXT,
            -- The post that it belongs to.
            post TEXT,
            -- For a page of a list: pages in a row before it that were wholly older than the period.
            trail INTEGER NOT NULL DEFAULT 0,
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
            -- Where its answer redirects to.
            target TEXT,
            UNIQUE (run_id, url, request_key)
        ) STRICT;
        INSERT INTO urls_2 (id, run_id, url, host, account, kind, hops, via, priority, optional, state, attempts, not_before,
            outcome, detail, capture_id, ended)
        SELECT id, run_id, url, host, account, kind, hops, via, priority, optional, state, attempts, not_before,
            outcome, detail, capture_id, ended
        FROM urls;
        DROP TABLE urls;
        ALTER TABLE urls_2 RENAME TO urls;
        CREATE INDEX urls_todo ON urls (run_id, host, account, priority, id) WHERE state = 'todo';
        CREATE INDEX urls_by_state ON urls (run_id, state);

        -- Of a capture whose request was no GET: its method, its body as a query (as in its urlkey), and the key as in "urls".
        ALTER TABLE captures ADD COLUMN method TEXT NOT NULL DEFAULT 'GET';
        ALTER TABLE captures ADD COLUMN request_query TEXT;
        ALTER TABLE captures ADD COLUMN request_key TEXT NOT NULL DEFAULT '';

        -- What a host said of the requests that it still allows.
        ALTER TABLE hosts ADD COLUMN rate_remaining INTEGER;
        ALTER TABLE hosts ADD COLUMN rate_reset INTEGER;

        -- Posts that answers showed; "capture_id" is the answer that showed it first.
        CREATE TABLE found_posts (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL,
            account TEXT NOT NULL,
            post_id TEXT NOT NULL,
            url TEXT,
            date INTEGER,
            date_source TEXT,
            relation TEXT NOT NULL CHECK (relation IN ('own', 'repost', 'context')),
            pinned INTEGER NOT NULL DEFAULT 0,
            lane TEXT,
            capture_id INTEGER,
            -- 1 or 0; null where the post has no date that says so.
            in_period INTEGER,
            seen INTEGER NOT NULL,
            UNIQUE (run_id, account, post_id)
        ) STRICT;

        CREATE TABLE found_media (
            run_id INTEGER NOT NULL,
            account TEXT NOT NULL,
            post_id TEXT NOT NULL,
            url TEXT NOT NULL,
            PRIMARY KEY (run_id, account, post_id, url)
        ) STRICT, WITHOUT ROWID;

        -- What the platform itself says exists; the newest statement counts.
        CREATE TABLE counters (
            run_id INTEGER NOT NULL,
            account TEXT NOT NULL,
            name TEXT NOT NULL,
            value INTEGER NOT NULL,
            capture_id INTEGER,
            seen INTEGER NOT NULL,
            PRIMARY KEY (run_id, account, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE accounts (
            run_id INTEGER NOT NULL,
            account TEXT NOT NULL,
            profile TEXT NOT NULL,
            seed TEXT NOT NULL,
            canonical TEXT,
            person TEXT,
            department TEXT,
            kind TEXT,
            role TEXT,
            -- Days, both included.
            since TEXT,
            until TEXT,
            -- The account is not asked before this moment, …
            paused_until INTEGER,
            pause_reason TEXT,
            -- … because of so many walls or refusals in a row.
            strikes INTEGER NOT NULL DEFAULT 0,
            -- private, removed, suspended or empty, as the platform says of the whole account.
            state TEXT,
            PRIMARY KEY (run_id, account)
        ) STRICT, WITHOUT ROWID;
        """
}
