// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import FoundationEssentials

/// Where a collection stands, as `status` prints it.
struct CollectionStatus {
    let totals: CatalogTotals
    let run: CrawlRun?
    let progress: RunProgress?
    /// True while a process writes to the collection.
    let isBusy: Bool

    /// `running`, `stopped`, `killed` or `finished`; nil before the first run.
    var state: String? {
        run.map { $0.state == .running ? (isBusy ? "running" : "killed") : $0.state.rawValue }
    }

    func text(name: String) -> String {
        var lines = [
            "\(name): \(totals.pages) pages, \(totals.media) media, \(totals.captures) captures "
                + "(\(totals.revisits) revisits), \(ByteText.size(totals.bytes))"
        ]
        guard let run, let progress, let state else { return lines[0] + "\nnothing was crawled yet" }
        lines.append("run \(run.id), begun \(run.started.iso8601Seconds): \(state), \(progress.remaining) URLs to go")
        if state == "killed" || state == "stopped" { lines.append("`kabinet resume` goes on") }
        for (outcome, number) in progress.outcomes.sorted(by: {
            ($1.value, $0.key.description) < ($0.value, $1.key.description)
        }) {
            lines.append("  \(outcome): \(number)")
        }
        return lines.joined(separator: "\n")
    }

    func json() throws -> String {
        struct Output: Encodable {
            let captures, pages, media, revisits: Int
            let bytes: Int64
            let run: Int64?
            let state: String?
            let remaining: Int?
            let outcomes: [String: Int]
        }
        let outcomes = (progress?.outcomes ?? [:]).map { ($0.key.description, $0.value) }
        let output = Output(
            captures: totals.captures, pages: totals.pages, media: totals.media, revisits: totals.revisits,
            bytes: totals.bytes, run: run?.id, state: state, remaining: progress?.remaining,
            outcomes: Dictionary(outcomes, uniquingKeysWith: +))
        return try JSONOutput.encode(output)
    }
}

/// JSON for machines: keys in order, slashes as they are.
enum JSONOutput {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
