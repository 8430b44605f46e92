// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Testing

@testable import Collection
@testable import Commands
@testable import Crawl

@Suite struct CommandLineTests {
    @Test(arguments: [
        ("500000", 500_000), ("200k", 200_000), ("20M", 20_000_000), ("1.5G", 1_500_000_000), ("4T", 4_000_000_000_000),
    ])
    func `bytes are read with their unit`(text: String, bytes: Int64) {
        #expect(ByteCount(argument: text)?.bytes == bytes)
    }

    @Test(arguments: ["", "0", "-5", "M", "5X", "1e9", "99999999999999T", "nan"])
    func `what is no number of bytes is refused`(text: String) {
        #expect(ByteCount(argument: text) == nil)
    }

    @Test(arguments: [("90", 90.0), ("1.5", 1.5), ("30s", 30), ("15m", 900), ("8h", 28_800), ("0", 0)])
    func `times are read with their unit`(text: String, seconds: Double) {
        #expect(Seconds(argument: text)?.seconds == seconds)
    }

    @Test(arguments: [
        (812, "812 B"), (999, "999 B"), (14_200, "14.2 kB"), (3_449_000, "3.4 MB"), (2_147_483_648, "2.1 GB"),
        (7_000_000_000_000, "7.0 TB"),
    ])
    func `sizes are printed in powers of a thousand`(bytes: Int64, text: String) {
        #expect(ByteText.size(bytes) == text)
    }

    @Test(arguments: [(12.4, "12 s"), (184, "3 min 4 s"), (7500, "2 h 5 min")])
    func `durations are printed as people say them`(seconds: Double, text: String) {
        #expect(ByteText.duration(seconds) == text)
    }

    @Test(arguments: [
        ["crawl"], ["crawl", "https://a.example/", "--max-pages", "0"], ["crawl", "https://a.example/", "--nonsense"],
        ["crawl", "https://a.example/", "--allow-address", "localhost"],
        ["crawl", "https://a.example/", "--connect-to", "127.0.0.1:80"], ["resume", "--max-pages", "0"],
        ["resume", "--max-bytes", "nothing"], ["crawl", "https://a.example/", "--cacert", "/nowhere/ca.pem"],
        ["crawl", "https://a.example/", "--cacert", "/"],
        ["crawl", "https://a.example/", "--resolve", "a.example:443"],
        ["crawl", "https://a.example/", "--resolve", "a.example:0:192.0.2.1"],
        ["crawl", "https://a.example/", "--resolve", "a.example:443:b.example"],
        ["crawl", "https://a.example/", "--resolve", ":443:192.0.2.1"], ["serve", "--port", "70000"],
        ["serve", "--port", "8080", "--replay-port", "8080"], ["init", "--from", "26-10-2017"], ["nonsense"],
    ])
    func `wrong use is refused before anything is done`(arguments: [String]) {
        #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(arguments) }
    }

    @Test(arguments: ["a.example:443:192.0.2.1", "*:80:[2001:db8::1],192.0.2.1", "a.example:8443:2001:db8::1"])
    func `addresses for a host are taken as curl takes them`(rule: String) throws {
        let command = try KabinetCommand.parseAsRoot(["crawl", "https://a.example/", "--resolve", rule])
        #expect((command as? CrawlCommand)?.options.resolve == [rule])
    }

    @Test func `a certificate file is kept with its whole path, limits as they were given`() throws {
        let command = try #require(
            try KabinetCommand.parseAsRoot([
                "crawl", "https://a.example/", "--cacert", "./Package.swift", "--max-pages", "3", "--max-bytes", "2k",
                "--max-body-bytes", "1k",
            ]) as? CrawlCommand)
        var settings = CrawlSettings(seeds: [], profiles: [:])
        command.options.apply(to: &settings)
        #expect(settings.network.caFile?.hasPrefix("/") == true)
        #expect(settings.network.caFile?.hasSuffix("/Package.swift") == true)
        #expect(settings.network.caFile?.contains("/./") == false)
        #expect(settings.limits == CrawlSettings.Limits(pages: 3, bytes: 2000, bodyBytes: 1000))
    }

    @Test(arguments: [("--max-pages 3", "--max-pages <more>"), ("--max-bytes 9", "--max-bytes <more>")])
    func `the summary names the option that lets a crawl go on beyond its limit`(limit: String, option: String) {
        let layout = CollectionLayout(root: "/c")
        let end = CrawlEnd(cause: .limit(limit), progress: RunProgress())
        #expect(CrawlSummary(end).text(layout).contains("`kabinet resume \(option)` goes on"))
        let time = CrawlEnd(cause: .limit("--time-limit 9"), progress: RunProgress())
        #expect(CrawlSummary(time).text(layout).contains("`kabinet resume` goes on"))
    }

    @Test func `the JSON summary tells why a crawl ended, and counts what is held`() throws {
        var progress = RunProgress()
        (progress.pages, progress.media, progress.kinds) = (2, 3, [.page: 9])
        let text = try CrawlSummary(CrawlEnd(cause: .diskFull("no room"), progress: progress)).json()
        #expect(text.contains("\"end\" : \"disk full: no room\""))
        #expect(text.contains("\"pages\" : 2") && text.contains("\"media\" : 3"))
    }

    @Test(arguments: ["https://user:geheim@a.example/", "user:geheim@a.example"])
    func `a seed with a password is refused without printing it`(seed: String) async {
        let error = await #expect(throws: (any Error).self) {
            _ = try await SeedSelection(profile: nil).settings(for: [seed], asksServers: false) { _ in }
        }
        #expect(!"\(error.map { "\($0)" } ?? "geheim")".contains("geheim"))
    }

    @Test func `every command has a help text with an example`() {
        for command in KabinetCommand.configuration.subcommands {
            #expect(!command.configuration.abstract.isEmpty)
            #expect(command.configuration.discussion.contains("Example: kabinet"), "\(command)")
        }
    }

    @Test func `the progress line names pages, media, bytes, rate, queue, revisits and outcomes`() {
        var progress = CrawlProgress()
        (progress.pages, progress.media, progress.fetchedBytes, progress.seconds) = (12, 34, 5_000_000, 10)
        (progress.queued, progress.running, progress.revisits) = (7, 3, 2)
        progress.outcomes = [.walled(.login): 4, .captured: 40]
        #expect(
            ProgressDisplay.line(progress)
                == "12 pages · 34 media · 5.0 MB · 500.0 kB/s · 7 queued · 3 running · 2 revisits · 4 walled:login")
    }
}
