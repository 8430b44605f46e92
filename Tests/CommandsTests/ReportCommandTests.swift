// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import FoundationEssentials
import TestSupport
import Testing

@testable import Commands

/// `report`, `status` and `--metrics` as a user runs them.
@Suite struct ReportCommandTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func run(_ arguments: String...) async throws -> ToolProcess.Result {
        try await ToolProcess.run(try Kabinet.path, arguments, in: folder.path)
    }

    private struct Report: Decodable {
        struct Account: Decodable {
            let account, verdict: String
            let outcomes, missingByReason: [String: Int]
        }
        let format, collection: String
        let accounts: [Account]
    }

    /// A crawl of an address at which nobody answers: there is nothing, and the report says so.
    private func crawl() async throws {
        let crawl = try await run(
            "crawl", "http://127.0.0.1:1/", "-c", "demo", "--allow-address", "127.0.0.0/8", "--quiet", "--metrics", "0")
        #expect(crawl.status == 5, "\(crawl.errors)")
        #expect(crawl.errors.contains("metrics: http://127.0.0.1:"))
    }

    @Test func `a report is made in three forms, and a run's own lies in its logs`() async throws {
        try await crawl()
        let text = try await run("report", "-c", "demo")
        #expect(text.status == 0)
        #expect(text.output.contains("missing 1: 1 failed:connect\n    list: failed:connect: http://127.0.0.1:1/"))
        let json = try await run("report", "-c", "demo", "--json")
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.format == "kabinet-report-1")
        let name = try #require(report.accounts.first?.account)
        #expect(report.accounts.map(\.missingByReason) == [["failed:connect": 1]])
        #expect(report.accounts.map(\.verdict) == ["gaps"])
        let one = try await run("report", "-c", "demo", "--json", "--run", "1", "--account", name)
        #expect(try JSONDecoder().decode(Report.self, from: Data(one.output.utf8)).accounts.map(\.account) == [name])

        for (language, words) in [("nl", "Wat ontbreekt?"), ("en", "What is missing?")] {
            let page = try await run("report", "-c", "demo", "--html", "page.html", "--lang", language)
            #expect(page.status == 0 && page.output.isEmpty)
            let html = try #require(TestFile.text(folder.appending("page.html")))
            #expect(html.contains("<h1>\(words)</h1>"))
            #expect(html.contains("<html lang=\"\(language)\">"))
            for outside in ["src=", "<link", "@import", "url(", "<script"] { #expect(!html.contains(outside)) }
        }
        let status = try await run("status", "-c", "demo", "--json")
        #expect(status.output.contains("\"state\" : \"finished\""))
        let file = try #require(TestFile.text(folder.appending("demo/logs/status.json")))
        #expect(file.contains("\"format\" : \"kabinet-status-1\"") && file.contains("\"state\" : \"finished\""))
    }

    @Test func `a run, an account or a collection that there is not is wrong use`() async throws {
        try await crawl()
        for arguments in [["--run", "77"], ["--account", "nobody"]] {
            let result = try await ToolProcess.run(
                try Kabinet.path, ["report", "-c", "demo"] + arguments, in: folder.path)
            #expect(result.status == 2)
            #expect(result.output.isEmpty && !result.errors.isEmpty)
        }
        #expect(try await run("report", "-c", "nowhere").status == 2)
    }

    @Test(arguments: [
        ["report", "--json", "--html", "a.html"], ["report", "--lang", "fr"], ["report", "--top", "-1"],
        ["crawl", "https://a.example/", "--metrics", "0.0.0.0:9187"],
        ["crawl", "https://a.example/", "--metrics", "70000"],
        ["crawl", "https://a.example/", "--metrics", "::1:80"], ["crawl", "https://a.example/", "--min-free", "no"],
        ["resume", "--metrics", "192.0.2.1:80"],
    ])
    func `wrong use is refused before anything is done`(arguments: [String]) {
        #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(arguments) }
    }

    @Test(arguments: [
        ("9187", "127.0.0.1", 9187, true), ("127.9.9.9:1", "127.9.9.9", 1, true), ("[::1]:80", "::1", 80, true),
        ("localhost:0", "localhost", 0, true), ("0.0.0.0:80", "0.0.0.0", 80, false), ("[::]:80", "::", 80, false),
        ("127.1:80", "127.1", 80, false), ("127.0.0.1.example:80", "127.0.0.1.example", 80, false),
    ])
    func `the address of the metrics is this machine's unless one says so`(
        text: String, host: String, port: Int, isLoopback: Bool
    ) throws {
        let address = try #require(MetricsAddress(argument: text))
        #expect((address.host, address.port, address.isLoopback) == (host, port, isLoopback))
        if !isLoopback {
            let command = ["crawl", "https://a.example/", "--metrics", text]
            #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(command) }
            _ = try KabinetCommand.parseAsRoot(command + ["--metrics-public"])
        }
    }
}
