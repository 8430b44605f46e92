// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import TestSupport
import Testing

@testable import Commands

/// `index`, `mend`, `recompress`, `dedup` and `import` as a user runs them; what they do is tested with their engines.
@Suite struct RewritingCommandTests {
    private let files: ArchiveFixture
    private static let long = String(repeating: "Dag, minister. ", count: 100)

    init() throws {
        files = try ArchiveFixture()
        try files.write(
            ArchiveFixture.info, ArchiveFixture.page(1, Self.long), ArchiveFixture.page(2, Self.long), to: "a.warc")
    }

    @Test func `index writes sorted lines, to the standard output or a file`() async throws {
        let result = try await files.run("index", "a.warc")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(result.lines.count == 2)
        #expect(result.lines.first?.hasPrefix("example,a)/1 20261122120000 {\"url\": \"http://a.example/1\"") == true)
        let written = try await files.run("index", "a.warc", "--format", "cdx11", "-o", "a.cdx", "--json")
        #expect(written.status == 0 && written.output.contains("\"captures\": 2"))
        #expect(files.text("a.cdx")?.hasPrefix(" CDX N b a m s k r M S V g\nexample,a)/1 20261122120000 ") == true)
        #expect(try await files.run("index", "missing.warc").status == 3)
    }

    @Test func `mend keeps whole records, and leaves its input as it is`() async throws {
        let healthy = try await files.run("mend", "a.warc", "-o", "out")
        #expect(healthy.status == 0)
        let before = try #require(files.text("a.warc"))
        let cut = String(before.dropLast(200))
        try files.write(cut, to: "cut.warc")
        let result = try await files.run("mend", "cut.warc", "-o", "out", "--json")
        #expect(result.status == 4)
        #expect(result.output.hasPrefix("{"))
        #expect(files.text("cut.warc") == cut)
        #expect(files.text("out/cut.warc") == ArchiveFixture.info + ArchiveFixture.page(1, Self.long))
        let none = try await files.run("mend", "missing.warc", "-o", "out")
        #expect(none.status == 3 && none.errors.contains("missing.warc"))
    }

    @Test func `recompress makes a member of each record, and refuses damage`() async throws {
        let result = try await files.run("recompress", "a.warc", "-o", "out")
        #expect(result.status == 0, "\(result.errors)")
        let listed = try await files.run("ls", "out/a.warc.gz", "--json")
        #expect(listed.lines.count == 3)
        #expect(listed.lines.allSatisfy { $0.contains("\"length\": ") })
        let again = try await files.run("recompress", "a.warc", "-o", "out")
        #expect(again.status != 0 && again.errors.contains("out/a.warc.gz"))
        try files.write(ArchiveFixture.info, String(ArchiveFixture.page(1, Self.long).dropLast(90)), to: "cut.warc")
        #expect(try await files.run("recompress", "cut.warc", "-o", "out").status == 4)
        #expect(files.text("out/cut.warc.gz") == nil)
        try files.write("hello", to: "b.txt")
        #expect(try await files.run("recompress", "b.txt", "-o", "out").status == 3)
    }

    @Test func `nothing replaces another input, or what was just made of one, even when asked to overwrite`()
        async throws
    {
        let page = ArchiveFixture.page(1, Self.long)
        try FileSystem.makeDirectory(files.folder.appending("d1"))
        try FileSystem.makeDirectory(files.folder.appending("d2"))
        try files.write(ArchiveFixture.info, String(page.dropLast(90)), to: "d1/x.warc")
        try files.write(ArchiveFixture.info, page, to: "d2/x.warc")
        let mended = try await files.run("mend", "--overwrite", "-o", "d2", "d1/x.warc", "d2/x.warc")
        #expect(mended.status == 1)
        #expect(files.text("d2/x.warc") == ArchiveFixture.info + page)
        try files.write(page, to: "d1/x.warc")
        let two = try await files.run(
            "recompress", "--overwrite", "--to", "warc", "-o", "out", "d1/x.warc", "d2/x.warc")
        #expect(two.status == 1 && two.lines.count == 1)
        #expect(files.text("out/x.warc") == page)
    }

    @Test(arguments: ["mend", "recompress"])
    func `a folder without a name is not the root`(command: String) async throws {
        let result = try await files.run(command, "a.warc", "-o", "")
        #expect(result.status == 3 && result.output.isEmpty)
    }

    @Test func `dedup makes revisits, and undoes them`() async throws {
        let dry = try await files.run("dedup", "--dry-run", "a.warc")
        #expect(dry.status == 0 && dry.lines.count == 1)
        #expect(try await files.run("dedup", "-o", "two", "a.warc").status == 0)
        #expect(try await files.run("ls", "two/a.warc", "-t", "revisit").lines.count == 1)
        #expect(try await files.run("dedup", "--undo", "-o", "three", "two/a.warc").status == 0)
        #expect(try await files.run("ls", "three/a.warc", "-t", "revisit").lines.isEmpty)
        let payload = try await files.run("extract", "two/a.warc", "-u", "http://a.example/2", "--stdout")
        #expect(payload.output == Self.long)
    }

    @Test func `import takes a file into a collection once`() async throws {
        let result = try await files.run("import", "a.warc", "-c", "coll")
        #expect(result.status == 0, "\(result.errors)")
        #expect(files.text("coll/archive/a.warc") == files.text("a.warc"))
        #expect(files.text("coll/indexes/index.cdxj")?.split(separator: "\n").count == 2)
        let again = try await files.run("import", "a.warc", "-c", "coll", "--json")
        #expect(again.status == 0 && again.output.contains("\"status\" : \"present\""))
        try files.write("hello", to: "b.txt")
        #expect(try await files.run("import", "b.txt", "-c", "coll").status == 3)
        #expect(try await files.run("status", "-c", "coll").lines.first?.contains("2 captures") == true)
    }

    @Test(arguments: [
        ["index"], ["index", "a", "--format", "cdx12"], ["index", "a", "--wacz-idx"], ["index", "a", "--lines", "0"],
        ["mend"], ["recompress", "a"], ["recompress", "a", "-o", "d", "--level", "13"],
        ["recompress", "a", "-o", "d", "--to", "warc", "--level", "1"],
        ["recompress", "a", "-o", "d", "--max-size", "x"],
        ["recompress", "a", "-o", "d", "--for", "jhove", "--to", "zst"], ["dedup", "a"], ["import"],
    ])
    func `wrong use is refused before anything is done`(arguments: [String]) {
        #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(arguments) }
    }
}
