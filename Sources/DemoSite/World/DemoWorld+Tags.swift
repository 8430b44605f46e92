// SPDX-License-Identifier: EUPL-1.2

extension DemoWorld {
    /// Every hashtag in a post, with the number of posts that have it; the most used first.
    package var allTags: [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for tag in posts.flatMap(\.tags) { counts[tag, default: 0] += 1 }
        return counts.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}
