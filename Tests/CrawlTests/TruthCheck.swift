// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import CDX
import Collection
import DemoSite

/// Holds a collection against what the demonstration knows of itself.
struct TruthCheck {
    /// Sentences about what is missing or stored too often; empty when the capture is complete.
    let gaps: [String]

    /// `isOnce` when nothing may be stored as a response twice; `withTries` when answers that were cut off may stand beside.
    init(_ contents: CollectionContents, _ truth: DemoTruth, isOnce: Bool = true, withTries: Bool = false) {
        var gaps: [String] = []
        let byURL = Dictionary(grouping: contents.captures, by: \.cdx.url)
        let good = byURL.mapValues {
            $0.filter { $0.cdx.status == "200" && [.captured, .revisit].contains($0.outcome) }
        }
        for page in truth.pages where (good[page] ?? []).isEmpty { gaps.append("page \(page) is missing") }
        for medium in truth.media {
            let found = good[medium.url] ?? []
            if found.isEmpty { gaps.append("medium \(medium.url) is missing") }
            let digest = "sha256:" + medium.sha256
            if found.contains(where: { $0.cdx.digest != digest }) {
                gaps.append("medium \(medium.url) has other bytes")
            }
        }
        for (url, target) in truth.redirects {
            guard byURL[url]?.contains(where: { $0.outcome == .redirected }) == true, good[target]?.isEmpty == false
            else {
                gaps.append("redirect \(url) to \(target) is missing")
                continue
            }
        }
        // In a capture of one profile, the answers of others stand on its pages and have no page of their own.
        let places = Set(truth.pages).union(truth.redirects.keys)
        for post in truth.posts where places.contains(post.permalink) && (byURL[post.permalink] ?? []).isEmpty {
            gaps.append("post \(post.permalink) is missing")
        }
        for url in truth.excluded where byURL[url] != nil { gaps.append("\(url) was asked for") }
        if isOnce {
            let counted = withTries ? good : byURL
            var seen: [String: Int] = [:]
            for capture in contents.captures where capture.recordType == "response" && capture.cdx.status == "200" {
                seen[capture.cdx.url, default: 0] += 1
            }
            for url in truth.pages + truth.media.map(\.url) where (counted[url] ?? []).count > 1 {
                gaps.append("\(url) has \((counted[url] ?? []).count) records, \(seen[url] ?? 0) of them responses")
            }
            let originals = Dictionary(
                grouping: contents.captures.filter { $0.recordType == "response" && $0.outcome == .captured },
                by: { $0.cdx.digest ?? "" })
            for (digest, media) in Dictionary(grouping: truth.media, by: \.sha256) where media[0].byteCount >= 256 {
                let responses = originals["sha256:" + digest] ?? []
                if responses.count != 1 { gaps.append("\(media[0].url) is stored \(responses.count) times") }
            }
        }
        self.gaps = gaps
    }
}
