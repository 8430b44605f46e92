// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// What a collection has of its accounts, beside what the platforms say there is, and what is missing.
///
/// Computed from rows of the ledger, which point to records of the archive. Absence is never called deletion.
package struct CompletenessStatement: Sendable, Hashable {
    /// What the statement speaks of.
    package struct Extent: Sendable, Hashable {
        /// One run; nil for all of the collection.
        package var run: Int64?
        /// Accounts by name; empty means all.
        package var accounts: Set<String>

        package init(run: Int64? = nil, accounts: Set<String> = []) { (self.run, self.accounts) = (run, accounts) }

        /// True when the statement says something about the account.
        func includes(_ account: String) -> Bool { accounts.isEmpty || accounts.contains(account) }
    }

    package let scope: Extent
    package let written: ArchiveDate
    /// The runs that are counted, oldest first.
    package let runs: [RunLine]
    /// By name.
    package let accounts: [AccountStatement]

    package init(scope: Extent, written: ArchiveDate, runs: [RunLine], accounts: [AccountStatement]) {
        (self.scope, self.written, self.runs, self.accounts) = (scope, written, runs, accounts)
    }

    /// A run as a statement names it.
    package struct RunLine: Sendable, Hashable {
        package let id: Int64
        package let began: ArchiveDate
        package let ended: ArchiveDate?
        package let state: CrawlRun.State
        /// Why it ended, as `limit: --max-pages 3`; nil while it runs, and when nobody could note it.
        package let end: String?

        package init(id: Int64, began: ArchiveDate, ended: ArchiveDate?, state: CrawlRun.State, end: String?) {
            (self.id, self.began, self.ended, self.state, self.end) = (id, began, ended, state, end)
        }
    }

    /// Accounts by verdict.
    package var verdicts: [AccountStatement.Verdict: Int] {
        accounts.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    }

    /// Sums over all accounts: what platforms claim, posts of the account and in the period, of those held, what is missing.
    package var totals: (claimed: Int64, found: Int, held: Int, missing: Int) {
        accounts.reduce(into: (0, 0, 0, 0)) { sum, account in
            let (claimed, overflow) = sum.0.addingReportingOverflow(account.claim("posts")?.value ?? 0)
            sum = (
                overflow ? .max : claimed, sum.1 + account.owned.inPeriod, sum.2 + account.owned.held,
                sum.3 + account.missingCount
            )
        }
    }
}

/// A record of the archive that shows something.
package struct Evidence: Sendable, Hashable {
    package let file: String
    package let offset: Int64
    /// `WARC-Record-ID` with its angle brackets.
    package let recordID: String
    package let date: ArchiveDate
    /// The URL that was asked for.
    package let url: String

    package init(file: String, offset: Int64, recordID: String, date: ArchiveDate, url: String) {
        (self.file, self.offset, self.recordID, self.date, self.url) = (file, offset, recordID, date, url)
    }
}
