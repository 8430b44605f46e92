// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Diagnostics
import Importers

/// What `import` prints of each file.
enum ImportSummary {
    /// The findings of a file that are shown; `--json` has them all.
    private static let shownFindings = 20

    /// Prints the findings for people, the weightiest first.
    static func tell(_ outcome: ImportOutcome) {
        let weighty = outcome.findings.filter { $0.severity == .error }
        let findings = weighty + outcome.findings.filter { $0.severity != .error }
        for finding in findings.prefix(shownFindings) { Terminal.note("\(finding)") }
        if findings.count > shownFindings {
            Terminal.note(
                "\(outcome.source): \(findings.count - shownFindings) more findings; kabinet verify lists them")
        }
        for part in outcome.parts { tell(part) }
    }

    /// A line for the file, and one for each archive file of a WACZ file.
    static func text(_ outcome: ImportOutcome) -> String {
        var line = outcome.source + ": "
        let size = ByteText.size(Int64(clamping: outcome.bytes))
        let name = outcome.name.map { outcome.format == .wacz ? $0 : "archive/" + $0 }
        switch outcome.status {
        case .refused: line += "not imported"
        case .present: line += "is in the collection already" + (name.map { " as \($0)" } ?? "")
        case .imported, .linked:
            line += outcome.status.rawValue + (name.map { " as \($0)" } ?? "")
            line += ", \(outcome.records) records, \(outcome.captures) captures, \(outcome.defects) defects, \(size)"
        }
        return ([line] + outcome.parts.map { text($0) }).joined(separator: "\n")
    }

    static func json(_ outcomes: [ImportOutcome], collection: String) throws -> String {
        struct Finding: Encodable {
            let severity, place, message: String
            let hint: String?
        }
        struct File: Encodable {
            let source, status: String
            let format, name, sha256: String?
            let bytes: UInt64
            let records, captures, unreachable, defects: Int
            let findings: [Finding]
            let parts: [File]

            init(_ outcome: ImportOutcome) {
                (source, status) = (outcome.source, outcome.status.rawValue)
                (format, name) = (outcome.format?.rawValue, outcome.name)
                sha256 = outcome.digest.map { Hex.encode($0.bytes) }
                (bytes, records, captures) = (outcome.bytes, outcome.records, outcome.captures)
                (unreachable, defects) = (outcome.unreachable, outcome.defects)
                findings = outcome.findings.map {
                    Finding(
                        severity: $0.severity.rawValue, place: $0.place.description, message: $0.message, hint: $0.hint)
                }
                parts = outcome.parts.map { File($0) }
            }
        }
        struct Output: Encodable {
            let collection: String
            let files: [File]
        }
        return try JSONOutput.encode(Output(collection: collection, files: outcomes.map { File($0) }))
    }
}
