// SPDX-License-Identifier: EUPL-1.2

/// The accounts of a campaign: `seeds/*.yaml`, or a text file with one seed per line.
package struct SeedList: Sendable, Hashable {
    /// What the list is of.
    package let title: String?
    /// The days that the campaign is about, both included; nil where it is open.
    package let from: CalendarDay?
    package let to: CalendarDay?
    /// The accounts in the order of the file.
    package let accounts: [SeedAccount]
}

/// One account of a seed list.
package struct SeedAccount: Sendable, Hashable {
    /// What kind of content an account has (mission.md 17, after the Verkenning §3.7 and 3.8).
    package enum Kind: String, Sendable, CaseIterable {
        /// Of a ministry or another organisation of the state.
        case organisation
        /// Of a project, a campaign or a theme.
        case project
        /// Of someone in office, as that.
        case office
        case party
        case `private`
        /// Several of these side by side.
        case hybrid
    }

    /// The URL or handle, as it was written.
    package let seed: String
    /// The name of the profile to crawl it with; nil to have it found.
    package let profile: String?
    package let kind: Kind?
    /// The person whose account it is.
    package let person: String?
    package let department: String?
    /// The office of the person, or what the account is for.
    package let role: String?
    /// The line in the file, from 1.
    package let line: Int
}
