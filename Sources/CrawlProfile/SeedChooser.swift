// SPDX-License-Identifier: EUPL-1.2

package import Diagnostics

/// Finds the profile that an account is crawled with.
package struct SeedChooser: Sendable {
    /// What was chosen.
    package struct Choice: Sendable {
        /// The address or handle to crawl; made from the account's name where the list gives only that.
        package let seed: String
        package let profile: Profile
        package let match: SeedMatch
    }

    private let profiles: [Profile]
    private let files: [String: Profile]
    private let forced: Profile?

    /// A chooser among these profiles, and those of files that a list names; `forced` (`--profile`) goes before what a list says.
    package init(profiles: [Profile], files: [String: Profile] = [:], forced: Profile? = nil) {
        (self.profiles, self.files, self.forced) = (profiles, files, forced)
    }

    /// The profiles that a seed could be of if its server ran their software.
    func detectable(seed: String) -> [(profile: Profile, match: SeedMatch)] {
        guard forced == nil else { return [] }
        return profiles.compactMap { profile in
            guard !profile.detection.nodeinfo.isEmpty, let match = profile.match(seed: seed), match.certainty == .form
            else { return nil }
            return (profile, match)
        }
    }

    /// The profile for an account.
    ///
    /// - Throws: an error without a place when no profile knows the seed, or the platform that the list names is another.
    package func choose(_ account: SeedAccount) throws(Diagnostic) -> Choice {
        let platform = try account.platform.map { name throws(Diagnostic) in try profile(ofPlatform: name) }
        let named = try account.profile.map { name throws(Diagnostic) in try profile(named: name) }
        if let platform, let named, platform.name != named.name {
            throw Diagnostic(
                .error, "the platform is \"\(account.platform ?? "")\", but the profile is \"\(named.name)\"",
                hint: "leave one of them out")
        }
        if let profile = forced ?? named ?? platform { return try choice(account, profile) }
        guard let best = ProfileLibrary.best(for: account.seed, among: profiles) else {
            throw Diagnostic(
                .error, "no crawl profile knows the seed \"\(account.seed.prefix(120))\"",
                hint: "give a URL, as https://…, or a handle, as @user@host; `kabinet profiles list` names the profiles"
            )
        }
        return Choice(seed: account.seed, profile: best.profile, match: best.match)
    }

    private func choice(_ account: SeedAccount, _ profile: Profile) throws(Diagnostic) -> Choice {
        let seeds = [account.seed] + [profile.address(ofAccount: account.seed)].compactMap(\.self)
        // A name without a host could be read as a path or a host of any site: it is a name first.
        let ordered = SeedForm.isSeed(account.seed) ? seeds : seeds.reversed()
        for seed in ordered {
            guard let match = profile.match(seed: seed) else { continue }
            if account.platform != nil, profile.name != "generic",
                let better = ProfileLibrary.best(for: seed, among: profiles), better.profile.name != profile.name,
                better.match.certainty > match.certainty
            {
                throw Diagnostic(
                    .error, "the list says \(account.platform ?? ""), but \(account.seed) is of \(better.profile.title)"
                )
            }
            return Choice(seed: seed, profile: profile, match: match)
        }
        throw Diagnostic(
            .error, "the profile \"\(profile.name)\" does not know the seed \"\(account.seed.prefix(120))\"",
            hint: "leave the profile out to have one chosen")
    }

    private func profile(named name: String) throws(Diagnostic) -> Profile {
        if let profile = files[name] ?? profiles.first(where: { $0.name == name }) { return profile }
        throw Diagnostic(
            .error, "no profile \"\(name)\"",
            hint: Spelling.nearest(to: name, among: profiles.map(\.name)).map { "did you mean \"\($0)\"?" })
    }

    /// The profile whose name or title has the word: `Twitter` is in the title "X (Twitter)".
    private func profile(ofPlatform name: String) throws(Diagnostic) -> Profile {
        let wanted = name.lowercased()
        let known = profiles.first { $0.name == wanted } ?? profiles.first { $0.titleWords.contains(wanted) }
        if let known { return known }
        throw Diagnostic(
            .error, "no profile is for the platform \"\(name)\"",
            hint: Spelling.nearest(to: wanted, among: profiles.map(\.name)).map { "did you mean \"\($0)\"?" }
                ?? "known: \(profiles.map(\.name).joined(separator: ", "))")
    }
}

extension Profile {
    /// The words of the title in lower case.
    fileprivate var titleWords: [String] {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The address of an account of which only the name is known: the canonical form of the platform's profiles, filled in.
    ///
    /// Nil when the platform needs more than a name, as one with many servers does.
    func address(ofAccount name: String) -> String? {
        let name = name.hasPrefix("@") ? String(name.dropFirst()) : name
        guard !name.isEmpty, name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_.-".utf8.contains($0) })
        else { return nil }
        return matches.lazy.filter { $0.kind == .profile }.compactMap(\.canonical)
            .first { Set($0.names) == ["user"] }?.filled(captured: ["user": name])
    }
}
