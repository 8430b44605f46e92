// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

extension SeedReview {
    /// The servers whose software would tell more than the address does: no profile lists them, but the address has the form of a
    /// platform that runs on many servers.
    package var undecidedOrigins: Set<String> {
        Set(accounts.filter { !candidates(for: $0).isEmpty }.compactMap { $0.match.bindings["origin"] })
    }

    /// Takes up what servers said of themselves, by origin; returns a note for each account that is of another platform by it.
    package mutating func decide(_ software: [String: String]) -> [Diagnostic] {
        var notes: [Diagnostic] = []
        for (index, account) in accounts.enumerated() {
            guard let origin = account.match.bindings["origin"], let name = software[origin],
                let (profile, match) = candidates(for: account).first(where: {
                    $0.profile.detection.nodeinfo.contains(name)
                })
            else { continue }
            accounts[index] = Account(
                seed: account.seed, profile: profile, match: match, listed: account.listed, campaign: account.campaign)
            notes.append(
                Diagnostic(
                    .note, at: .url(account.seed), "the server runs \(name): captured with the profile \(profile.name)")
            )
        }
        return notes
    }

    private func candidates(for account: Account) -> [(profile: Profile, match: SeedMatch)] {
        guard account.profile.name == "generic", account.listed.profile == nil, account.listed.platform == nil else {
            return []
        }
        return chooser.detectable(seed: account.seed)
    }
}
