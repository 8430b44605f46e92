// SPDX-License-Identifier: EUPL-1.2

import Crawl
import Diagnostics

/// What `crawl --dry-run` prints: what would be fetched first, by which profile, how far and how gently.
struct DryRun {
    private let settings: CrawlSettings

    init(_ settings: CrawlSettings) { self.settings = settings }

    func text() throws -> String {
        var lines: [String] = []
        do {
            for outline in try CrawlOutline.outlines(of: settings) {
                lines.append("\(outline.seed): account \(outline.account), profile \(outline.profile)")
                lines.append("  scope: \(outline.scope); robots.txt: \(outline.robots); \(outline.pace)")
                lines += outline.urls.map { "  \($0)" }
            }
        } catch {
            throw CommandEnd(error, fallback: .badInput)
        }
        return lines.joined(separator: "\n")
    }
}
