// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import Diagnostics

/// Runs a crawl session on the terminal: signals, progress, the closing lines, the exit code. Shared by all that crawl.
struct CrawlRunner {
    let layout: CollectionLayout
    let isQuiet: Bool
    let json: Bool
    var watching: MetricsOptions?

    /// Runs the session and ends the command unless it is done without gaps.
    func run(_ session: CrawlSession) async throws {
        let end = try await crawl(session)
        print(json ? try CrawlSummary(end).json() : CrawlSummary(end).text(layout))
        // Machines read stdout; what went wrong is for people as well.
        let reason = json && end.exitCode != .done ? "kabinet: \(end.cause.text)" : nil
        guard end.exitCode == .done else { throw CommandEnd(end.exitCode, reason) }
    }

    /// Runs the session and returns how it ended.
    func crawl(_ session: CrawlSession) async throws -> CrawlEnd {
        for finding in session.findings { Terminal.note("\(finding)") }
        let display = ProgressDisplay(isQuiet: isQuiet)
        let stops = StopSwitch()
        let board = StatusBoard()
        let observer = CrawlSession.Observer(
            progress: { display.show($0) }, finding: { Terminal.note("\($0)") }, board: board)
        do {
            let end = try await SignalWatch.run(pressing: stops) {
                guard let watching else { return try await session.run(stops: stops, observer: observer) }
                return try await watching.run(board) { try await session.run(stops: stops, observer: observer) }
            }
            if !isQuiet, Terminal.isInteractive { Terminal.note("") }
            return end
        } catch {
            throw CommandEnd(error)
        }
    }
}
