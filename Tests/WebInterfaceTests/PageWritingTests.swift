// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import WebInterface

@Suite struct `Writing of pages` {
    @Test(arguments: [
        ("<script>", "&lt;script&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("a\u{202E}b", "a\u{FFFD}b"),
        ("a\u{0}\u{1B}b", "a\u{FFFD}\u{FFFD}b"),
        ("één – ✓", "één – ✓"),
    ])
    func `text is escaped wherever it is put`(text: String, expected: String) {
        let page: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(page.markup == "<p title=\"\(expected)\">\(expected)</p>")
    }

    @Test func `a piece of a page is put in as it is`() {
        let piece: HTML = "<b>\("<")</b>"
        let page: HTML = "<p>\(piece)\(3)</p>"
        #expect(page.markup == "<p><b>&lt;</b>3</p>")
    }

    @Test(arguments: Phrase.allCases)
    func `every phrase has words in both languages`(phrase: Phrase) {
        for language in Language.allCases { #expect(!phrase.text(language).isEmpty) }
    }

    @Test(
        arguments: [
            (nil, Language.english), ("nl", .dutch), ("nl-BE,nl;q=0.9,en;q=0.8", .dutch),
            ("en;q=0.5, nl;q=0.8", .dutch), ("fr, de", .english),
            ("nl;q=0, en", .english), (";;,,=q", .english), ("EN-us", .english),
        ] as [(String?, Language)])
    func `the language is the first that the reader wants and we have`(field: String?, language: Language) {
        #expect(Language.preferred(field) == language)
    }

    @Test func `numbers and sizes are written as the language has them`() {
        #expect(Language.dutch.number(84212) == "84.212")
        #expect(Language.english.number(-1_234_567) == "-1,234,567")
        #expect(Language.dutch.size(1_250_000) == "1,3\u{a0}MB")
        #expect(Language.english.size(999) == "999\u{a0}B")
        #expect(
            Language.english.size(999_960_000) == "1,000\u{a0}MB" || Language.english.size(999_960_000) == "1.0\u{a0}GB"
        )
    }

    @Test func `the style sheet can stand inside of a page`() {
        #expect(!Stylesheet.css.contains("</"))
    }
}
