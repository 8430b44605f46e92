// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Diagnostics
import FoundationEssentials

/// `logs/report-<time>-run<id>.json`: what a process's work on a run came to.
struct CrawlReport: Sendable {
    let run: CrawlRun
    let end: CrawlEnd

    private struct Content: Encodable {
        let run: Int64
        let began, written: String
        let end: String
        let exitCode: Int32
        let urls: [String: Int]
        let outcomes: [String: Int]
        let records: [String: Int]
        let pages, media, missingSeeds: Int
        let archivedBytes, payloadBytes, savedBytes: Int64
    }

    func write(_ layout: CollectionLayout) throws {
        let now = ArchiveDate.now()
        let progress = end.progress
        let content = Content(
            run: run.id, began: run.started.iso8601, written: now.iso8601, end: end.cause.text,
            exitCode: end.exitCode.rawValue, urls: progress.states,
            outcomes: Dictionary(
                progress.outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +),
            records: Dictionary(progress.kinds.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +),
            pages: progress.pages, media: progress.media, missingSeeds: progress.missingSeeds,
            archivedBytes: progress.bytes, payloadBytes: progress.payloadBytes, savedBytes: progress.savedBytes)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileSystem.writeAtomically(
            "\(layout.logsDirectory)/report-\(now.digits17)-run\(run.id).json",
            Array(try encoder.encode(content)) + [10])
    }
}
