// SPDX-License-Identifier: EUPL-1.2

/// A post that an answer showed, by a rule of the profile.
package struct FoundPost: Sendable, Hashable {
    /// Where the date of a post comes from.
    package enum DateSource: String, Sendable, CaseIterable {
        /// The platform says it.
        case platform
        /// It is read off the post's id.
        case id
        /// There is none.
        case none
    }

    /// The id as the platform writes it.
    package let id: String
    /// The permalink, absolute and without a fragment; nil when the post has none.
    package let url: String?
    /// Microseconds since 1970 UTC; nil when neither the platform nor the id says it.
    package let date: Int64?
    package let dateSource: DateSource
    /// Kept at the top of the page: its date says nothing about how far back the page is.
    package let isPinned: Bool
    /// Passed on from elsewhere: its date is that of the original.
    package let isRepost: Bool
    /// The post of somebody else, around those of the account.
    package let isContext: Bool
    /// The URLs of its media, absolute and without a fragment.
    package let media: [String]
    /// The rule that found it, for the log: `api[timeline].posts`.
    package let rule: String

    /// A post with what is known of it.
    package init(
        id: String, url: String? = nil, date: Int64? = nil, dateSource: DateSource = .none, isPinned: Bool = false,
        isRepost: Bool = false, isContext: Bool = false, media: [String] = [], rule: String = ""
    ) {
        self.id = id
        self.url = url
        self.date = date
        self.dateSource = dateSource
        self.isPinned = isPinned
        self.isRepost = isRepost
        self.isContext = isContext
        self.media = media
        self.rule = rule
    }
}
