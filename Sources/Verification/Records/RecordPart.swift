// SPDX-License-Identifier: EUPL-1.2

import WARC

/// What a stretch of a file gives: findings in file order, and what later stretches are held against.
struct RecordPart: Sendable {
    var records: UInt64 = 0
    var findings: [VerificationFinding] = []
    var facts: [RecordFacts] = []
    /// Names of fields the standard does not have, with the first record they were seen in.
    var extensions: [String: UInt64] = [:]
    /// The first record of WARC 1.1.
    var firstOf11: UInt64?
    /// The first record of WARC 1.1 with a fraction of a second in a date.
    var firstFraction: UInt64?
    let streams = HashStreams()
}
