// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import ByteStreams
import Collection
import Threads

/// Keeps `logs/status.json` up to date while a crawl runs: once a second, on a thread that may block.
struct StatusWriter: Sendable {
    let layout: CollectionLayout
    let ledger: CrawlLedger
    let board: StatusBoard
    let check: DiskSpaceCheck
    let pool: BlockingPool

    /// Writes until the task is cancelled.
    func run(interval: Double = 1) async {
        while !Task.isCancelled {
            await write()
            do { try await Task.sleep(for: .seconds(interval)) } catch { return }
        }
    }

    /// Writes once. A status that can't be written stops nothing: the crawl is what counts.
    func write() async {
        _ = try? await pool.run {
            let now = ArchiveDate.now()
            let waits = try ledger.hostsWaiting(at: now, limit: 100).map {
                CrawlStatus.Wait(host: $0.host, until: $0.until, backoff: $0.backoff)
            }
            let pauses = try ledger.pauses(at: now).prefix(100).map {
                CrawlStatus.Pause(account: $0.account, until: $0.until, reason: $0.reason)
            }
            let free = check.places.compactMap { try? FileSystem.freeBytes(at: $0.directory) }.min()
            board.note(waits: waits, pauses: Array(pauses), freeBytes: free)
            try FileSystem.replace(layout.statusPath, try board.status(now: now).json())
        }
    }
}
