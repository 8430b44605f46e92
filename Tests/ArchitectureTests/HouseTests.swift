// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

/// The tree held against the rules of the house.
@Suite struct HouseTests {
    private let sources = HouseRules(table: .kabinet, files: SourceTree.files(below: "Sources"))
    private let all = HouseRules(
        table: .kabinet,
        files: SourceTree.files(below: "Sources") + SourceTree.files(below: "Tests")
            + [SourceFile(path: "Package.swift", text: TestFile.text(PackageRoot.appending("Package.swift")) ?? "")])

    @Test func `the tree is there to be checked`() {
        #expect(sources.files.count > 20)
        #expect(sources.files.contains { !$0.imports.isEmpty })
    }

    @Test func `an import goes only to a lower floor`() {
        #expect(sources.importViolations() == [])
    }

    @Test func `every module is on a floor`() {
        #expect(sources.unknownModuleViolations() == [])
        let folders = SourceTree.entries(of: "Sources")
        #expect(folders.filter { FloorTable.kabinet.floors[$0] == nil } == [])
    }

    @Test func `no file is longer than a reader's patience`() {
        #expect(all.lengthViolations() == [])
    }

    @Test func `every file begins with its licence`() {
        #expect(all.licenceViolations() == [])
    }

    @Test func `no file is named after nothing`() {
        #expect(all.nameViolations() == [])
    }

    @Test func `a module and a type never share a name`() {
        #expect(sources.sharedNameViolations() == [])
    }

    @Test func `a C module has its owners and no other importer`() {
        let importers = sources.files.reduce(into: [String: Set<String>]()) { found, file in
            for (_, module) in file.imports where FloorTable.kabinet.owners[module] != nil {
                found[module, default: []].insert(file.module)
            }
        }
        for (module, owners) in FloorTable.kabinet.owners {
            #expect(importers[module, default: []].isSubset(of: owners), "\(module)")
        }
        let shims = SourceTree.entries(of: "Sources").filter { FloorTable.kabinet.floors[$0] == 0 }
        #expect(shims.filter { FloorTable.kabinet.owners[$0] == nil } == [])
    }

    @Test(arguments: ["Makefile", ".ci/run", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARCHITECTURE.md"])
    func `a document names no registry's host`(_ path: String) throws {
        let text = try #require(TestFile.text(PackageRoot.appending(path)), "\(path) is missing")
        let hosts: [(name: String, domain: String)] = [
            ("pypi", "org"), ("deb.debian", "org"), ("registry.npmjs", "org"), ("docker", "io"),
        ]
        let found = hosts.map { $0.name + "." + $0.domain }.filter { text.contains($0) }
        #expect(found.isEmpty)
    }

    @Test func `the licence text is whole`() throws {
        let text = try #require(TestFile.text(PackageRoot.appending("LICENSE")))
        for article in 1...15 { #expect(text.contains("\n\(article)."), "article \(article)") }
        #expect(text.contains("\nAppendix\n"))
        #expect(text.hasSuffix("require the production of a new EUPL version.\n"))
    }
}
