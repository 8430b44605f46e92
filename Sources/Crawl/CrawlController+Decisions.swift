// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import Collection
import Diagnostics
import Frontier
import Scope

extension CrawlController {
    /// Hosts and accounts that are named when the crawl ends because they want to be left alone.
    private static let mostRests = 20

    /// Does what the frontier wants until it wants to wait; true when the crawl is over.
    func step(_ group: inout DiscardingTaskGroup) async -> Bool {
        // Claims that are wanted at the same time go to the ledger together.
        var wishes: [(URLQueue, limit: Int)] = []
        while true {
            if cause != nil { return frontier.runningCount == 0 }
            let now = ArchiveDate.now()
            switch frontier.next(now: now) {
            case .start(let url):
                guard !isDraining || !Self.isNewPage(url) else {
                    // Beyond the page limit a page stays in the ledger, while what the captured pages need is still fetched.
                    deferredPages += 1
                    frontier.putBack(url, now: now)
                    continue
                }
                start(url, &group)
                watchPageLimit()
            case .load(let queue, let limit):
                wishes.append((queue, limit))
            case .wait(let until):
                claim(wishes, &group)
                timer?.cancel()
                if let until, frontier.isIdle, until > now.adding(seconds: max(context.longestWait, longestDelay)) {
                    stopForRests(until: until, now: now, &group)
                    return true
                }
                timer = until.map { startTimer(max(0.001, Double($0.microseconds - now.microseconds) / 1e6), .tick) }
                return false
            case .finished:
                if await !foundForgottenWork() { return true }
            }
        }
    }

    private func claim(_ wishes: [(URLQueue, limit: Int)], _ group: inout DiscardingTaskGroup) {
        guard !wishes.isEmpty else { return }
        group.addTask { [worker, post] in
            do { post.yield(.claimed(try await worker.writer.claim(wishes))) } catch {
                post.yield(.ledgerFailed(error))
            }
        }
    }

    /// All that is left has to wait for longer than a crawl should: it ends, says for whom, and can be resumed.
    private func stopForRests(until: ArchiveDate, now: ArchiveDate, _ group: inout DiscardingTaskGroup) {
        let rests = frontier.rests(now: now)
        for rest in rests.prefix(Self.mostRests) {
            onFinding(
                Diagnostic(
                    .note, "\(rest.who) is to be left alone until \(rest.until.iso8601Seconds) (\(rest.reason))",
                    hint: "\(rest.waiting) addresses wait for that; go on with `kabinet resume` then"))
        }
        let who = rests.first.map { $0.who } ?? "the server"
        let others = rests.count > 1 ? " and \(rests.count - 1) more" : ""
        end(.limit("\(who)\(others) asks to be left alone until \(until.iso8601Seconds)"), &group)
    }

    /// The ledger has the last word on whether a crawl is finished: a count that was lost must not end it.
    private func foundForgottenWork() async -> Bool {
        do {
            let backlog = try await worker.writer.backlog()
            guard !backlog.isEmpty else {
                if deferredPages > 0 { cause = .limit("--max-pages \(context.settings.limits.pages ?? 0)") }
                return false
            }
            frontier.added(backlog, now: .now())
            return true
        } catch {
            cause = CrawlEnd.Cause(error)
            return false
        }
    }

    private func start(_ url: QueuedURL, _ group: inout DiscardingTaskGroup) {
        if Self.isNewPage(url) { pagesStarted += 1 }
        group.addTask { [worker, post] in
            do {
                let result = try await worker.work(on: url) { post.yield(.complained(url, $0)) }
                post.yield(.worked(url, result))
            } catch { post.yield(.workFailed(url, error)) }
        }
    }

    func watchPageLimit() {
        guard let limit = context.settings.limits.pages, pagesStarted >= limit else { return }
        isDraining = true
    }

    /// A further try and the target of a redirect belong to a page that was counted already.
    private static func isNewPage(_ url: QueuedURL) -> Bool {
        url.kind == .page && url.attempts == 0 && !HopPath(url.hops).isRedirect
    }
}
