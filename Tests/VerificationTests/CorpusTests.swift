// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Verification

/// The files of the corpus, and what five validators said about them.
@Suite(.needsCorpus) struct CorpusTests {
    private static var root: String { (Tier.corpus ?? "") + "/warc/" }

    /// A line of matrix.txt: a case, and whether each tool accepts it.
    struct Situation: Sendable, CustomStringConvertible {
        let name: String
        let accepts: [EmulatedTool: Bool]
        let diagnostics: [EmulatedTool: String]
        var description: String { name }
        var path: String { CorpusTests.root + "validator-cases/" + name + ".warc.gz" }

        init?(_ line: Substring) {
            let parts = line.split(separator: "|")
            guard parts.count == 6 else { return nil }
            name = String(parts[0])
            func diagnosis(_ part: Substring) -> String {
                part.firstIndex(of: "{").map { String(part[$0...]) } ?? ""
            }
            diagnostics = [.jhove: diagnosis(parts[1]), .jwat: diagnosis(parts[2])]
            accepts = [
                .jhove: parts[1].contains(" VALID"), .jwat: parts[2].contains(" VALID"),
                .warcio: parts[3].contains("rc=0"), .jwarc: parts[4].contains("rc=0"),
                .fastwarc: parts[5].contains("rc=0"),
            ]
        }
    }

    static let situations: [Situation] =
        (TestFile.text(root + "validator-cases/matrix.txt") ?? "").split(separator: "\n").compactMap { Situation($0) }

    @Test func `the matrix was read`() { #expect(Self.situations.count == 41) }

    @Test(arguments: situations)
    func `every tool's answer is foreseen`(_ situation: Situation) throws {
        for (tool, accepts) in situation.accepts {
            let answer = try ToolForecast.answer(of: tool, path: situation.path)
            #expect(answer.accepts == accepts, "\(tool)")
            if let diagnostics = situation.diagnostics[tool] { #expect(answer.summary == diagnostics, "\(tool)") }
        }
    }

    /// Only outdated JHOVE (no WARC 1.1, revisits held against their own block) and FastWARC (the same of revisits) reject these.
    private static let onlyNotes: Set<String> = [
        "02_w11_sec_basic", "03_w11_usec_basic", "07_w10_revisit_empty", "07_w10_revisit_headers-notrunc",
        "07_w10_revisit_headers", "07_w10_revisit_http-nomsgtype", "08_w11_revisit_304", "08_w11_revisit_empty",
        "08_w11_revisit_headers-notrunc", "08_w11_revisit_headers", "08_w11_revisit_http-nomsgtype",
    ]

    @Test(arguments: situations)
    func `what any validator rejects is found, by a rule that names it`(_ situation: Situation) throws {
        let findings = try Check.findings(in: situation.path)
        let rejecting = Set(situation.accepts.filter { !$0.value }.keys)
        let noticed = findings.reduce(into: Set<EmulatedTool>()) { $0.formUnion($1.rule.rule.noticedBy) }
        #expect(rejecting.subtracting(noticed).isEmpty)
        let fails = findings.contains { $0.severity >= .warning }
        #expect(fails == (!rejecting.isEmpty && !Self.onlyNotes.contains(situation.name)))
    }
}
