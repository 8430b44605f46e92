// SPDX-License-Identifier: EUPL-1.2

import ArchiveTime
import CrawlProfile
import Diagnostics
import WebURL

/// Recorded answers held against the rules of a profile, one after the other.
struct AnswerTrial {
    let profile: Profile
    /// The seed whose account the answers are of; nil for any.
    let match: SeedMatch?

    /// For each rule with `posts:`, how many answers it was for and how many posts it found.
    private var tallies: [String: (answers: Int, posts: Int)] = [:]
    private var answers = 0
    private var findings = 0

    init(profile: Profile, match: SeedMatch?) {
        self.profile = profile
        self.match = match
    }

    /// Whether every rule for posts that had an answer found some, and every answer could be read.
    var isGood: Bool { answers > 0 && findings == 0 && silent.isEmpty }

    private var silent: [String] {
        profile.api.map(\.name).filter { name in tallies[name].map { $0.answers > 0 && $0.posts == 0 } ?? false }
    }

    /// What is found in one answer.
    mutating func text(of answer: RecordedAnswer) -> String {
        answers += 1
        let type = answer.field("Content-Type")
        let location = answer.field("Location").flatMap {
            WebAddress($0, relativeTo: WebAddress(answer.url))?.serialized
        }
        let judgement = profile.judgement(
            status: answer.status, url: answer.url, mediaType: type, bodyPrefix: answer.body, isWhole: true,
            location: location, request: answer.request)
        let found = profile.reading(
            url: answer.url, mediaType: type, statusCode: answer.status, fields: answer.fields, body: answer.body,
            request: answer.request, seed: match)
        let rules = rules(for: answer)
        let method = answer.request.map { $0.method + " " } ?? ""
        var rows = ["\(answer.name): \(answer.status) \(method)\(answer.url)"]
        rows.append(
            "  rules      " + (rules.isEmpty ? "none is for this address" : rules.map(\.name).joined(separator: ", ")))
        // What is no answer of the list at all says nothing against its rule.
        if judgement == nil, (200...299).contains(answer.status) { count(found, rules) }
        if let judgement { rows.append("  judged     " + Self.words(for: judgement)) }
        rows += posts(found)
        for (name, number) in found.counters.sorted(by: { $0.key < $1.key }) {
            rows.append("  counter    \(name) \(number)")
        }
        rows += links(found)
        for finding in found.findings {
            rows.append("  \(finding)")
            if judgement == nil { findings += 1 }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// What all answers together say of the rules.
    var summary: String {
        var rows = ["\(answers) answers"]
        for rule in profile.api where !rule.posts.isEmpty {
            guard let tally = tallies[rule.name], tally.answers > 0 else {
                rows.append("  api[\(rule.name)]: no answer to try its posts on")
                continue
            }
            let end = tally.posts == 0 ? ": error: it should find some" : ""
            rows.append("  api[\(rule.name)]: \(tally.posts) posts in \(tally.answers) answers\(end)")
        }
        if findings > 0 { rows.append("  \(findings) findings") }
        return rows.joined(separator: "\n")
    }

    private func rules(for answer: RecordedAnswer) -> [APIRule] {
        profile.api.filter {
            $0.method == answer.request?.method ?? "GET"
                && $0.on.match(answer.url, bindings: match?.bindings ?? [:]) != nil
        }
    }

    private mutating func count(_ found: Profile.Discoveries, _ rules: [APIRule]) {
        for rule in rules where !rule.posts.isEmpty {
            let posts = found.posts.filter { $0.rule == "api[\(rule.name)].posts" }.count
            // A page that need not have the document is no page of the list.
            if posts == 0, rule.isOptional { continue }
            let tally = tallies[rule.name] ?? (0, 0)
            tallies[rule.name] = (tally.answers + 1, tally.posts + posts)
        }
    }

    private func posts(_ found: Profile.Discoveries) -> [String] {
        guard !found.posts.isEmpty else { return found.isEmptyList ? ["  posts      none"] : [] }
        let numbers: [(Int, String)] = [
            (found.posts.filter { !$0.isContext && !$0.isRepost }.count, "own"),
            (found.posts.filter(\.isRepost).count, "passed on"), (found.posts.filter(\.isContext).count, "of others"),
            (found.posts.filter(\.isPinned).count, "pinned"),
            (found.posts.filter { $0.dateSource == .id }.count, "dated by their id"),
            (found.posts.filter { $0.date == nil }.count, "without a date"),
            (found.posts.reduce(0) { $0 + $1.media.count }, "media"),
        ]
        let kinds = numbers.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        var rows = ["  posts      \(found.posts.count): \(kinds)"]
        for post in found.posts.prefix(3) {
            let date = post.date.map { ArchiveDate(microseconds: $0).iso8601Seconds } ?? "no date"
            rows.append("             \(post.id)  \(date)  \(post.url ?? "no permalink")")
        }
        if found.posts.count > 3 { rows.append("             and \(found.posts.count - 3) more") }
        return rows
    }

    private func links(_ found: Profile.Discoveries) -> [String] {
        var rows: [String] = []
        for next in found.found where next.relation == .nextPage {
            rows.append("  next page  \(next.request.map { $0.method + " " } ?? "")\(next.url)")
            if let request = next.request, !request.body.isEmpty {
                rows.append("             " + String(decoding: request.body.prefix(500), as: UTF8.self))
            }
        }
        var numbers: [(rule: String, kind: String, count: Int, example: String)] = []
        for discovery in found.found where discovery.relation != .nextPage {
            if let place = numbers.firstIndex(where: { $0.rule == discovery.rule }) {
                numbers[place].count += 1
            } else {
                numbers.append((discovery.rule, discovery.kind.rawValue, 1, discovery.url))
            }
        }
        for number in numbers {
            rows.append("  links      \(number.count) \(number.kind) by \(number.rule): \(number.example)")
        }
        return rows
    }

    private static func words(for judgement: AnswerJudgement) -> String {
        var text = "\(judgement.outcome) (\(judgement.name))"
        if let state = judgement.account { text += ", the account is \(state.rawValue)" }
        return judgement.isRetryable ? text + ", to be tried again" : text
    }
}
