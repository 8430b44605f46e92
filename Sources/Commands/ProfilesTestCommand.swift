// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ByteStreams
import CrawlProfile
import Diagnostics

struct ProfilesTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Shows how a profile understands seeds and recorded answers.",
        discussion: """
            For each seed: what it is, the one address it is known by, and what would be fetched first. For each answer in the folder: \
            the posts, counters and links that the rules find, and what the answer is judged to be. Nothing is fetched.

            An answer is a file with its body, beside it a file of the same name with .json added: \
            {"url": "https://…", "status": 200, "headers": {"Content-Type": "…"}}, for a POST with "method" and "body" of the request. \
            WARC files in the folder are read record by record. With a seed, rules that name its account hold for that account only.

            Example: kabinet profiles test mastodon https://social.overheid.nl/@minpres
                     kabinet profiles test my-platform.yaml --answers recorded

            Exit codes: 3 when the profile can't be used, knows a seed not, finds no post in all answers of a rule for posts, or can't \
            read an answer.
            """)

    @Argument(help: "A name or a file.") var profile: String
    @Argument(help: "URLs or handles.") var seeds: [String] = []
    @Option(help: ArgumentHelp("Recorded answers.", valueName: "folder")) var answers: String?

    func validate() throws {
        guard !seeds.isEmpty || answers != nil else {
            throw ValidationError("nothing to test: give a URL or a handle, or --answers with a folder")
        }
    }

    func run() async throws {
        let reading = SeedSelection.library.profile(profile)
        for finding in reading.findings { Terminal.note("\(finding)") }
        guard let profile = reading.profile else { throw CommandEnd(.badInput) }
        var isGood = true
        for seed in seeds {
            let trial = SeedTrial(seed, profile: profile)
            print(trial.text)
            isGood = isGood && trial.isGood
        }
        if let answers {
            let match = seeds.lazy.compactMap { profile.match(seed: $0) }.first
            var trial = AnswerTrial(profile: profile, match: match)
            try RecordedAnswers.read(answers) { print(trial.text(of: $0)) }
            print(trial.summary)
            isGood = isGood && trial.isGood
        }
        guard isGood else { throw CommandEnd(.badInput) }
    }
}

/// How a profile understands one seed.
struct SeedTrial {
    let text: String
    let isGood: Bool

    init(_ seed: String, profile: Profile) {
        guard let match = profile.match(seed: seed) else {
            text = "\(seed)\n  is         nothing that the profile knows\n"
            isGood = false
            return
        }
        var rows = ["\(seed)"]
        rows.append(
            "  is         a \(match.kind.rawValue)" + (match.isSupported ? "" : ", which Kabinet does not capture"))
        rows.append("  known by   " + Self.words(for: match.certainty))
        rows.append("  account    \(match.account)")
        var isStable = true
        if let canonical = match.canonical {
            rows.append("  canonical  \(canonical)")
            isStable = profile.canonical(of: canonical)?.canonical == canonical
            if !isStable {
                rows.append("  error: the canonical address is another one when it is the seed itself")
            }
        }
        let own: Set = ["scheme", "host", "authority", "origin", "url"]
        for (name, value) in match.bindings.sorted(by: { $0.key < $1.key }) where !own.contains(name) {
            rows.append("  {\(name)}".padded(to: 13) + value)
        }
        for planned in match.isSupported ? profile.expansion(of: match) : [] {
            var remarks: [String] = []
            if let lane = planned.lane {
                let credential = profile.lanes.first { $0.name == lane }?.credential
                remarks.append("lane \(lane)" + (credential.map { ", needs \($0)" } ?? ""))
            }
            if planned.isOptional { remarks.append("optional") }
            let method = planned.request.map { $0.method + " " } ?? ""
            let remark = remarks.isEmpty ? "" : "  (\(remarks.joined(separator: "; ")))"
            rows.append("  \(planned.kind.rawValue)".padded(to: 13) + method + planned.url + remark)
            if let request = planned.request, !request.body.isEmpty {
                rows.append("             " + String(decoding: request.body.prefix(500), as: UTF8.self))
            }
        }
        text = rows.joined(separator: "\n") + "\n"
        isGood = isStable
    }

    private static func words(for certainty: SeedMatch.Certainty) -> String {
        switch certainty {
        case .form: "its form alone: name the profile with --profile"
        case .handle: "the form of its handle"
        case .host: "its host"
        }
    }
}

extension String {
    /// The text with spaces up to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, width - count))
    }
}
