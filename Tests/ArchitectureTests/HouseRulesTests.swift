// SPDX-License-Identifier: EUPL-1.2

import Testing

/// The checker checked: each rule fails on a small sample that breaks it, and names file and line.
@Suite struct HouseRulesTests {
    private func rules(_ path: String, _ text: String) -> HouseRules {
        HouseRules(table: .kabinet, files: [SourceFile(path: path, text: text)])
    }

    @Test(
        arguments: [
            ("Replay", "import Crawl", "Replay (floor 6) imports Crawl (floor 7)"),
            ("Replay", "public import Dedup", "Replay (floor 6) imports Dedup (floor 6)"),
            ("WARC", "package import struct CDX.CDXRecord", "WARC (floor 3) imports CDX (floor 4)"),
            ("WARC", "@testable import Extract", "WARC (floor 3) imports Extract (floor 3)"),
            ("WARC", "import WARC", "WARC imports itself"),
            (
                "WARC", "@preconcurrency private import Foundation",
                "WARC imports Foundation; FoundationEssentials is the most"
            ),
            ("Fetch", "import FoundationNetworking", "Fetch imports FoundationNetworking; FoundationEssentials is"),
            ("Replay", "import GRDB", "Replay imports GRDB, which only Collection, Rewriting may"),
            ("Replay", "import Hummingbird", "Replay imports Hummingbird, which only DemoSite, WebInterface may"),
            ("WARC", "import Yams", "WARC imports Yams, which only Collection, CrawlProfile may"),
            ("Crawl", "import ArgumentParser", "Crawl imports ArgumentParser, which only Commands, kabinet may"),
            ("ByteStreams", "import Logging", "ByteStreams imports Logging, which only"),
            ("Replay", "import CCurl", "Replay imports CCurl, which only Fetch may"),
            ("Replay", "import Alamofire", "Replay imports Alamofire, which is not in the table of floors"),
            ("Nowhere", "import WARC", "the module Nowhere is not in the table of floors"),
        ])
    func `a wrong import is found`(_ module: String, _ line: String, _ expected: String) {
        let found = rules("Sources/\(module)/X.swift", "\n\n" + line + "\n").importViolations()
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("Sources/\(module)/X.swift:3: " + expected) == true, "\(found)")
    }

    @Test(
        arguments: [
            ("Replay", "import CDX"), ("Replay", "public import WARC"), ("Commands", "import ArgumentParser"),
            ("Fetch", "import CCurl"),
            ("WARC", "import Logging"), ("WARC", "internal import FoundationEssentials"), ("WARC", "// import Crawl"),
            ("WARC", "/* import Crawl\nimport Crawl */"), ("WARC", "let a = \"\"\"\nimport Crawl\n\"\"\""),
            ("WARC", "let x = \"import Crawl\""),
            ("kabinet", "import Commands"), ("Crawl", "import Synchronization"),
        ])
    func `a right import is let through`(_ module: String, _ text: String) {
        #expect(rules("Sources/\(module)/X.swift", text).importViolations() == [])
    }

    @Test func `a long file is found`() {
        let lines = { (count: Int) in String(repeating: "x\n", count: count) }
        #expect(rules("Sources/WARC/X.swift", lines(400)).lengthViolations() == [])
        #expect(
            rules("Sources/WARC/X.swift", lines(401)).lengthViolations() == [
                "Sources/WARC/X.swift:401: 401 lines, at most 400"
            ])
    }

    @Test(arguments: [
        "", "\n// SPDX-License-Identifier: EUPL-1.2\n", "// SPDX-License-Identifier: MIT\n", "import WARC\n",
    ])
    func `a file without its licence is found`(_ text: String) {
        #expect(rules("Sources/WARC/X.swift", text).licenceViolations().count == 1)
    }

    @Test func `a file with its licence is let through`() {
        #expect(rules("Sources/WARC/X.swift", HouseRules.licence + "\n\nimport A\n").licenceViolations() == [])
        #expect(
            rules("Package.swift", "// swift-tools-version: 6.2\n" + HouseRules.licence + "\n").licenceViolations()
                == [])
    }

    @Test(
        arguments: [
            ("Sources/WARC/Utils.swift", false), ("Sources/WARC/StringHelpers.swift", false),
            ("Sources/WARC/WARCManager.swift", false),
            ("Sources/Common/X.swift", false), ("Sources/WARC/Helpers/X.swift", false),
            ("Sources/WARC/X+Utils.swift", true),
            ("Sources/WARC/CommonName.swift", true), ("Sources/WARC/WARCReader.swift", true),
        ])
    func `a name that says nothing is found`(_ path: String, _ isAllowed: Bool) {
        #expect(rules(path, "").nameViolations().isEmpty == isAllowed)
    }

    @Test(
        arguments: [
            ("public struct Replay {", true), ("package final class CDX: Sendable {", true),
            ("indirect enum Frontier {", true),
            ("actor Crawl {", true), ("public typealias Scope = Int", true), ("@frozen public struct WARC<T> {", true),
            ("struct ReplayServer {", false), ("// struct Replay {", false), ("case Replay", false),
            ("let kabinet = 1", false),
        ])
    func `a type with a module's name is found`(_ line: String, _ isFound: Bool) {
        let found = rules("Sources/Replay/X.swift", "\n" + line).sharedNameViolations()
        #expect(found.isEmpty != isFound)
        #expect(found.first?.hasPrefix("Sources/Replay/X.swift:2: ") ?? true)
    }

    @Test func `a module without a floor is found`() {
        #expect(rules("Sources/Attic/X.swift", "").unknownModuleViolations().count == 1)
    }
}
