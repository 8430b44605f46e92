// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Crawl

/// When a crawl stops before it is done: for `crawl`, and for `resume` to raise.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Stop after this many pages of the run; what they need is still fetched.", valueName: "n"))
    var maxPages: Int?
    @Option(
        help: ArgumentHelp(
            "Stop when the run has added this much to the archive: 500000, 200M, 4G.", valueName: "bytes"))
    var maxBytes: ByteCount?
    @Option(help: ArgumentHelp("Stop after this time: 90, 30m, 8h.", valueName: "seconds"))
    var timeLimit: Seconds?
    @Option(
        help: ArgumentHelp(
            "Stop when a disk that the crawl writes to has less free than this: 200M, 5G. 64 MiB unless given.",
            valueName: "bytes"))
    var minFree: ByteCount?

    func validate() throws {
        if let maxPages { try CrawlOptions.check("--max-pages", maxPages, atLeast: 1) }
    }

    /// Those that were given; nil for the others.
    var limits: CrawlSettings.Limits {
        CrawlSettings.Limits(
            pages: maxPages, bytes: maxBytes?.bytes, seconds: timeLimit?.seconds,
            freeBytes: minFree.map { UInt64(clamping: $0.bytes) })
    }
}
