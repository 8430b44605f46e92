// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Inspection
import Verification
import WARC

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks WARC files strictly: every defect, with its file and offset.",
        discussion: """
            Each finding is a line FILE@OFFSET: SEVERITY: what was found [RULE]; --rules prints the table of rules. Digests of blocks \
            and payloads are computed, identifiers are compared over all files given.

            A warning is what the standard advises against or what some validator in use rejects; it fails the check as an error \
            does. A note is worth knowing and fails nothing, also where only tools stumble that are outdated (JHOVE up to 1.33 \
            over WARC 1.1) or mistaken (revisits in FastWARC): --fail-on note is for recipients that run those.

            With --as the answer is that of another validator: jhove, jwat, warcio, jwarc or fastwarc, with its own diagnostics.

            Example: kabinet verify archive/*.warc.gz
                     kabinet verify --as jhove handoff/*.warc
                     kabinet verify --json old.warc.gz | jq '.files[].counts'

            Exit codes: 3 for a file that cannot be read or is none of these, 4 when defects were found.
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file")) var files: [String] = []
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Predict what jhove, jwat, warcio, jwarc or fastwarc answers.", valueName: "tool"))
    var tool: EmulatedTool?
    @Option(help: ArgumentHelp("Leave out a rule; may be repeated.", valueName: "rule")) var ignore: [RuleID] = []
    @Option(help: ArgumentHelp("What fails the check: note, warning or error.", valueName: "severity"))
    var failOn = RuleSeverity.warning
    @Flag(inversion: .prefixedNo, help: "Compute digests.") var digests = true
    @Option(help: ArgumentHelp("Findings of one rule and file that are printed; 0 prints all.", valueName: "n"))
    var limit: UInt64 = 20
    @OptionGroup var threads: ThreadOptions
    @Flag(help: "Print the table of rules.") var rules = false
    @Flag(help: "Print one JSON report, with every finding.") var json = false

    func validate() throws {
        if files.isEmpty, !rules { throw ValidationError("expected files to check, or --rules") }
    }

    func run() async throws {
        let output = ByteOutput()
        if rules {
            output.pending += Array(json ? RuleListing.json() : RuleListing.text())
            return try output.flush()
        }
        if let tool { return try forecast(tool, output) }
        var report: any VerificationReport =
            json ? JSONVerificationReport(output) : TextVerificationReport(output, limit: limit)
        var ends = VerificationEnds(failOn: failOn)
        var verifier = Verifier(threads: threads.count, digests: digests, ignoring: Set(ignore))
        report.begin()
        for path in files {
            do {
                let verdict = try verifier.verify(path: path) { try report.add($0) }
                ends.add(verdict)
                try report.end(verdict, fails: ends.fails(verdict))
            } catch let error as WARCError {
                ends.fail(error)
                try report.end(error)
            }
        }
        let relations = verifier.finish()
        ends.add(relations)
        try report.finish(relations, fails: ends.hasDefects || ends.hasUnreadable)
        try output.flush()
        try ends.end()
    }

    private func forecast(_ tool: EmulatedTool, _ output: ByteOutput) throws {
        let forecasts = ForecastReport(tool, output, asJSON: json)
        try forecasts.run(files)
    }
}

extension EmulatedTool: ExpressibleByArgument {}
extension RuleID: ExpressibleByArgument {}
extension RuleSeverity: ExpressibleByArgument {}
