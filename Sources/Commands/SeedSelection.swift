// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Crawl
import CrawlProfile
import Diagnostics
import Glibc

/// Turns what the user typed (URLs, handles, seed files) into seeds with a profile and an account name each.
struct SeedSelection {
    /// `--profile`: a name or a file, for all seeds.
    let profile: String?

    /// Where profiles are looked for: the working directory, then upwards from the program's own folder.
    static var library: ProfileLibrary {
        var directories = ["crawl-profiles"]
        var folder = FileSystem.parent(of: executablePath)
        for _ in 0..<6 where folder != "/" && !folder.isEmpty {
            directories.append(folder + "/crawl-profiles")
            folder = FileSystem.parent(of: folder)
        }
        directories.append("/usr/local/share/kabinet/crawl-profiles")
        return ProfileLibrary(directories: directories)
    }

    private static var executablePath: String {
        var buffer = [CChar](repeating: 0, count: 4097)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return "" }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Settings with these seeds and their profiles.
    ///
    /// - Throws: `CommandEnd` with all findings when a seed, a seed file or a profile can't be used.
    func settings(for arguments: [String]) throws -> CrawlSettings {
        let library = Self.library
        var forced: Profile?
        if let profile { forced = try Self.accept(library.profile(profile)) }
        var seeds: [CrawlSettings.Seed] = []
        var profiles: [String: String] = [:]
        var accounts: Set<String> = []
        for (text, ownProfile) in try arguments.flatMap({ try expand($0) }) {
            if let refusal = CrawlSettings.Seed.refusal(of: text) { throw refusal }
            let chosen = try choose(text, forced: forced, named: ownProfile, library)
            profiles[chosen.profile.name] = chosen.profile.text
            var account = chosen.match.account
            var number = 2
            // One account, one row of the overview: two seeds of the same host without a user name stay apart.
            while !accounts.insert(account).inserted {
                account = "\(chosen.match.account)-\(number)"
                number += 1
            }
            seeds.append(CrawlSettings.Seed(text: text, account: account, profile: chosen.profile.name))
        }
        return CrawlSettings(seeds: seeds, profiles: profiles)
    }

    /// The seeds that an argument stands for, with the profile that a seed file names for each.
    private func expand(_ argument: String) throws -> [(seed: String, profile: String?)] {
        let isFile = [".yaml", ".yml", ".txt"].contains { argument.hasSuffix($0) } && !argument.contains("://")
        guard isFile else { return [(argument, nil)] }
        let reading = SeedList.read(argument)
        for finding in reading.findings { Terminal.note("\(finding)") }
        guard let list = reading.list else {
            throw CommandEnd(.badInput, "kabinet: the seed list can't be used")
        }
        return list.accounts.map { ($0.seed, $0.profile) }
    }

    private func choose(
        _ seed: String, forced: Profile?, named: String?, _ library: ProfileLibrary
    ) throws -> (profile: Profile, match: SeedMatch) {
        let profile = try forced ?? named.map { try Self.accept(library.profile($0)) }
        if let profile {
            guard let match = profile.match(seed: seed) else {
                throw Diagnostic(
                    .error, at: .url(seed), "the profile \"\(profile.name)\" does not know this kind of seed",
                    hint: "leave --profile out to have one chosen")
            }
            return (profile, match)
        }
        let (profiles, findings) = library.all()
        guard let best = ProfileLibrary.best(for: seed, among: profiles) else {
            for finding in findings { Terminal.note("\(finding)") }
            throw Diagnostic(
                .error, at: .url(seed),
                "no crawl profile knows this seed; looked in \(library.directories.joined(separator: ", "))",
                hint: "give a URL, as https://…, or a handle, as @user@host")
        }
        return best
    }

    private static func accept(_ reading: ProfileReading) throws -> Profile {
        for finding in reading.findings { Terminal.note("\(finding)") }
        guard let profile = reading.profile else { throw CommandEnd(.badInput, "kabinet: the profile can't be used") }
        return profile
    }
}
