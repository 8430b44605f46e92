// SPDX-License-Identifier: EUPL-1.2

import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    @Test(
        arguments: [
            (Diagnostic.Place.none, "error: no seeds"), (.file("a.warc"), "a.warc: error: no seeds"),
            (.source(file: "x.yaml", line: 12, column: 5), "x.yaml:12:5: error: no seeds"),
            (.offset(file: "x.warc.gz", offset: 183_204), "x.warc.gz@183204: error: no seeds"),
            (.url("http://a/"), "http://a/: error: no seeds"),
        ])
    func `a finding reads as a compiler's message`(_ place: Diagnostic.Place, _ line: String) {
        #expect(Diagnostic(at: place, "no seeds").description == line)
    }

    @Test func `a hint goes behind in brackets, and control characters are shown instead of obeyed`() {
        let finding = Diagnostic(.warning, "title is \u{1B}[2J\u{9B}é", hint: "look again")
        #expect(finding.description == "warning: title is \\u{1b}[2J\\u{9b}é (look again)")
        #expect(Diagnostic.Severity.note < .warning && Diagnostic.Severity.warning < .error)
    }

    @Test(
        arguments: [
            ("politness", "politeness"), ("Polietness", "politeness"), ("mach", "match"), ("nmae", "name"),
            ("zebra", nil), ("", nil), ("x", nil),
        ] as [(String, String?)])
    func `the nearest known word is guessed, if near enough`(_ word: String, _ guess: String?) {
        #expect(Spelling.nearest(to: word, among: ["name", "match", "politeness", "page"]) == guess)
    }
}
