// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Inspection
import WARC

/// What happened while payloads were extracted. Used by one thread.
final class ExtractionRun {
    /// What was wrong with the files and payloads.
    private(set) var findings = FileFindings()
    /// The records that were found.
    private(set) var records: UInt64 = 0
    /// The revisits among those that could not be resolved.
    private(set) var missing: UInt64 = 0

    /// The receiver that counts, tells of findings, and does the rest with these two.
    func receiver(
        take: @escaping (ExtractedRecord, Extraction.Payload) throws -> (PayloadStream.Outcome, goesOn: Bool),
        miss: @escaping (ExtractedRecord, String) throws -> Void
    ) -> Extraction.Receiver {
        Extraction.Receiver(
            take: { record, payload in
                self.records += 1
                let (outcome, goesOn) = try take(record, payload)
                if let problem = outcome.problem {
                    self.findings.addDefect(
                        Diagnostic(.error, at: .offset(file: record.file, offset: record.offset), problem))
                }
                return goesOn
            },
            miss: { record, problem in
                self.records += 1
                self.missing += 1
                if self.missing <= FileFindings.printedErrors { Terminal.note("\(problem)") }
                try miss(record, problem.message)
            },
            found: { self.findings.add($0) },
            finish: { path, result in
                switch result {
                case .success(let records): self.findings.finish(path, records: records)
                case .failure(let error): try self.findings.fail(path, error)
                }
            })
    }
}
