// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Verification

/// expected_status.tsv: what the tools said about the corpus, held against what is foreseen.
@Suite(.needsCorpus) struct StatusTests {
    struct Row: Sendable, CustomStringConvertible {
        let file: String
        let columns: [String: String]
        var description: String { file }
        var path: String { (Tier.corpus ?? "") + "/warc/" + file }
    }

    static let rows: [Row] = {
        let text = TestFile.text((Tier.corpus ?? "") + "/warc/expected_status.tsv") ?? ""
        let lines = text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let names = lines.first else { return [] }
        return lines.dropFirst().map { cells in
            Row(file: cells[0], columns: Dictionary(uniqueKeysWithValues: zip(names, cells)))
        }
    }()

    @Test(arguments: rows)
    func `JWAT and JHOVE are foreseen, with their diagnostics`(_ row: Row) throws {
        for (tool, name, diagnostics) in [
            (EmulatedTool.jwat, "jwat121", "jwat121_diag"), (.jhove, "jwat103_jhove", "jwat103_diag"),
        ] {
            guard let verdict = row.columns[name], verdict != "-", let wanted = row.columns[diagnostics] else {
                continue
            }
            let answer = try ToolForecast.answer(of: tool, path: row.path)
            #expect((answer.accepts ? "VALID" : "INVALID") == verdict, "\(tool)")
            // The table's cells are cut after a number of characters.
            #expect(answer.summary.hasPrefix(wanted), "\(tool)")
        }
    }

    @Test(arguments: rows)
    func `warcio's records and digests are foreseen`(_ row: Row) throws {
        let answer = try ToolForecast.answer(of: .warcio, path: row.path)
        let found = "\(answer.records) rec, \(answer.badDigests) bad digest"
        let exception = answer.exception.map { "EXC:" + ($0.split(separator: ":").first.map(String.init) ?? "") }
        #expect((exception ?? found) == row.columns["warcio"])
    }

    @Test(arguments: rows)
    func `jwarc's records, end and misalignment are foreseen`(_ row: Row) throws {
        let answer = try ToolForecast.answer(of: .jwarc, path: row.path)
        let exception = answer.exception.map { text -> String in
            let name = text.prefix { $0 != ":" }.split(separator: ".").last.map(String.init) ?? ""
            return "EXC:" + name
        }
        #expect((exception ?? "ok") == row.columns["jwarc_read"])
        #expect(String(answer.records) == row.columns["jwarc_strict_records"])
        // The table has no count where reading was given up.
        if exception == nil { #expect(String(answer.misaligned) == row.columns["jwarc_misaligned"]) }
    }

    @Test(arguments: rows)
    func `FastWARC's records are foreseen`(_ row: Row) throws {
        let answer = try ToolForecast.answer(of: .fastwarc, path: row.path)
        let found = answer.exception == nil ? "\(answer.records) rec" : "EXC:OSError"
        #expect(found == row.columns["fastwarc2.0.1"])
    }
}
