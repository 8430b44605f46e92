// SPDX-License-Identifier: EUPL-1.2

public import Diagnostics

extension WARCReader {
    /// How many findings are kept at once.
    public static let diagnosticsLimit = 10_000

    /// What was found to be irregular, in the order of the file; at most `diagnosticsLimit`.
    public var findings: [WARCFinding] { state.findings }

    /// The findings as they are printed; behind `diagnosticsLimit` of them a note that there are more.
    public var diagnostics: [Diagnostic] {
        var all = findings.map(\.diagnostic)
        if state.hasMoreFindings { all.append(Diagnostic(.note, at: .file(path), "more findings are not listed")) }
        return all
    }

    /// Hands over the findings so far and forgets them, for a caller that writes them out as it goes.
    public func takeFindings() -> [WARCFinding] {
        defer {
            state.findings.removeAll()
            state.hasMoreFindings = false
        }
        return state.findings
    }
}
