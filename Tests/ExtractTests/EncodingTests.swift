// SPDX-License-Identifier: EUPL-1.2

import Extract
import Testing

@Suite struct EncodingTests {
    /// `é` as one byte of Latin-1.
    private static let latin1 = Array("<a href='/p\u{E9}?q=\u{E9}'>".unicodeScalars.map { UInt8($0.value) })

    @Test(arguments: [
        "text/html; charset=iso-8859-1", "text/html; charset=\"Windows-1252\"", "text/html;charset=x-unknown",
        "text/html",
    ])
    func `one-byte pages keep their paths and queries`(_ type: String) throws {
        #expect(try Extracting.lines(Extracting.run(Self.latin1, type: type)) == ["navigation /p%C3%A9?q=%E9"])
    }

    @Test func `a meta element names the encoding`() throws {
        for meta in ["<meta charset=ISO-8859-1>", "<meta http-equiv=Content-Type content='text/html; charset=latin1'>"]
        {
            let lines = try Extracting.lines(Extracting.run(Array(meta.utf8) + Self.latin1, type: "text/html"))
            #expect(lines == ["navigation /p%C3%A9?q=%E9"])
        }
    }

    @Test func `Unicode pages are read in all their forms`() throws {
        let html = "<title>é</title><a href='/p\u{E9}?q=\u{E9}'>"
        let expected = ["navigation /p%C3%A9?q=%C3%A9"]
        let little = html.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = html.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let forms: [([UInt8], String)] = [
            (Array(html.utf8), "text/html"), ([0xEF, 0xBB, 0xBF] + Array(html.utf8), "text/html; charset=latin1"),
            ([0xFF, 0xFE] + little, "text/html"), ([0xFE, 0xFF] + big, "text/html"), (little, "text/html"),
            (big, "text/html; charset=utf-16be"), (little, "text/html; charset=utf-16"),
            (Array(("<meta charset=utf-16>" + html).utf8), "text/html"),
        ]
        for (bytes, type) in forms {
            let extraction = try Extracting.run(bytes, type: type)
            #expect(Extracting.lines(extraction) == expected)
            #expect(extraction.title == "é")
        }
    }

    @Test(
        arguments: [
            ("shift_jis", [0x82, 0xA0], "%E3%81%82", "%82%A0"), ("euc-jp", [0xA4, 0xA2], "%E3%81%82", "%A4%A2"),
            ("gb2312", [0xC4, 0xE3], "%E4%BD%A0", "%C4%E3"), ("iso-8859-15", [0xA4], "%E2%82%AC", "%A4"),
            ("koi8-r", [0xC1], "%D0%B0", "%C1"), ("windows-1251", [0xE0], "%D0%B0", "%E0"),
        ] as [(String, [UInt8], String, String)])
    func `other encodings are converted and queries encoded in them`(
        _ label: String, _ letter: [UInt8], _ path: String, _ query: String
    ) throws {
        let html = Array("<a href='/".utf8) + letter + Array("?q=".utf8) + letter + Array("'>".utf8)
        let lines = try Extracting.lines(Extracting.run(html, type: "text/html; charset=\(label)"))
        #expect(lines == ["navigation /\(path)?q=\(query)"])
    }

    @Test(arguments: ["utf-8", "utf-7", "euc-jp", "shift_jis", "iso-2022-jp", "utf-16x", "ebcdic-us", "\u{0}"])
    func `rubbish between the tags loses no ASCII link`(_ label: String) throws {
        let rubbish: [UInt8] = [0xFF, 0x00, 0xC3, 0x28, 0x80, 0xED, 0xA0, 0x80, 0x00, 0xF8, 0x20]
        let html = Array("<a href=/1>".utf8) + rubbish + Array("<a href=/2>".utf8) + rubbish + Array("<a href=/3>".utf8)
        let lines = try Extracting.lines(Extracting.run(html, type: "text/html; charset=\(label)"))
        #expect(lines == ["navigation /1", "navigation /2", "navigation /3"])
    }

    @Test func `a style sheet and a feed name their own encoding`() throws {
        let css = Array("@charset \"iso-8859-1\";a{b:url(/\u{E9})}".unicodeScalars.map { UInt8($0.value) })
        #expect(try Extracting.lines(Extracting.run(css, type: "text/css")) == ["embed /%C3%A9"])
        let xml = Array(
            "<?xml version='1.0' encoding='iso-8859-1'?><rss><link>/\u{E9}</link></rss>".unicodeScalars
                .map { UInt8($0.value) })
        #expect(try Extracting.lines(Extracting.run(xml, type: "text/xml")) == ["navigation /%C3%A9"])
    }
}
