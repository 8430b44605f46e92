// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CrawlProfile
import Diagnostics

struct ProfilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "Lists, shows, checks and tries crawl profiles.",
        discussion: """
            Example: kabinet profiles list
                     kabinet profiles check crawl-profiles/mastodon.yaml
                     kabinet profiles test mastodon @minpres@social.overheid.nl
            """,
        subcommands: [List.self, Show.self, Check.self, ProfilesTestCommand.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the profiles that are found.", discussion: "Example: kabinet profiles list")

        func run() async throws {
            let (profiles, findings) = SeedSelection.library.all()
            for finding in findings { Terminal.note("\(finding)") }
            for profile in profiles { print("\(profile.name)\t\(profile.version)\t\(profile.title)") }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what a profile can get and what it can't.",
            discussion: "Example: kabinet profiles show mastodon")

        @Argument(help: "A name or a file.") var profile: String

        func run() async throws {
            let reading = SeedSelection.library.profile(profile)
            for finding in reading.findings { Terminal.note("\(finding)") }
            guard let profile = reading.profile else { throw CommandEnd(.badInput) }
            print(ProfilePortrait(profile: profile).text)
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints everything that is wrong with profile files.",
            discussion: "Example: kabinet profiles check crawl-profiles/mastodon.yaml")

        @Argument(help: "Profile files.") var files: [String]

        func run() async throws {
            var isUsable = true
            for file in files {
                // Without a slash the library would take the argument for the name of a profile.
                let reading = SeedSelection.library.profile(file.contains("/") ? file : "./" + file)
                for finding in reading.findings { print("\(finding)") }
                isUsable = isUsable && reading.profile != nil
            }
            guard isUsable else { throw CommandEnd(.badInput) }
        }
    }
}
