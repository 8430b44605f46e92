// SPDX-License-Identifier: EUPL-1.2

import CDX
import Collection
import DemoSite
import WebURL

/// Holds what was captured of the demonstration site against what it is known to have.
struct DemoComparison {
    private let posts: (found: Int, all: Int)
    private let media: (found: Int, all: Int)
    private let pages: (found: Int, all: Int)
    private let missing: [String]

    /// Looks every post, page and medium of the truth up in the catalog; a medium counts only with the right bytes.
    init(truth: DemoTruth, catalog: CaptureCatalog) throws {
        var missing: [String] = []
        func count(_ urls: [String], _ isRight: (CatalogCapture, Int) -> Bool) throws -> (Int, Int) {
            var found = 0
            for (index, url) in urls.enumerated() {
                let captures = try catalog.captures(urlkey: SURT.urlkey(url))
                if captures.contains(where: { $0.cdx.status == "200" && $0.outcome.isSuccess && isRight($0, index) }) {
                    found += 1
                } else {
                    missing.append(url)
                }
            }
            return (found, urls.count)
        }
        // The address of a boost leads to the post it shows: the redirect is what there is to capture.
        posts = try count(truth.posts.map { truth.redirects[$0.permalink] ?? $0.permalink }) { _, _ in true }
        pages = try count(truth.pages) { _, _ in true }
        media = try count(truth.media.map(\.url)) { capture, index in
            capture.cdx.digest == "sha256:\(truth.media[index].sha256)"
        }
        self.missing = missing
    }

    var isComplete: Bool { missing.isEmpty }

    var text: String {
        var lines = [
            "What the site has, and what was captured:",
            "  posts \(posts.found) of \(posts.all), pages \(pages.found) of \(pages.all), "
                + "pictures, films and other parts \(media.found) of \(media.all), byte for byte",
        ]
        lines += missing.prefix(20).map { "  missing: \($0)" }
        if missing.count > 20 { lines.append("  and \(missing.count - 20) more") }
        return lines.joined(separator: "\n")
    }
}
