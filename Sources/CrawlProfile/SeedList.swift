// SPDX-License-Identifier: EUPL-1.2

/// The accounts of a campaign: `seeds/*.yaml`, a CSV table, or a text file with one seed per line.
package struct SeedList: Sendable, Hashable {
    /// What the list is of.
    package let title: String?
    /// The days that the campaign is about.
    package let period: SeedPeriod
    /// The accounts in the order of the file.
    package let accounts: [SeedAccount]
    /// The file, for messages; empty for a seed that was typed.
    package let file: String

    init(title: String?, period: SeedPeriod, accounts: [SeedAccount], file: String) {
        (self.title, self.period, self.accounts, self.file) = (title, period, accounts, file)
    }

    /// A list of one seed that was typed.
    package init(seed: String) {
        self.init(title: nil, period: SeedPeriod(), accounts: [SeedAccount(seed: seed)], file: "")
    }
}

/// Days of a campaign or of an office, both included; nil where it is open.
package struct SeedPeriod: Sendable, Hashable, CustomStringConvertible {
    package let from: CalendarDay?
    package let to: CalendarDay?

    /// A period; open on both sides unless said otherwise.
    package init(from: CalendarDay? = nil, to: CalendarDay? = nil) { (self.from, self.to) = (from, to) }

    /// True when it has neither a beginning nor an end.
    package var isOpen: Bool { from == nil && to == nil }

    /// True when a day lies in both.
    package func overlaps(_ other: SeedPeriod) -> Bool {
        if let to, let from = other.from, to < from { return false }
        if let from, let to = other.to, to < from { return false }
        return true
    }

    /// The shortest period with all days of both.
    package func union(_ other: SeedPeriod) -> SeedPeriod {
        SeedPeriod(
            from: from.flatMap { own in other.from.map { min(own, $0) } },
            to: to.flatMap { own in other.to.map { max(own, $0) } })
    }

    /// `2017-10-26..2022-01-10`, with nothing where it is open.
    package var description: String { "\(from?.description ?? "")..\(to?.description ?? "")" }
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

    /// The URL, the handle, or with a platform the account's name there, as it was written.
    package let seed: String
    /// The platform in the words of the list: `X`, `Twitter`, `mastodon`.
    package let platform: String?
    /// The name of the profile to crawl it with; nil to have it found.
    package let profile: String?
    package let kind: Kind?
    /// The person whose account it is.
    package let person: String?
    package let department: String?
    /// The office of the person, or what the account is for.
    package let role: String?
    /// The days that count for this account; nil for those of the list.
    package let period: SeedPeriod?
    /// The line in the file, from 1; 0 for a seed that was typed.
    package let line: Int

    /// An account of which only the seed is known unless more is given.
    package init(
        seed: String, platform: String? = nil, profile: String? = nil, kind: Kind? = nil, person: String? = nil,
        department: String? = nil, role: String? = nil, period: SeedPeriod? = nil, line: Int = 0
    ) {
        (self.seed, self.platform, self.profile, self.kind) = (seed, platform, profile, kind)
        (self.person, self.department, self.role, self.period) = (person, department, role, period)
        self.line = line
    }
}
