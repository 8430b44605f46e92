// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import WARC

/// What was found wrong with files while a command went over them: told on stderr, and how the command ends for it.
///
/// Damage is told one by one, up to a number; leniencies, which may be as many as there are records, are counted by kind.
struct FileFindings {
    /// How many errors of one file are printed.
    static let printedErrors = 100

    private var lenient: [WARCIrregularity: (count: Int, first: WARCFinding)] = [:]
    private var errors = 0
    private var code = ExitCode.done

    /// Prints damage, keeps the rest for `finish`.
    mutating func add(_ findings: [WARCFinding]) {
        for finding in findings {
            if finding.severity == .error {
                errors += 1
                if errors <= Self.printedErrors { Terminal.note("\(finding.diagnostic)") }
            } else {
                lenient[finding.irregularity, default: (0, finding)].count += 1
            }
        }
    }

    /// Prints a defect that is none of the reader's.
    mutating func addDefect(_ diagnostic: Diagnostic) {
        add(.defects)
        errors += 1
        if errors <= Self.printedErrors { Terminal.note("\(diagnostic)") }
    }

    /// Tells what is left to tell of one file, in which that many records were found.
    mutating func finish(_ path: String, records: UInt64) {
        if records == 0 {
            add(.badInput)
            Terminal.note("\(path): error: no record of WARC or ARC in this file")
        } else if errors > 0 {
            add(.defects)
        }
        if errors > Self.printedErrors {
            Terminal.note("\(path): error: \(errors - Self.printedErrors) more (kabinet verify lists them all)")
        }
        for (count, first) in lenient.values.sorted(by: { $0.first.offset < $1.first.offset }) {
            let others = count > 1 ? "; \(count - 1) more of this kind" : ""
            Terminal.note("\(first.diagnostic)\(others)")
        }
        errors = 0
        lenient = [:]
    }

    /// Tells of a file that cannot be read at all.
    /// - Throws: What is no matter of one file.
    mutating func fail(_ path: String, _ error: any Error) throws {
        guard let error = error as? WARCError, error.code != .diskFull else { throw error }
        add(.badInput)
        errors = 0
        lenient = [:]
        Terminal.note("\(error)")
    }

    /// Ends the command if something was wrong: 3 before 4.
    func end() throws {
        if code != .done { throw CommandEnd(code) }
    }

    private mutating func add(_ code: ExitCode) {
        if self.code != .badInput { self.code = code }
    }
}
