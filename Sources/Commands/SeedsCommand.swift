// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CrawlProfile
import Diagnostics

struct SeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seeds", abstract: "Lists, shows and checks the accounts of a campaign.",
        discussion: """
            A seed list is YAML, a CSV table, or a text file with one seed per line.

            Example: kabinet seeds check seeds/example.yaml
                     kabinet seeds show x.com/minpres
            """,
        subcommands: [List.self, Show.self, Check.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the accounts, each once, with what is known of them; as a table with tabs.",
            discussion: "Example: kabinet seeds list seeds/example.yaml")

        @Argument(help: "Seed lists.") var files: [String]
        @Flag(help: "Print the accounts as JSON.") var json = false

        func run() async throws {
            let review = try SeedsCommand.review(files)
            for finding in review.findings { Terminal.note("\(finding)") }
            let lines = review.accounts.map(SeedLine.init)
            if json {
                print(try JSONOutput.encode(lines))
            } else {
                print(SeedLine.head)
                for line in lines { print(line.text) }
            }
            guard !review.hasErrors else { throw CommandEnd(.badInput) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what Kabinet understands a URL or a handle to be, and where it would begin.",
            discussion: "Example: kabinet seeds show @minpres@social.overheid.nl")

        @Argument(help: "URLs or handles.") var seeds: [String]

        func run() async throws {
            let chooser = SeedChooser(profiles: SeedSelection.library.all().profiles)
            for seed in seeds {
                let choice: SeedChooser.Choice
                do { choice = try chooser.choose(SeedAccount(seed: seed)) } catch {
                    throw CommandEnd(.badInput, "kabinet: \(error)")
                }
                print(
                    "\(seed): \(choice.match.kind.rawValue) of \(choice.profile.title) (profile \(choice.profile.name))"
                )
                print("  account: \(choice.match.account)")
                if let canonical = choice.match.canonical { print("  known as: \(canonical)") }
                if !choice.match.isSupported { print("  is not captured: give the account or the post") }
                for url in choice.profile.expansion(of: choice.match) {
                    print("  \(url.lane.map { "\($0): " } ?? "")\(url.url)")
                }
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints everything that is wrong with seed lists: mistakes, repeats, contradictions.",
            discussion: "Example: kabinet seeds check seeds/example.yaml")

        @Argument(help: "Seed lists.") var files: [String]

        func run() async throws {
            let review = try SeedsCommand.review(files, printing: true)
            for finding in review.findings { print("\(finding)") }
            Terminal.note("\(review.accounts.count) accounts")
            guard !review.hasErrors else { throw CommandEnd(.badInput) }
        }
    }

    /// The accounts of some lists; ends the command when one can't be read at all.
    private static func review(_ files: [String], printing: Bool = false) throws -> SeedReview {
        let (profiles, findings) = SeedSelection.library.all()
        for finding in findings { Terminal.note("\(finding)") }
        var review = SeedReview(chooser: SeedChooser(profiles: profiles))
        var isUsable = true
        for file in files {
            let reading = SeedList.read(file)
            for finding in reading.findings { printing ? print("\(finding)") : Terminal.note("\(finding)") }
            guard let list = reading.list else {
                isUsable = false
                continue
            }
            review.add(list)
        }
        guard isUsable else { throw CommandEnd(.badInput) }
        return review
    }
}

/// One account of `seeds list`.
private struct SeedLine: Encodable {
    let account, platform, url: String
    let person, department, kind, role, from, to: String?

    static let head = "account\tplatform\tperson\tdepartment\tkind\trole\tperiod\turl"

    init(_ account: SeedReview.Account) {
        self.account = account.match.account
        platform = account.profile.name
        url = account.canonical
        person = account.listed.person
        department = account.listed.department
        kind = account.listed.kind?.rawValue
        role = account.listed.role
        from = account.period.from?.description
        to = account.period.to?.description
    }

    var text: String {
        let period = from == nil && to == nil ? "" : "\(from ?? "")..\(to ?? "")"
        return [account, platform, person ?? "", department ?? "", kind ?? "", role ?? "", period, url]
            .map { $0.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("\t", with: " ") }
            .joined(separator: "\t")
    }
}
