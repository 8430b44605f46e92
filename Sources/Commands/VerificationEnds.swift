// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Verification
import WARC

/// How a check ends: worse of all its files.
struct VerificationEnds {
    private let failOn: RuleSeverity
    private(set) var hasDefects = false
    private(set) var hasUnreadable = false

    init(failOn: RuleSeverity) { self.failOn = failOn }

    /// Whether a file does not pass.
    func fails(_ verdict: FileVerdict) -> Bool { verdict.worst.map { $0 >= failOn } ?? false }

    /// A file without a record is none of these, which is worse than one with defects.
    mutating func add(_ verdict: FileVerdict) {
        if verdict.records == 0 { hasUnreadable = true }
        if fails(verdict) { hasDefects = true }
    }

    mutating func add(_ relations: [VerificationFinding]) {
        if relations.contains(where: { $0.severity >= failOn }) { hasDefects = true }
    }

    /// A file that could not be read.
    mutating func fail(_ error: WARCError) {
        hasUnreadable = true
        Terminal.note("\(error)")
    }

    /// Ends the command: 3 before 4.
    func end() throws {
        if hasUnreadable { throw CommandEnd(.badInput) }
        if hasDefects { throw CommandEnd(.defects) }
    }
}
