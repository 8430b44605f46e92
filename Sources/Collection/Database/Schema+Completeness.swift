// SPDX-License-Identifier: EUPL-1.2

extension Schema {
    /// What ended without success, as the index below has it: a query has to repeat the expression to use it. What the scope keeps
    /// out is none of it.
    static let isLost =
        "outcome NOT IN ('captured', 'revisit', 'not-modified', 'redirected', 'refused:scope')"

    /// What the completeness statement needs to know beyond what a crawl needs to go on.
    static let completeness = """
        -- Why the last process that worked on the run ended: "finished", "limit: --max-pages 3".
        ALTER TABLE runs ADD COLUMN ending TEXT;

        -- 1 when the account's profile knows what a post is there: finding none is an error then.
        ALTER TABLE accounts ADD COLUMN finds_posts INTEGER NOT NULL DEFAULT 0;

        -- Lanes of the profile that were not used, and why.
        CREATE TABLE lanes_left_out (
            run_id INTEGER NOT NULL,
            account TEXT NOT NULL,
            lane TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (run_id, account, lane)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX urls_lost ON urls (run_id, account, via) WHERE \(isLost);
        """
}
