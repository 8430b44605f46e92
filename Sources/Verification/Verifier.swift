// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import WARC

/// Holds files against all rules.
///
/// Findings are handed over as they come, in file order; what concerns several records across files comes from `finish`. Memory is
/// bounded whatever the files say, and the answer does not depend on the number of threads. Used by one thread.
package struct Verifier {
    private let threads: Int
    private let checksDigests: Bool
    private let ignored: Set<RuleID>
    private var relations = RelationCheck()

    /// A verifier.
    ///
    /// - Parameters:
    ///   - threads: How many may read a file side by side.
    ///   - digests: Whether digests are computed; without that, verifying costs little more than reading.
    ///   - ignoring: Rules whose findings are neither handed over nor counted.
    package init(threads: Int = 1, digests: Bool = true, ignoring: Set<RuleID> = []) {
        self.threads = threads
        checksDigests = digests
        ignored = ignoring
    }

    /// Reads a file and hands over each finding.
    /// - Throws: `WARCError` if the file cannot be read; what `sink` throws.
    package mutating func verify(path: String, sink: (VerificationFinding) throws -> Void) throws -> FileVerdict {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let check = RecordCheck(path: path, filename: name, checksDigests: checksDigests)
        var verdict = FileVerdict(path: path)
        var names: Set<String> = []
        var saidVersion = false
        var saidFraction = false
        // Taken out, so that its tables are not copied when they change.
        var relations = self.relations
        self.relations = RelationCheck()
        defer { self.relations = relations }
        relations.begin(path)
        try WARCScan(path: path, threads: threads).run {
            RecordPart()
        } each: { part, record in
            try check.check(record, into: &part)
        } deliver: { part, irregularities in
            var findings = part.findings
            for facts in part.facts { relations.add(facts, into: &findings) }
            for (name, offset) in part.extensions where names.count < 1000 && names.insert(name).inserted {
                findings.append(check.extensionField(name, offset))
            }
            if let offset = part.firstOf11, !saidVersion {
                saidVersion = true
                findings.append(check.version11(offset))
            }
            if let offset = part.firstFraction, !saidFraction {
                saidFraction = true
                findings.append(check.fraction(offset))
            }
            findings += irregularities.compactMap(VerificationFinding.init)
            verdict.records += part.records
            for finding in findings.sorted(by: VerificationFinding.comesBefore) { try take(finding, &verdict, sink) }
        }
        for finding in check.findings(records: verdict.records) { try take(finding, &verdict, sink) }
        return verdict
    }

    /// What is open once all files were read: records that are referred to and not there. Each names its file and record.
    package func finish() -> [VerificationFinding] { relations.finish().filter { !ignored.contains($0.rule) } }

    private func take(
        _ finding: VerificationFinding, _ verdict: inout FileVerdict, _ sink: (VerificationFinding) throws -> Void
    ) throws {
        guard !ignored.contains(finding.rule) else { return }
        verdict.counts[finding.rule, default: 0] += 1
        try sink(finding)
    }
}

extension VerificationFinding {
    /// A finding of the reader's; nil where the checks have one of their own for it.
    init?(_ irregularity: WARCFinding) {
        guard let rule = RuleID(irregularity.irregularity) else { return nil }
        self.init(
            rule: rule, path: irregularity.path, offset: irregularity.offset, recordID: nil,
            message: irregularity.message, hint: irregularity.hint)
    }

    /// By place, then by rule and text, so that threads and parts change nothing.
    static func comesBefore(_ left: VerificationFinding, _ right: VerificationFinding) -> Bool {
        if left.offset != right.offset { return left.offset ?? 0 < right.offset ?? 0 }
        if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
        return left.message < right.message
    }
}
