// SPDX-License-Identifier: EUPL-1.2

package import ArchiveTime

/// What a collection holds of one account.
package struct AccountSummary: Sendable, Hashable {
    package let account: String
    /// Different page addresses captured.
    package let pages: Int
    /// Different media addresses captured.
    package let media: Int
    /// Records, revisits among them.
    package let captures: Int
    /// Bytes of the account's archive files.
    package let bytes: Int64
    /// Time of the first and of the last capture.
    package let first, last: ArchiveDate
    /// Addresses that are missing, by outcome (`walled:login`: 3).
    package let gaps: [String: Int]
}

/// A collection in a few numbers.
package struct CatalogTotals: Sendable, Hashable {
    /// Records, revisits among them.
    package let captures: Int
    /// Different page and media addresses.
    package let pages, media: Int
    /// Records that refer to an earlier payload instead of holding it again.
    package let revisits: Int
    /// Bytes of all archive files.
    package let bytes: Int64
    /// Time of the first and of the last capture; nil in an empty collection.
    package let first, last: ArchiveDate?
}
