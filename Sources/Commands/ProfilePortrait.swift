// SPDX-License-Identifier: EUPL-1.2

import CrawlProfile

/// What a profile says of its platform, for people.
struct ProfilePortrait {
    let profile: Profile

    var text: String {
        var parts = ["\(profile.name) \(profile.version): \(profile.title)\n\(profile.file)", profile.about]
        let sections: [(title: String, rows: [(String, String)])] = [
            ("Lanes", profile.lanes.map(row)), ("Seeds", seeds), ("Counters", counters), ("Dates in ids", ids),
            ("Walls", profile.walls.map { ($0.wall.kind.rawValue, $0.wall.name) }),
            ("Answers that are not what they seem", profile.answers.map(row)), ("Manners", manners),
        ]
        for section in sections where !section.rows.isEmpty {
            parts.append(section.title + "\n" + Self.table(section.rows))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func row(_ lane: Lane) -> (String, String) {
        (lane.name, lane.about + (lane.credential.map { " (needs the credential \($0))" } ?? ""))
    }

    private var seeds: [(String, String)] {
        profile.matches.flatMap { rule -> [(String, String)] in
            let kind = rule.isSupported ? rule.kind.rawValue : rule.kind.rawValue + " (not captured)"
            let query = rule.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            switch rule.form {
            case .handle(let pattern): return [(kind, pattern.text)]
            case .url(let patterns): return patterns.map { (kind, $0.text + (query.isEmpty ? "" : "?" + query)) }
            }
        }
    }

    private var counters: [(String, String)] {
        profile.api.flatMap { rule in
            rule.counters.map { ($0.name, "\(rule.name): " + $0.pointers.map(\.text).joined(separator: ", ")) }
        }
    }

    private var ids: [(String, String)] {
        profile.ids.map { rule in
            let sum = rule.epoch == 0 ? "" : " + \(rule.epoch)"
            return ("base \(rule.base.rawValue)", "\(rule.unit.rawValue) = id >> \(rule.shift)\(sum)")
        }
    }

    private func row(_ rule: AnswerRule) -> (String, String) {
        let state = rule.judgement.account.map { ", the account is \($0.rawValue)" } ?? ""
        return (rule.judgement.outcome, rule.judgement.name + state)
    }

    private var manners: [(String, String)] {
        let manners = profile.politeness
        var rows = [
            (
                "pace",
                "\(Self.seconds(manners.delay)) between requests, \(manners.concurrency) at a time, for each \(manners.group.rawValue)"
            )
        ]
        if let robots = manners.robots { rows.append(("robots.txt", robots.rawValue)) }
        if let pause = profile.pause {
            rows.append(("pause", "after \(pause.after) refusals in a row, for \(Self.seconds(pause.milliseconds))"))
        }
        return rows
    }

    private static func seconds(_ milliseconds: Int) -> String {
        switch milliseconds {
        case let value where value % 3_600_000 == 0 && value > 0: "\(value / 3_600_000) h"
        case let value where value % 60_000 == 0 && value > 0: "\(value / 60_000) min"
        case let value where value % 1000 == 0: "\(value / 1000) s"
        default: "\(milliseconds) ms"
        }
    }

    private static func table(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, text in
            "  " + name + String(repeating: " ", count: width - name.count) + "  " + text
        }.joined(separator: "\n")
    }
}
