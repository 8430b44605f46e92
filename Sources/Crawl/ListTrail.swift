// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CrawlProfile

/// When a list has gone back far enough: after some pages in a row whose posts are all older than the period.
///
/// One such page is not enough, because platforms mix in older posts and sort by more than the date. What is pinned, passed on, or
/// of others says nothing about how far back a page is; a post without a date may be of any time.
struct ListTrail: Sendable, Hashable {
    /// Pages in a row that have to be older than the period.
    static let patience = 2

    /// Such pages so far.
    let pages: Int

    /// The trail behind a page that shows `posts`, when there were `pages` before it.
    init(after posts: [FoundPost], period: CapturePeriod, pages: Int) {
        let telling = posts.filter { !$0.isPinned && !$0.isRepost && !$0.isContext }
        guard period.since != nil, !telling.isEmpty else {
            self.pages = pages
            return
        }
        let isOlder = telling.allSatisfy { post in
            post.date.map { period.isBefore(ArchiveDate(microseconds: $0)) } ?? false
        }
        self.pages = isOlder ? pages + 1 : 0
    }

    /// True when the list need not go on.
    var isCold: Bool { pages >= Self.patience }
}
