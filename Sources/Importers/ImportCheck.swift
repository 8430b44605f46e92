// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Verification

/// Holds a WARC or ARC file against the rules before it is taken in. Findings of little weight, and those that only concern a recipient
/// with old tools or the name, are left out: `kabinet verify` has them all.
struct ImportCheck {
    /// The findings of one file that are listed.
    static let findingLimit = 1000

    private static let ignored: Set<RuleID> = [
        .fileName, .fileSuffix, .newVersion, .dateFraction, .extensionField, .recommendedField,
    ]

    /// Whether every digest that is declared was found to be right.
    private(set) var hasRightDigests = true

    /// Reads the file at `path` whole; its findings go to the outcome, with the place in the outcome's source.
    /// - Throws: `WARCError` if it cannot be read.
    init(_ path: String, _ outcome: inout ImportOutcome) throws {
        var verifier = Verifier(ignoring: Self.ignored)
        var findings: [Diagnostic] = []
        var unlisted = 0
        var hasRightDigests = true
        let source = outcome.source
        let verdict = try verifier.verify(path: path) { finding in
            if [.blockDigest, .payloadDigest].contains(finding.rule) { hasRightDigests = false }
            guard finding.severity > .note else { return }
            guard findings.count < Self.findingLimit else {
                unlisted += 1
                return
            }
            let place: Diagnostic.Place = finding.offset.map { .offset(file: source, offset: $0) } ?? .file(source)
            findings.append(
                Diagnostic(
                    finding.severity == .error ? .error : .warning, at: place,
                    finding.message + " [\(finding.rule.rawValue)]", hint: finding.hint))
        }
        let errors = Int(clamping: verdict.count(.error))
        outcome.unlistedDefects += max(0, errors - findings.count { $0.severity == .error })
        outcome.findings += findings
        if unlisted > 0 {
            outcome.note(.note, "\(unlisted) more findings are not listed", hint: "kabinet verify lists all")
        }
        self.hasRightDigests = hasRightDigests
    }
}
