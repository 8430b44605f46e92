// SPDX-License-Identifier: EUPL-1.2

public import Diagnostics

extension WARCReader {
    /// How many findings are kept at once.
    public static let diagnosticsLimit = 10_000

    /// The findings as they are printed; behind `diagnosticsLimit` of them a note that there are more.
    public var diagnostics: [Diagnostic] {
        var all = findings.map(\.diagnostic)
        if hasMoreFindings { all.append(Diagnostic(.note, at: .file(path), "more findings are not listed")) }
        return all
    }

    /// Hands over the findings so far and forgets them, for a caller that writes them out as it goes.
    public func takeFindings() -> [WARCFinding] {
        defer {
            findings.removeAll()
            hasMoreFindings = false
        }
        return findings
    }

    /// Adds a finding, as far as the policy wants it.
    func report(_ irregularity: WARCIrregularity, at offset: UInt64, _ message: String, hint: String? = nil) {
        let action = policy[irregularity]
        guard action != .ignore else { return }
        let finding = WARCFinding(irregularity, path: path, offset: offset, message, hint: hint)
        if action == .fail, failure == nil { failure = finding.error }
        guard findings.count < Self.diagnosticsLimit else { return hasMoreFindings = true }
        findings.append(finding)
    }

    /// Throws the first finding that the policy does not let pass.
    func throwFailure() throws(WARCError) {
        guard let failure else { return }
        self.failure = nil
        throw failure
    }
}
