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
            "\(layout.name): \(progress.kinds[.page] ?? 0) pages, \(progress.kinds[.media] ?? 0) media, "
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
            lines.append(end.exitCode == .gaps ? "done, with gaps: see \(layout.crawlLogPath)" : "done")
        case .limit(let name):
            lines.append("stopped at a limit: \(name); \(progress.remaining) URLs to go, `kabinet resume` goes on")
        case .stopped, .stoppedHard: lines.append("stopped; \(progress.remaining) URLs to go, `kabinet resume` goes on")
        case .diskFull(let detail): lines.append("disk full: \(detail)\nmake room, then `kabinet resume` goes on")
        case .failed(let detail): lines.append("failed: \(detail)\n`kabinet resume` goes on")
        }
        return lines.joined(separator: "\n")
    }

    func json() throws -> String {
        struct Output: Encodable {
            let exitCode: Int32
            let outcomes: [String: Int]
            let pages, media, remaining: Int
            let storedBytes, fetchedBytes, savedBytes: Int64
        }
        let progress = end.progress
        return try JSONText.encode(
            Output(
                exitCode: end.exitCode.rawValue,
                outcomes: Dictionary(progress.outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +),
                pages: progress.kinds[.page] ?? 0, media: progress.kinds[.media] ?? 0, remaining: progress.remaining,
                storedBytes: progress.bytes, fetchedBytes: progress.payloadBytes, savedBytes: progress.savedBytes))
    }
}
