// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Frontier

extension CrawlController {
    func handle(_ event: Event, _ group: inout DiscardingTaskGroup) {
        let now = ArchiveDate.now()
        switch event {
        case .worked(let url, let result):
            take(result, of: url, now: now)
            if let limit = context.settings.limits.bytes, progress.archivedBytes >= limit, cause == nil {
                end(.limit("--max-bytes \(limit)"), &group)
            }
        case .workFailed(let url, let error):
            frontier.finished(url, FetchReport(seconds: 0), random: 0, now: now)
            fail(error, &group)
        case .complained(let url, let report):
            frontier.complained(url, report, now: now)
        case .claimed(let claims):
            for (queue, claimed) in claims { frontier.loaded(queue, claimed, now: now) }
        case .remembered:
            isRemembering = false
        case .ledgerFailed(let error):
            isRemembering = false
            fail(error, &group)
        case .tick:
            break
        case .timeIsUp:
            guard cause == nil else { break }
            end(.limit("--time-limit \(Int(context.settings.limits.seconds ?? 0))"), &group)
        case .graceIsOver:
            cutOff(&group)
        }
    }

    private func take(_ result: WorkResult, of url: QueuedURL, now: ArchiveDate) {
        if let delay = result.crawlDelay {
            frontier.setAskedDelay(delay, of: url.host)
            longestDelay = max(longestDelay, delay)
        }
        // Before it is finished: then its queue may be forgotten.
        if manners.goesByAddress(url.host), let peer = result.peer {
            frontier.move(url.host, to: PaceGroup(.address, peer), now: now)
        }
        let report = FetchReport(seconds: result.seconds, signal: result.signal, notice: result.notice)
        frontier.finished(url, report, random: Double.random(in: 0..<1), now: now)
        for pause in result.pauses { frontier.pause(pause, now: now) }
        for stored in result.stored {
            frontier.added(stored.receipt.added, now: now)
            progress.note(stored, isFinal: result.isFinal)
        }
        for finding in result.findings { onFinding(finding) }
        progress.latest = url.url
    }

    // MARK: Memory

    /// Has the clocks that changed written, one write after the other.
    func writeMemories(_ group: inout DiscardingTaskGroup) {
        for (key, memory) in frontier.takeMemories(now: .now()) { memories[key] = memory }
        guard !isRemembering, !memories.isEmpty, !isCuttingOff else { return }
        isRemembering = true
        let writing = memories.map { (key: $0.key, memory: $0.value) }
        memories = [:]
        group.addTask { [worker, post] in
            do {
                try await worker.writer.remember(writing)
                post.yield(.remembered)
            } catch { post.yield(.ledgerFailed(error)) }
        }
    }

    /// Writes what is left to be remembered when the crawl is over; returns what went wrong.
    func lastWords() async -> CrawlEnd.Cause? {
        let writing = memories.map { (key: $0.key, memory: $0.value) }
        memories = [:]
        guard !writing.isEmpty else { return nil }
        do {
            try await worker.writer.remember(writing)
            return nil
        } catch {
            return cause == nil || cause == .finished ? CrawlEnd.Cause(error) : nil
        }
    }
}
