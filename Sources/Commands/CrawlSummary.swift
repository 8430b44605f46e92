// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import Diagnostics

/// What a crawl came to, for people and for machines.
struct CrawlSummary {
    private let end: CrawlEnd

    init(_ end: CrawlEnd) { self.end = end }

    func text(_ layout: CollectionLayout) -> String {
        let progress = end.progress
        var lines = [
            "\(layout.name): \(progress.pages) pages, \(progress.media) media, "
                + "\(ByteText.size(progress.payloadBytes)) fetched, \(ByteText.size(progress.bytes)) stored"
                + (progress.savedBytes > 0 ? ", \(ByteText.size(progress.savedBytes)) not stored again" : "")
        ]
        for (outcome, number) in progress.outcomes.sorted(by: {
            ($1.value, $0.key.description) < ($0.value, $1.key.description)
        }) {
            lines.append("  \(outcome): \(number)")
        }
        switch end.cause {
        case .finished:
            if progress.missingSeeds > 0 { lines.append("  seeds that are not there: \(progress.missingSeeds)") }
            lines.append(end.exitCode == .gaps ? "done, with gaps: see \(layout.crawlLogPath)" : "done")
        case .limit(let name):
            lines.append(
                "stopped at a limit: \(name); \(progress.remaining) URLs to go, `\(Self.resume(after: name))` goes on")
        case .stopped, .stoppedHard: lines.append("stopped; \(progress.remaining) URLs to go, `kabinet resume` goes on")
        case .diskFull(let detail): lines.append("disk full: \(detail)\nmake room, then `kabinet resume` goes on")
        case .failed(let detail): lines.append("failed: \(detail)\n`kabinet resume` goes on")
        }
        return lines.joined(separator: "\n")
    }

    /// What goes on after a limit: the number of pages and of bytes count over the whole run, so they have to be raised.
    private static func resume(after limit: String) -> String {
        let option = ["--max-pages", "--max-bytes"].first { limit.hasPrefix($0 + " ") }
        return "kabinet resume" + (option.map { " \($0) <more>" } ?? "")
    }

    func json() throws -> String {
        struct Output: Encodable {
            let end: String
            let exitCode: Int32
            let outcomes: [String: Int]
            let pages, media, missingSeeds, remaining: Int
            let storedBytes, fetchedBytes, savedBytes: Int64
        }
        let progress = end.progress
        return try JSONOutput.encode(
            Output(
                end: end.cause.text, exitCode: end.exitCode.rawValue,
                outcomes: Dictionary(progress.outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +),
                pages: progress.pages, media: progress.media, missingSeeds: progress.missingSeeds,
                remaining: progress.remaining,
                storedBytes: progress.bytes, fetchedBytes: progress.payloadBytes, savedBytes: progress.savedBytes))
    }
}
