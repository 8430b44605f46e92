// SPDX-License-Identifier: EUPL-1.2

package import WARC

/// Which records of a file are wanted; a condition that is not set lets all pass.
package struct RecordFilter: Sendable {
    /// The record types; empty for all.
    package var types: [WARCRecordType] = []

    package init() {}
}
