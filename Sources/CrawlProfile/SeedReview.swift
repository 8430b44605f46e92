// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

/// The accounts of a campaign as the profiles understand them: each once, with what contradicts each other found.
package struct SeedReview: Sendable {
    /// An account with the profile that it will be crawled with.
    package struct Account: Sendable {
        /// The address or handle to crawl.
        package let seed: String
        package let profile: Profile
        package let match: SeedMatch
        /// What the list says of it; of several entries for one account the first, with the period of all.
        package var listed: SeedAccount
        /// The list's own period; the account's goes before it.
        package let campaign: SeedPeriod

        /// The one form by which the account is known, whatever it was written as.
        package var canonical: String {
            // The address of a handle is that of its server, which other accounts have too.
            match.canonical ?? (match.certainty == .handle ? nil : match.bindings["url"]) ?? seed
        }
        /// The days that count for it.
        package var period: SeedPeriod { listed.period ?? campaign }
    }

    /// The accounts in the order of the list, each once.
    package internal(set) var accounts: [Account] = []
    /// Repeats (warnings), contradictions and seeds that nothing knows (errors), in the order of the list.
    package private(set) var findings: [Diagnostic] = []

    let chooser: SeedChooser
    private var places: [String: Int] = [:]

    /// Nothing yet; `chooser` finds the profile of each account.
    package init(chooser: SeedChooser) { self.chooser = chooser }

    /// True when the accounts can't be used as they are.
    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// Takes up the accounts of a list.
    package mutating func add(_ list: SeedList) {
        for account in list.accounts { add(account, of: list) }
    }

    private mutating func add(_ listed: SeedAccount, of list: SeedList) {
        let place: Diagnostic.Place =
            listed.line > 0 ? .source(file: list.file, line: listed.line, column: 1) : .url(listed.seed)
        let chosen: SeedChooser.Choice
        do { chosen = try chooser.choose(listed) } catch {
            findings.append(Diagnostic(error.severity, at: place, error.message, hint: error.hint))
            return
        }
        let account = Account(
            seed: chosen.seed, profile: chosen.profile, match: chosen.match, listed: listed, campaign: list.period)
        if !chosen.match.isSupported {
            findings.append(
                Diagnostic(
                    .error, at: place,
                    "\(listed.seed) is a \(chosen.match.kind.rawValue) of \(chosen.profile.title), which is not captured",
                    hint: "give the account or the post"))
            return
        }
        if let own = listed.period, !own.overlaps(list.period) {
            findings.append(
                Diagnostic(
                    .error, at: place, "the period \(own) of \(listed.seed) is outside the list's own, \(list.period)"))
        }
        let key = account.profile.name + " " + account.canonical
        guard let earlier = places[key] else {
            places[key] = accounts.count
            accounts.append(account)
            return
        }
        compare(account, with: earlier, at: place, list)
    }

    private mutating func compare(_ account: Account, with index: Int, at place: Diagnostic.Place, _ list: SeedList) {
        let first = accounts[index].listed
        let where_ = first.line > 0 ? "on line \(first.line)" : "before"
        let haveSharedDays = accounts[index].period.overlaps(account.period)
        let differences = Self.differences(first, account.listed)
        if !differences.isEmpty, haveSharedDays {
            for difference in differences {
                findings.append(
                    Diagnostic(
                        .error, at: place,
                        "\(account.canonical) is \(difference.found) here and \(difference.first) \(where_)",
                        hint: "correct one of them, or give each a period of its own"))
            }
            return
        }
        // One office after another: the account is crawled once, over the days of both.
        if differences.isEmpty {
            findings.append(
                Diagnostic(.warning, at: place, "\(account.canonical) is \(where_) already; it is captured once"))
        }
        accounts[index].listed = first.with(period: accounts[index].period.union(account.period))
    }

    /// What two entries say of one account that cannot both be.
    private static func differences(
        _ first: SeedAccount, _ second: SeedAccount
    ) -> [(first: String, found: String)] {
        let pairs: [(String, String?, String?)] = [
            ("person", first.person, second.person), ("department", first.department, second.department),
            ("kind", first.kind?.rawValue, second.kind?.rawValue), ("role", first.role, second.role),
            ("profile", first.profile, second.profile),
        ]
        return pairs.compactMap { name, left, right in
            guard let left, let right, left.lowercased() != right.lowercased() else { return nil }
            return ("\(name) \"\(left)\"", "\(name) \"\(right)\"")
        }
    }
}

extension SeedAccount {
    /// The account with another period.
    func with(period: SeedPeriod) -> SeedAccount {
        SeedAccount(
            seed: seed, platform: platform, profile: profile, kind: kind, person: person, department: department,
            role: role, period: period.isOpen ? nil : period, line: line)
    }
}
