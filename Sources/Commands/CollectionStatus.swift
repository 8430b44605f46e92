// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Crawl
import FoundationEssentials

/// Where a collection stands, as `status` prints it.
struct CollectionStatus {
    let totals: CatalogTotals
    let run: CrawlRun?
    let progress: RunProgress?
    /// True while a process writes to the collection.
    let isBusy: Bool
    /// What the crawl itself last wrote down; nil when it never did.
    var live: StatusContent?

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
        if isBusy, let live, live.run == run.id { lines += Self.live(live) }
        if state == "killed" || state == "stopped" { lines.append("`kabinet resume` goes on") }
        for (outcome, number) in progress.outcomes.sorted(by: {
            ($1.value, $0.key.description) < ($0.value, $1.key.description)
        }) {
            lines.append("  \(outcome): \(number)")
        }
        return lines.joined(separator: "\n")
    }

    /// What only the running process knows.
    private static func live(_ live: StatusContent) -> [String] {
        var lines = [
            "process \(live.pid), as of \(live.updated.prefix(19))Z: \(live.queued) queued, \(live.running) running"
        ]
        if let urls = live.urlsPerSecond, let bytes = live.bytesPerSecond {
            let left = live.secondsLeft.map { ", about \(ByteText.duration($0)) for what waits now" } ?? ""
            lines.append("\(ByteText.tenths(urls)) URLs/s, \(ByteText.size(Int64(bytes)))/s\(left)")
        }
        for wait in live.hostsWaiting.prefix(10) {
            lines.append("  \(wait.host) asks to be left alone until \(wait.until.prefix(19))Z")
        }
        for pause in live.accountsPaused.prefix(10) {
            lines.append("  \(pause.account) is left alone until \(pause.until.prefix(19))Z: \(pause.reason)")
        }
        return lines
    }

    func json() throws -> String {
        struct Output: Encodable {
            let captures, pages, media, revisits: Int
            let bytes: Int64
            let run: Int64?
            let state: String?
            let remaining: Int?
            let outcomes: [String: Int]
            let process: StatusContent?
        }
        let outcomes = (progress?.outcomes ?? [:]).map { ($0.key.description, $0.value) }
        let output = Output(
            captures: totals.captures, pages: totals.pages, media: totals.media, revisits: totals.revisits,
            bytes: totals.bytes, run: run?.id, state: state, remaining: progress?.remaining,
            outcomes: Dictionary(outcomes, uniquingKeysWith: +),
            process: isBusy && live?.run == run?.id ? live : nil)
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
