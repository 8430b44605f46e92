// SPDX-License-Identifier: EUPL-1.2

/// What a rewrite came to: records and bytes in and out.
package struct RewriteStatistics: Sendable, Hashable {
    /// Records read.
    package var records = 0
    /// Records written otherwise than they were.
    package var changed = 0
    /// Bytes of the files read, as stored.
    package var bytesIn: UInt64 = 0
    /// Bytes of the files written, as stored.
    package var bytesOut: UInt64 = 0

    package init() {}
}
