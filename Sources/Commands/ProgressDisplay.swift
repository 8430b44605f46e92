// SPDX-License-Identifier: EUPL-1.2

import Collection
import Crawl
import Synchronization

/// Shows how a crawl goes: one line that is drawn over on a terminal, a plain line every ten seconds otherwise.
final class ProgressDisplay: Sendable {
    private let last = Mutex<(drawn: Double, archived: Int64)>((-1, 0))
    private let isInteractive = Terminal.isInteractive
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func show(_ progress: CrawlProgress) {
        guard !isQuiet else { return }
        let interval = isInteractive ? 0.2 : 10
        let isDue = last.withLock { last in
            guard last.drawn < 0 || progress.seconds - last.drawn >= interval else { return false }
            last.drawn = progress.seconds
            return true
        }
        guard isDue else { return }
        let text = Self.line(progress)
        if isInteractive { Terminal.draw(text) } else { Terminal.note(text) }
    }

    static func line(_ progress: CrawlProgress) -> String {
        let rate = progress.seconds > 0 ? Double(progress.fetchedBytes) / progress.seconds : 0
        var parts = [
            "\(progress.pages) pages", "\(progress.media) media", ByteText.size(progress.fetchedBytes),
            "\(ByteText.size(Int64(rate)))/s", "\(progress.queued) queued", "\(progress.running) running",
            "\(progress.revisits) revisits",
        ]
        let ends = progress.outcomes.filter { !$0.key.isSuccess && $0.value > 0 }
            .sorted { ($0.value, $1.key.description) > ($1.value, $0.key.description) }
        parts += ends.prefix(3).map { "\($0.value) \($0.key)" }
        return parts.joined(separator: " · ")
    }
}
