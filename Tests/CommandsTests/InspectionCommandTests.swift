// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import TestSupport
import Testing

@testable import Commands

/// `ls`, `stats`, `cat` and `extract` as a user runs them.
@Suite struct InspectionCommandTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func run(_ arguments: String...) async throws -> ToolProcess.Result {
        try await ToolProcess.run(try Kabinet.path, arguments, in: folder.path)
    }

    private static func record(_ type: String, _ lines: String, _ block: String) -> String {
        "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:x:\(type)>\r\nWARC-Date: 2026-11-22T12:00:00Z\r\n"
            + lines
            + "Content-Length: \(block.utf8.count)\r\n\r\n" + block + "\r\n\r\n"
    }

    private static let page = record(
        "response", "WARC-Target-URI: http://a.example/p\r\nContent-Type: application/http;msgtype=response\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nDag\r\n0\r\n\r\n")
    private static let info = record("warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n")

    /// A file of a warcinfo and a page.
    private func whole() throws -> String {
        try folder.write(Array((Self.info + Self.page).utf8), to: "a.warc")
        return "a.warc"
    }

    /// The same file without its last bytes.
    private func cut() throws -> String {
        try folder.write(Array((Self.info + Self.page).utf8.dropLast(12)), to: "cut.warc")
        return "cut.warc"
    }

    @Test func `ls prints a line for each record`() async throws {
        let result = try await run("ls", try whole())
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(result.lines.count == 2)
        #expect(result.lines.last?.split(separator: " ").last == "http://a.example/p")
        let filtered = try await run("ls", "a.warc", "--json", "-t", "response", "-S", "2xx", "--not-mime", "image/*")
        #expect(filtered.lines.count == 1)
        #expect(filtered.output.hasPrefix("{\"file\": \"a.warc\", \"offset\": \(Self.info.utf8.count), \"length\": "))
    }

    @Test func `damage is told on the error output, what can be read is shown, and the end is 4`() async throws {
        let file = try cut()
        for command in [["ls", file], ["stats", file, "--json"], ["extract", file, "-o", "out"]] {
            let result = try await ToolProcess.run(try Kabinet.path, command, in: folder.path)
            #expect(result.status == 4, "\(command) \(result.errors)")
            #expect(result.errors.contains("cut.warc@\(Self.info.utf8.count): error: "))
            #expect(!result.output.isEmpty)
        }
    }

    @Test func `what is no archive ends with 3, the other files are done`() async throws {
        try folder.write(Array("hello".utf8), to: "b.txt")
        for command in [["ls"], ["stats"], ["extract", "-o", "out"]] {
            let result = try await ToolProcess.run(
                try Kabinet.path, command + ["b.txt", "missing.warc", try whole()], in: folder.path)
            #expect(result.status == 3, "\(command)")
            #expect(result.errors.contains("b.txt: error: no record of WARC or ARC in this file"))
            #expect(result.errors.contains("missing.warc: error: "))
            #expect(!result.output.isEmpty)
        }
        let result = try await run("cat", "b.txt", "0")
        #expect(result.status == 3 && result.output.isEmpty)
    }

    @Test func `stats counts, as tables and as JSON`() async throws {
        let table = try await run("stats", try whole())
        #expect(table.lines.first?.hasPrefix("2 records in 1 file of ") == true)
        #expect(table.output.contains("\nresponse"))
        let json = try await run("stats", "a.warc", "a.warc", "--json", "--per-file")
        #expect(json.output.contains("\"files\": 2, "))
        #expect(json.output.contains("\"records\": 4, "))
        #expect(json.output.contains("\"types\": {\"response\": 2, \"warcinfo\": 2}"))
        #expect(json.output.contains("\"perFile\": [{\"file\": \"a.warc\", \"files\": 1, "))
        let one = try await run("stats", "a.warc", "--threads", "1", "--host", "a.example")
        #expect(one.lines.first?.hasPrefix("1 records in 1 file") == true)
    }

    @Test func `cat prints a record or a part of it, byte by byte`() async throws {
        let place = "\(try whole())@\(Self.info.utf8.count)"
        #expect(try await run("cat", place).output == Self.page)
        #expect(try await run("cat", place, "--raw").output == String(Self.page.dropLast(2)))
        #expect(try await run("cat", place, "--payload").output == "Dag")
        #expect(try await run("cat", place, "-P", "--as", "stored").output == "3\r\nDag\r\n0\r\n\r\n")
        #expect(try await run("cat", place, "-p").output.hasSuffix("chunked\r\n\r\n"))
        #expect(try await run("cat", "a.warc", "0", "--block").output == "software: x\r\n")
        #expect(try await run("cat", "a.warc", "0", place, "--header").output.split(separator: "WARC/1.0").count == 2)
        let wrong = try await run("cat", "a.warc", "1")
        #expect(wrong.status == 3)
        #expect(wrong.errors.contains("no record starts at this offset"))
        #expect(wrong.errors.contains("kabinet ls a.warc"))
    }

    @Test func `extract writes payloads and a manifest, or one to the standard output`() async throws {
        let result = try await run("extract", try whole(), "-o", "out")
        #expect(result.status == 0)
        #expect(TestFile.text(folder.appending("out/20261122120000-a.example-p.html")) == "Dag")
        #expect(TestFile.text(folder.appending("out/manifest.jsonl"))?.contains("\"bytes\": 3") == true)
        #expect(try await run("extract", "a.warc", "--stdout").output == "Dag")
        let none = try await run("extract", "a.warc", "--host", "b.example", "--stdout")
        #expect(none.status == 1 && none.errors.contains("no record fits"))
    }

    @Test func `a revisit without its original ends with 5`() async throws {
        let revisit = Self.record(
            "revisit", "WARC-Target-URI: http://a.example/r\r\nWARC-Payload-Digest: sha1:AA\r\n", "")
        try folder.write(Array(revisit.utf8), to: "r.warc")
        let result = try await run("extract", "r.warc", "-o", "out", "--json")
        #expect(result.status == 5)
        #expect(result.output.contains("\"missing\": 1"))
        #expect(result.errors.contains("r.warc@0: warning: the record that this revisit repeats is not in these files"))
    }

    @Test func `a reader that goes away ends the output quietly`() async throws {
        try folder.write(Array(String(repeating: Self.page, count: 3000).utf8), to: "big.warc")
        let command = "\"$0\" ls big.warc | head -n 1; echo \"${PIPESTATUS[0]}\""
        let result = try await ToolProcess.run(
            "/bin/bash", ["-c", "trap '' PIPE; " + command, try Kabinet.path], in: folder.path)
        #expect(result.lines.count == 2 && result.lines.last == "0")
        #expect(result.errors.isEmpty)
    }

    @Test(arguments: [
        ["ls"], ["ls", "a", "--status", "9999"], ["ls", "a", "--from", "yesterday"], ["ls", "a", "--threads", "0"],
        ["stats", "a", "--top", "0"], ["cat", "a"], ["cat", "a@x"], ["cat", "a", "--header", "--block", "1"],
        ["cat", "a", "1", "--as", "nothing"], ["extract", "a"], ["extract", "a", "-o", "d", "--stdout"],
        ["extract", "a", "--stdout", "--json"], ["extract", "a", "-o", "d", "--offset", "-1"],
        ["ls", "a", "--url", ""],
    ])
    func `wrong use is refused before anything is done`(arguments: [String]) {
        #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(arguments) }
    }

    @Test func `a place is a file with its offset behind it or after it`() throws {
        #expect(
            try RecordPlace.read(["a", "1", "2", "b@3", "c@d", "4"]) == [
                RecordPlace(path: "a", offset: 1), RecordPlace(path: "a", offset: 2), RecordPlace(path: "b", offset: 3),
                RecordPlace(path: "c@d", offset: 4),
            ])
        #expect(try RecordPlace.read(["7", "1"]) == [RecordPlace(path: "7", offset: 1)])
    }

    @Test func `cat ends an ARC record as its file does`() async throws {
        let version = "filedesc://a.arc 0.0.0.0 20260101000000 text/plain 20\n1 0 Kabinet\nURL IP\n\n"
        let page = "http://a.example/ 127.0.0.1 20260101000000 text/html 22\nHTTP/1.0 200 OK\r\n\r\nDag\n"
        try folder.write(Array((version + page).utf8), to: "a.arc")
        let result = try await run("cat", "a.arc", String(version.utf8.count))
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == page)
    }

    @Test func `a result that cannot be printed is no success`() async throws {
        let kabinet = try Kabinet.path
        let command = "exec \(kabinet) index \(try whole()) -o a.cdxj --json >/dev/full"
        let result = try await ToolProcess.run("/bin/sh", ["-c", command], in: folder.path)
        #expect(result.status == 1 && result.errors.contains("cannot write the output"))
    }
}
