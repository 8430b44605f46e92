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

    /// Settings with these seeds and their profiles; `apply` puts the options in, by which unknown servers are asked as well.
    ///
    /// - Throws: `CommandEnd` with all findings when a seed, a seed file or a profile can't be used.
    func settings(
        for arguments: [String], asksServers: Bool, apply: (inout CrawlSettings) throws -> Void
    ) async throws -> CrawlSettings {
        var review = try review(arguments)
        var settings = CrawlSettings(seeds: [], profiles: [:])
        try apply(&settings)
        try await findPlatforms(of: &review, settings, asksServers: asksServers)
        for finding in review.findings { Terminal.note("\(finding)") }
        guard !review.hasErrors else { throw CommandEnd(.badInput, "kabinet: the seeds can't be used as they are") }
        var names: Set<String> = []
        for account in review.accounts {
            settings.profiles[account.profile.name] = account.profile.text
            settings.seeds.append(Self.seed(account, &names))
        }
        return settings
    }

    private static func seed(_ account: SeedReview.Account, _ names: inout Set<String>) -> CrawlSettings.Seed {
        var name = account.match.account
        var number = 2
        // One account, one row of the overview: two seeds of the same host without a user name stay apart.
        while !names.insert(name).inserted {
            name = "\(account.match.account)-\(number)"
            number += 1
        }
        var seed = CrawlSettings.Seed(text: account.match.seed, account: name, profile: account.profile.name)
        (seed.person, seed.department) = (account.listed.person, account.listed.department)
        (seed.kind, seed.role) = (account.listed.kind?.rawValue, account.listed.role)
        (seed.since, seed.until) = (account.period.from?.description, account.period.to?.description)
        return seed
    }

    private func review(_ arguments: [String]) throws -> SeedReview {
        let library = Self.library
        let lists = try arguments.map { try list($0) }
        var files: [String: Profile] = [:]
        for name in Set(lists.flatMap(\.accounts).compactMap(\.profile)) where ProfileLibrary.isFile(name) {
            files[name] = try Self.accept(library.profile(name))
        }
        let forced = try profile.map { try Self.accept(library.profile($0)) }
        let (profiles, findings) = library.all()
        var review = SeedReview(chooser: SeedChooser(profiles: profiles, files: files, forced: forced))
        for list in lists { review.add(list) }
        // What is wrong with a profile matters to those whose seed found none.
        if review.hasErrors { for finding in findings { Terminal.note("\(finding)") } }
        return review
    }

    /// The list that an argument is the file of, or one with the argument as its only seed.
    private func list(_ argument: String) throws -> SeedList {
        let isFile = [".yaml", ".yml", ".txt", ".csv"].contains { argument.hasSuffix($0) } && !argument.contains("://")
        guard isFile else {
            if let refusal = CrawlSettings.Seed.refusal(of: argument) { throw refusal }
            return SeedList(seed: argument)
        }
        let reading = SeedList.read(argument)
        for finding in reading.findings { Terminal.note("\(finding)") }
        guard let list = reading.list else { throw CommandEnd(.badInput, "kabinet: the seed list can't be used") }
        for account in list.accounts { if let refusal = CrawlSettings.Seed.refusal(of: account.seed) { throw refusal } }
        return list
    }

    /// Servers that no profile lists may still run the software of a platform: they are asked.
    private func findPlatforms(of review: inout SeedReview, _ settings: CrawlSettings, asksServers: Bool) async throws {
        let origins = review.undecidedOrigins
        guard !origins.isEmpty else { return }
        guard asksServers else {
            Terminal.note(
                "kabinet: note: \(origins.sorted().joined(separator: ", ")) would be asked first what software it runs")
            return
        }
        let software = try await PlatformDetection(settings: settings).software(of: origins)
        for decision in review.decide(software) { Terminal.note("\(decision)") }
    }

    private static func accept(_ reading: ProfileReading) throws -> Profile {
        for finding in reading.findings { Terminal.note("\(finding)") }
        guard let profile = reading.profile else { throw CommandEnd(.badInput, "kabinet: the profile can't be used") }
        return profile
    }
}
