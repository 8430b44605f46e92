// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
package import Collection
import FoundationEssentials

extension CrawlStatus {
    /// The form of the file, counted up when a key changes its meaning.
    package static let format = "kabinet-status-1"

    /// The status as `logs/status.json` holds it. Times are RFC 3339 in UTC.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(StatusContent(self))) + [0x0A]
    }
}

/// `logs/status.json`, to write it and to read it.
package struct StatusContent: Codable, Sendable {
    package struct Account: Codable, Sendable {
        package let outcomes: [String: Int]
        package let retries: Int
        package let bytes: Int64
    }

    package struct Wait: Codable, Sendable {
        package let host, until: String
        package let backoff: Int
    }

    package struct Pause: Codable, Sendable {
        package let account, until, reason: String
    }

    package let format: String
    package let pid: Int32
    package let run: Int64?
    package let state: CrawlStatus.State
    package let began: String?
    package let updated: String
    package let seconds: Double
    package let end: String?
    package let exitCode: Int32?
    package let pages, media, captures, revisits, queued, running, retries: Int
    package let fetchedBytes, archivedBytes: Int64
    package let outcomes: [String: Int]
    package let accounts: [String: Account]
    package let hostsWaiting: [Wait]
    package let accountsPaused: [Pause]
    package let freeBytes: UInt64?
    package let urlsPerSecond, bytesPerSecond, secondsLeft: Double?

    init(_ status: CrawlStatus) {
        (format, pid, run, state) = (CrawlStatus.format, status.pid, status.run, status.state)
        (began, updated, seconds) = (status.began?.iso8601, status.updated.iso8601, Self.rounded(status.seconds))
        (end, exitCode) = (status.end, status.exitCode)
        (pages, media, captures, revisits) = (status.pages, status.media, status.captures, status.revisits)
        (queued, running, retries) = (status.queued, status.running, status.retries)
        (fetchedBytes, archivedBytes) = (status.fetchedBytes, status.archivedBytes)
        outcomes = Self.words(status.outcomes)
        accounts = status.accounts.mapValues {
            Account(outcomes: Self.words($0.outcomes), retries: $0.retries, bytes: $0.bytes)
        }
        hostsWaiting = status.waits.map { Wait(host: $0.host, until: $0.until.iso8601, backoff: $0.backoff) }
        accountsPaused = status.pauses.map { Pause(account: $0.account, until: $0.until.iso8601, reason: $0.reason) }
        freeBytes = status.freeBytes
        urlsPerSecond = status.urlsPerSecond.map(Self.rounded)
        bytesPerSecond = status.bytesPerSecond.map(Self.rounded)
        secondsLeft = status.secondsLeft.map(Self.rounded)
    }

    /// The file of a collection; nil when there is none that can be read.
    package static func read(_ layout: CollectionLayout) -> StatusContent? {
        guard let bytes = try? FileSystem.read(layout.statusPath),
            let content = try? JSONDecoder().decode(StatusContent.self, from: Data(bytes)),
            content.format == CrawlStatus.format
        else { return nil }
        return content
    }

    private static func words(_ outcomes: [Outcome: Int]) -> [String: Int] {
        Dictionary(outcomes.map { ($0.key.description, $0.value) }, uniquingKeysWith: +)
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
