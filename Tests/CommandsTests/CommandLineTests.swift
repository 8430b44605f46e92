// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Collection
import Crawl
import Testing

@testable import Commands

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
        ["crawl", "https://a.example/", "--connect-to", "127.0.0.1:80"], ["serve", "--port", "70000"],
        ["serve", "--port", "8080", "--replay-port", "8080"], ["init", "--from", "26-10-2017"], ["nonsense"],
    ])
    func `wrong use is refused before anything is done`(arguments: [String]) {
        #expect(throws: (any Error).self) { try KabinetCommand.parseAsRoot(arguments) }
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
